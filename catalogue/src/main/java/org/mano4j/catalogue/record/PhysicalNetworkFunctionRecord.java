package org.mano4j.catalogue.record;

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
import org.mano4j.catalogue.descriptor.ConnectionPoint;
import org.mano4j.catalogue.internal.Copies;
import org.mano4j.catalogue.internal.OptimisticLock;

/**
 * PNFR: a function that is not virtual, in a launched service.
 *
 * @param vendor who made it
 * @param version version text of the vendor
 * @param description for people
 * @param connectionPoint its ports
 * @param parentNsId id of the NSR
 * @param descriptorReference id of the PNFD
 * @param vnffgr forwarding graphs that lead through it
 * @param oamReference how it is managed, free text
 * @param connectedVirtualLink links it is on
 * @param pnfAddress its addresses
 * @param id see {@link Entity#id()}
 * @param hbVersion see {@link Entity#hbVersion()}
 * @param projectId see {@link Entity#projectId()}
 * @param shared see {@link Entity#shared()}
 * @param metadata see {@link Entity#metadata()}
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record PhysicalNetworkFunctionRecord(
    @JsonProperty("vendor") @Nullable String vendor,
    @JsonProperty("version") @Nullable String version,
    @JsonProperty("description") @Nullable String description,
    @JsonProperty("connection_point") List<ConnectionPoint> connectionPoint,
    @JsonProperty("parent_ns_id") @Nullable String parentNsId,
    @JsonProperty("descriptor_reference") @Nullable String descriptorReference,
    @JsonProperty("vnffgr") List<VNFForwardingGraphRecord> vnffgr,
    @JsonProperty("oam_reference") @Nullable String oamReference,
    @JsonProperty("connected_virtual_link") List<VirtualLinkRecord> connectedVirtualLink,
    @JsonProperty("pnf_address") List<String> pnfAddress,
    @JsonProperty("id") @Nullable String id,
    @JsonProperty("hbVersion") @Nullable Integer hbVersion,
    @JsonProperty("projectId") @Nullable String projectId,
    @JsonProperty("shared") @Nullable Boolean shared,
    @JsonProperty("metadata") Map<String, String> metadata,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements Entity, PhysicalNetworkFunctionRecordBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public PhysicalNetworkFunctionRecord {
    connectionPoint = Copies.list(connectionPoint);
    vnffgr = Copies.list(vnffgr);
    connectedVirtualLink = Copies.list(connectedVirtualLink);
    pnfAddress = Copies.list(pnfAddress);
    metadata = Copies.map(metadata);
    hbVersion = OptimisticLock.of(hbVersion, extensions);
    extensions = OptimisticLock.rest(hbVersion, extensions);
  }
}
