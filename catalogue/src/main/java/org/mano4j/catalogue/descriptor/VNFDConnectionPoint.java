package org.mano4j.catalogue.descriptor;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.Entity;
import org.mano4j.catalogue.WireObject;
import org.mano4j.catalogue.internal.Copies;
import org.mano4j.catalogue.internal.OptimisticLock;

/**
 * A port of a component on a virtual link.
 *
 * @param virtualLinkReference name of the link; required by an NFVO
 * @param floatingIp address to be reached from outside: IPv4 text, or {@code random} for any;
 *     absent for none
 * @param virtualLinkReferenceId identifier of the network in the VIM, set by the NFVO when it
 *     grants
 * @param fixedIp wanted address, IPv4 text inside the {@code cidr} of the link; absent for any
 * @param chosenPool pool of the floating address, set by the NFVO from the link
 * @param interfaceId place among the interfaces of the machine, from 0; absent means 0
 * @param type kind of port, free text
 * @param id see {@link Entity#id()}
 * @param hbVersion see {@link Entity#hbVersion()}
 * @param projectId see {@link Entity#projectId()}
 * @param shared see {@link Entity#shared()}
 * @param metadata see {@link Entity#metadata()}
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record VNFDConnectionPoint(
    @JsonProperty("virtual_link_reference") @Nullable String virtualLinkReference,
    @JsonProperty("floatingIp") @Nullable String floatingIp,
    @JsonProperty("virtual_link_reference_id") @Nullable String virtualLinkReferenceId,
    @JsonProperty("fixedIp") @Nullable String fixedIp,
    @JsonProperty("chosenPool") @Nullable String chosenPool,
    @JsonProperty("interfaceId") @Nullable Integer interfaceId,
    @JsonProperty("type") @Nullable String type,
    @JsonProperty("id") @Nullable String id,
    @JsonProperty("hbVersion") @Nullable Integer hbVersion,
    @JsonProperty("projectId") @Nullable String projectId,
    @JsonProperty("shared") @Nullable Boolean shared,
    @JsonProperty("metadata") Map<String, String> metadata,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements Entity, VNFDConnectionPointBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public VNFDConnectionPoint {
    metadata = Copies.map(metadata);
    hbVersion = OptimisticLock.of(hbVersion, extensions);
    extensions = OptimisticLock.rest(hbVersion, extensions);
  }
}
