package org.mano4j.catalogue.record;

import com.fasterxml.jackson.annotation.JsonAlias;
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
import org.mano4j.catalogue.descriptor.ConnectionPoint;
import org.mano4j.catalogue.descriptor.LifecycleEvent;
import org.mano4j.catalogue.descriptor.NetworkServiceDeploymentFlavour;
import org.mano4j.catalogue.internal.Copies;
import org.mano4j.catalogue.internal.OptimisticLock;
import org.mano4j.catalogue.policy.AutoScalePolicy;
import org.mano4j.catalogue.policy.FaultManagementPolicy;

/**
 * NSR: a launched network service.
 *
 * @param autoScalePolicy when and how to scale
 * @param connectionPoint ports of the service to the outside
 * @param monitoringParameter names of the values that can be monitored
 * @param serviceDeploymentFlavour the size it was deployed in
 * @param vendor who made it
 * @param task what is being done with it, for people
 * @param version version text of the vendor
 * @param vlr its links
 * @param vnfr its functions
 * @param vnfDependency the resolved dependencies, one per target
 * @param lifecycleEvent scripts by event
 * @param vnffgr how traffic passes through the functions
 * @param pnfr its functions that are not virtual
 * @param faultManagementPolicy how to react to faults
 * @param descriptorReference id of the NSD
 * @param resourceReservation free text of the information model
 * @param runtimePolicyInfo free text of the information model
 * @param status the lowest of its VNFRs, TERMINATED as soon as one is
 * @param notification free text of the information model
 * @param lifecycleEventHistory what has happened
 * @param auditLog free text of the information model
 * @param createdAt when the NFVO stored it, as text {@code yyyy.MM.dd 'at' HH:mm:ss z}
 * @param updatedAt when it was last changed, in the form of {@code createdAt}
 * @param keyNames names of the keys it was launched with
 * @param name name of the service
 * @param id see {@link Entity#id()}
 * @param hbVersion see {@link Entity#hbVersion()}
 * @param projectId see {@link Entity#projectId()}
 * @param shared see {@link Entity#shared()}
 * @param metadata see {@link Entity#metadata()}
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record NetworkServiceRecord(
    @JsonProperty("auto_scale_policy") List<AutoScalePolicy> autoScalePolicy,
    @JsonProperty("connection_point") List<ConnectionPoint> connectionPoint,
    @JsonProperty("monitoring_parameter") @JsonAlias("monitoring_parameterid")
        List<String> monitoringParameter,
    @JsonProperty("service_deployment_flavour")
        @Nullable NetworkServiceDeploymentFlavour serviceDeploymentFlavour,
    @JsonProperty("vendor") @Nullable String vendor,
    @JsonProperty("task") @Nullable String task,
    @JsonProperty("version") @Nullable String version,
    @JsonProperty("vlr") List<VirtualLinkRecord> vlr,
    @JsonProperty("vnfr") List<VirtualNetworkFunctionRecord> vnfr,
    @JsonProperty("vnf_dependency") List<VNFRecordDependency> vnfDependency,
    @JsonProperty("lifecycle_event") List<LifecycleEvent> lifecycleEvent,
    @JsonProperty("vnffgr") List<VNFForwardingGraphRecord> vnffgr,
    @JsonProperty("pnfr") List<PhysicalNetworkFunctionRecord> pnfr,
    @JsonProperty("faultManagementPolicy") List<FaultManagementPolicy> faultManagementPolicy,
    @JsonProperty("descriptor_reference") @Nullable String descriptorReference,
    @JsonProperty("resource_reservation") @Nullable String resourceReservation,
    @JsonProperty("runtime_policy_info") @Nullable String runtimePolicyInfo,
    @JsonProperty("status") @Nullable Status status,
    @JsonProperty("notification") @Nullable String notification,
    @JsonProperty("lifecycle_event_history") List<LifecycleEvent> lifecycleEventHistory,
    @JsonProperty("audit_log") @Nullable String auditLog,
    @JsonProperty("createdAt") @Nullable String createdAt,
    @JsonProperty("updatedAt") @Nullable String updatedAt,
    @JsonProperty("keyNames") List<String> keyNames,
    @JsonProperty("name") @Nullable String name,
    @JsonProperty("id") @Nullable String id,
    @JsonProperty("hbVersion") @Nullable Integer hbVersion,
    @JsonProperty("projectId") @Nullable String projectId,
    @JsonProperty("shared") @Nullable Boolean shared,
    @JsonProperty("metadata") Map<String, String> metadata,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements Entity, NetworkServiceRecordBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public NetworkServiceRecord {
    autoScalePolicy = Copies.list(autoScalePolicy);
    connectionPoint = Copies.list(connectionPoint);
    monitoringParameter = Copies.list(monitoringParameter);
    vlr = Copies.list(vlr);
    vnfr = Copies.list(vnfr);
    vnfDependency = Copies.list(vnfDependency);
    lifecycleEvent = Copies.list(lifecycleEvent);
    vnffgr = Copies.list(vnffgr);
    pnfr = Copies.list(pnfr);
    faultManagementPolicy = Copies.list(faultManagementPolicy);
    lifecycleEventHistory = Copies.list(lifecycleEventHistory);
    keyNames = Copies.list(keyNames);
    metadata = Copies.map(metadata);
    hbVersion = OptimisticLock.of(hbVersion, extensions);
    extensions = OptimisticLock.rest(hbVersion, extensions);
  }

  /** The VNFR with this id. */
  public Optional<VirtualNetworkFunctionRecord> findVnfr(String vnfrId) {
    return vnfr.stream().filter(function -> vnfrId.equals(function.id())).findFirst();
  }

  /** The VNFR with this name, which is that of its VNFD. */
  public Optional<VirtualNetworkFunctionRecord> findVnfrByName(String vnfrName) {
    return vnfr.stream().filter(function -> vnfrName.equals(function.name())).findFirst();
  }

  /** A copy in which every VNFR is what the function makes of it. */
  public NetworkServiceRecord mapVnfrs(UnaryOperator<VirtualNetworkFunctionRecord> change) {
    return withVnfr(vnfr.stream().map(change).toList());
  }

  /** A copy with this VNFR in the place of the one with the same id; unchanged without one. */
  public NetworkServiceRecord replaceVnfr(VirtualNetworkFunctionRecord function) {
    return mapVnfrs(old -> old.id() != null && old.id().equals(function.id()) ? function : old);
  }
}
