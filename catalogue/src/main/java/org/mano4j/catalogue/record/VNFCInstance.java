package org.mano4j.catalogue.record;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.Entity;
import org.mano4j.catalogue.WireObject;
import org.mano4j.catalogue.descriptor.VNFComponent;
import org.mano4j.catalogue.descriptor.VNFDConnectionPoint;
import org.mano4j.catalogue.internal.Copies;
import org.mano4j.catalogue.internal.OptimisticLock;

/**
 * One running instance of a component, on one machine. It has connection points of its own besides
 * those of the component.
 *
 * @param vimId id of the VIM instance it runs on
 * @param vcId identifier of the machine in the VIM ({@code Server.extId}); {@code unknown} when the
 *     driver gave none
 * @param hostname {@code <vnfr name>-<0..9999999>}, chosen by the NFVO and handed to the driver as
 *     the name of the server
 * @param state free text: ACTIVE, INACTIVE, STANDBY, FAILED, ERROR have been seen; absent until it
 *     is first started
 * @param vnfComponent the component it was made from, by whose id it is found when scaling
 * @param floatingIps addresses to be reached from outside, one per network that has one
 * @param ips addresses, one per network
 * @param connectionPoint its own copies of the ports of the component
 * @param id see {@link Entity#id()}
 * @param hbVersion see {@link Entity#hbVersion()}
 * @param projectId see {@link Entity#projectId()}
 * @param shared see {@link Entity#shared()}
 * @param metadata see {@link Entity#metadata()}
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record VNFCInstance(
    @JsonProperty("vim_id") @Nullable String vimId,
    @JsonProperty("vc_id") @Nullable String vcId,
    @JsonProperty("hostname") @Nullable String hostname,
    @JsonProperty("state") @Nullable String state,
    @JsonProperty("vnfComponent") @Nullable VNFComponent vnfComponent,
    @JsonProperty("floatingIps") List<Ip> floatingIps,
    @JsonProperty("ips") List<Ip> ips,
    @JsonProperty("connection_point") List<VNFDConnectionPoint> connectionPoint,
    @JsonProperty("id") @Nullable String id,
    @JsonProperty("hbVersion") @Nullable Integer hbVersion,
    @JsonProperty("projectId") @Nullable String projectId,
    @JsonProperty("shared") @Nullable Boolean shared,
    @JsonProperty("metadata") Map<String, String> metadata,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements Entity, VNFCInstanceBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public VNFCInstance {
    floatingIps = Copies.list(floatingIps);
    ips = Copies.list(ips);
    connectionPoint = Copies.list(connectionPoint);
    metadata = Copies.map(metadata);
    hbVersion = OptimisticLock.of(hbVersion, extensions);
    extensions = OptimisticLock.rest(hbVersion, extensions);
  }

  /** The connection point on the link with this name. */
  public Optional<VNFDConnectionPoint> findConnectionPoint(String link) {
    return connectionPoint.stream()
        .filter(point -> link.equals(point.virtualLinkReference()))
        .findFirst();
  }

  /** A copy in which every connection point is what the function makes of it. */
  public VNFCInstance mapConnectionPoints(UnaryOperator<VNFDConnectionPoint> change) {
    return withConnectionPoint(connectionPoint.stream().map(change).toList());
  }

  /** The address on the network with this name; the first one if there are several. */
  public Optional<String> address(String network) {
    return addressOn(network, ips);
  }

  /** The floating address on the network with this name. */
  public Optional<String> floatingAddress(String network) {
    return addressOn(network, floatingIps);
  }

  private static Optional<String> addressOn(String network, List<Ip> addresses) {
    return addresses.stream()
        .filter(ip -> network.equals(ip.netName()) && ip.ip() != null)
        .map(Ip::ip)
        .findFirst();
  }
}
