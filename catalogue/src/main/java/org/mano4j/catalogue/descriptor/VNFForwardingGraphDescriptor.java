package org.mano4j.catalogue.descriptor;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.Entity;
import org.mano4j.catalogue.WireObject;
import org.mano4j.catalogue.internal.Copies;
import org.mano4j.catalogue.internal.OptimisticLock;
import org.mano4j.catalogue.security.Security;

/**
 * VNFFGD: how traffic passes through the VNFs of a service.
 *
 * @param vendor who made it
 * @param version version text of the vendor
 * @param numberOfEndpoints number of ports to the outside; absent means 0
 * @param numberOfVirtualLinks number of links; absent means 0
 * @param dependentVirtualLink the links it uses
 * @param networkForwardingPath the paths through it
 * @param connectionPoint its ports
 * @param descriptorVersion version text of the descriptor
 * @param constituentVnfs the VNFs it leads through
 * @param vnffgdSecurity placeholder
 * @param id see {@link Entity#id()}
 * @param hbVersion see {@link Entity#hbVersion()}
 * @param projectId see {@link Entity#projectId()}
 * @param shared see {@link Entity#shared()}
 * @param metadata see {@link Entity#metadata()}
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record VNFForwardingGraphDescriptor(
    @JsonProperty("vendor") @Nullable String vendor,
    @JsonProperty("version") @Nullable String version,
    @JsonProperty("number_of_endpoints") @Nullable Integer numberOfEndpoints,
    @JsonProperty("number_of_virtual_links") @Nullable Integer numberOfVirtualLinks,
    @JsonProperty("dependent_virtual_link") List<VirtualLinkDescriptor> dependentVirtualLink,
    @JsonProperty("network_forwarding_path") List<NetworkForwardingPath> networkForwardingPath,
    @JsonProperty("connection_point") List<ConnectionPoint> connectionPoint,
    @JsonProperty("descriptor_version") @Nullable String descriptorVersion,
    @JsonProperty("constituent_vnfs") List<CostituentVNF> constituentVnfs,
    @JsonProperty("vnffgd_security") @Nullable Security vnffgdSecurity,
    @JsonProperty("id") @Nullable String id,
    @JsonProperty("hbVersion") @Nullable Integer hbVersion,
    @JsonProperty("projectId") @Nullable String projectId,
    @JsonProperty("shared") @Nullable Boolean shared,
    @JsonProperty("metadata") Map<String, String> metadata,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements Entity, VNFForwardingGraphDescriptorBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public VNFForwardingGraphDescriptor {
    dependentVirtualLink = Copies.list(dependentVirtualLink);
    networkForwardingPath = Copies.list(networkForwardingPath);
    connectionPoint = Copies.list(connectionPoint);
    constituentVnfs = Copies.list(constituentVnfs);
    metadata = Copies.map(metadata);
    hbVersion = OptimisticLock.of(hbVersion, extensions);
    extensions = OptimisticLock.rest(hbVersion, extensions);
  }
}
