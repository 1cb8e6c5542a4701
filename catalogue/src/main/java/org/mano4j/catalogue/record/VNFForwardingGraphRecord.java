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
import org.mano4j.catalogue.descriptor.LifecycleEvent;
import org.mano4j.catalogue.descriptor.NetworkForwardingPath;
import org.mano4j.catalogue.descriptor.VNFDConnectionPoint;
import org.mano4j.catalogue.descriptor.VNFForwardingGraphDescriptor;
import org.mano4j.catalogue.internal.Copies;
import org.mano4j.catalogue.internal.OptimisticLock;

/**
 * VNFFGR: how traffic passes through the VNFs of a launched service.
 *
 * @param descriptorReference the descriptor itself, in spite of the name
 * @param parentNs the NSR itself
 * @param dependentVirtualLink the links it uses
 * @param status how far its life has come
 * @param notification free text of the information model
 * @param lifecycleEventHistory what has happened
 * @param auditLog free text of the information model
 * @param networkForwardingPath the path through it
 * @param connectionPoint its ports
 * @param memberVnfs the VNFRs it leads through
 * @param vendor who made it
 * @param version version text of the vendor
 * @param numberOfEndpoints number of ports to the outside; absent means 0
 * @param numberOfVnfs number of VNFs; absent means 0
 * @param numberOfPnfs number of PNFs; absent means 0
 * @param numberOfVirtualLinks number of links; absent means 0
 * @param id see {@link Entity#id()}
 * @param hbVersion see {@link Entity#hbVersion()}
 * @param projectId see {@link Entity#projectId()}
 * @param shared see {@link Entity#shared()}
 * @param metadata see {@link Entity#metadata()}
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record VNFForwardingGraphRecord(
    @JsonProperty("descriptor_reference")
        @Nullable VNFForwardingGraphDescriptor descriptorReference,
    @JsonProperty("parent_ns") @Nullable NetworkServiceRecord parentNs,
    @JsonProperty("dependent_virtual_link") List<VirtualLinkRecord> dependentVirtualLink,
    @JsonProperty("status") @Nullable Status status,
    @JsonProperty("notification") List<String> notification,
    @JsonProperty("lifecycle_event_history") List<LifecycleEvent> lifecycleEventHistory,
    @JsonProperty("audit_log") @Nullable String auditLog,
    @JsonProperty("network_forwarding_path") @Nullable NetworkForwardingPath networkForwardingPath,
    @JsonProperty("connection_point") List<VNFDConnectionPoint> connectionPoint,
    @JsonProperty("member_vnfs") List<VirtualNetworkFunctionRecord> memberVnfs,
    @JsonProperty("vendor") @Nullable String vendor,
    @JsonProperty("version") @Nullable String version,
    @JsonProperty("number_of_endpoints") @Nullable Integer numberOfEndpoints,
    @JsonProperty("number_of_vnfs") @Nullable Integer numberOfVnfs,
    @JsonProperty("number_of_pnfs") @Nullable Integer numberOfPnfs,
    @JsonProperty("number_of_virtual_links") @Nullable Integer numberOfVirtualLinks,
    @JsonProperty("id") @Nullable String id,
    @JsonProperty("hbVersion") @Nullable Integer hbVersion,
    @JsonProperty("projectId") @Nullable String projectId,
    @JsonProperty("shared") @Nullable Boolean shared,
    @JsonProperty("metadata") Map<String, String> metadata,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements Entity, VNFForwardingGraphRecordBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public VNFForwardingGraphRecord {
    dependentVirtualLink = Copies.list(dependentVirtualLink);
    notification = Copies.list(notification);
    lifecycleEventHistory = Copies.list(lifecycleEventHistory);
    connectionPoint = Copies.list(connectionPoint);
    memberVnfs = Copies.list(memberVnfs);
    metadata = Copies.map(metadata);
    hbVersion = OptimisticLock.of(hbVersion, extensions);
    extensions = OptimisticLock.rest(hbVersion, extensions);
  }
}
