package org.mano4j.catalogue.record;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.Entity;
import org.mano4j.catalogue.WireObject;
import org.mano4j.catalogue.configuration.Configuration;
import org.mano4j.catalogue.configuration.ConfigurationParameter;
import org.mano4j.catalogue.descriptor.ConnectionPoint;
import org.mano4j.catalogue.descriptor.InternalVirtualLink;
import org.mano4j.catalogue.descriptor.LifecycleEvent;
import org.mano4j.catalogue.descriptor.VNFDConnectionPoint;
import org.mano4j.catalogue.descriptor.VirtualDeploymentUnit;
import org.mano4j.catalogue.internal.Copies;
import org.mano4j.catalogue.internal.OptimisticLock;
import org.mano4j.catalogue.policy.AutoScalePolicy;

/**
 * VNFR: a launched network function. Every lifecycle message carries it.
 *
 * @param autoScalePolicy when and how to scale
 * @param connectionPoint ports of the VNF to the outside
 * @param deploymentFlavourKey name of the flavour of its machines
 * @param configurations parameters with their values
 * @param lifecycleEvent scripts by event
 * @param lifecycleEventHistory what has happened; managers add to it
 * @param localization language or place, free text
 * @param monitoringParameter names of the values that can be monitored
 * @param vdu its machines, by kind
 * @param vendor who made it
 * @param version version text of the vendor
 * @param virtualLink links inside the VNF, and its references to links of the service
 * @param parentNsId id of the NSR
 * @param descriptorReference id of the VNFD
 * @param vnfmId id of the manager
 * @param connectedExternalVirtualLink links of the service it is on
 * @param vnfAddress addresses of its instances
 * @param status how far its life has come, set by the NFVO alone
 * @param notification free text of the information model
 * @param auditLog free text of the information model
 * @param runtimePolicyInfo free text of the information model
 * @param name name of the VNF, equal to that of the VNFD
 * @param type kind of function, such as {@code server}
 * @param endpoint type of the manager in charge
 * @param task the last action, in lower case and without underscores; set by the NFVO
 * @param requires names of the parameters it needs from others, without values
 * @param provides parameters that the manager fills at run time: the only way to publish values to
 *     dependent VNFs. An NFVO fails without it
 * @param cyclicDependency whether it is part of a cycle of dependencies; absent means no
 * @param packageId id of the VNF package
 * @param createdAt when the NFVO stored it, as text {@code yyyy.MM.dd 'at' HH:mm:ss z}
 * @param updatedAt when it was last changed, in the form of {@code createdAt}
 * @param id see {@link Entity#id()}
 * @param hbVersion see {@link Entity#hbVersion()}
 * @param projectId see {@link Entity#projectId()}
 * @param shared see {@link Entity#shared()}
 * @param metadata see {@link Entity#metadata()}
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record VirtualNetworkFunctionRecord(
    @JsonProperty("auto_scale_policy") List<AutoScalePolicy> autoScalePolicy,
    @JsonProperty("connection_point") List<ConnectionPoint> connectionPoint,
    @JsonProperty("deployment_flavour_key") @Nullable String deploymentFlavourKey,
    @JsonProperty("configurations") @Nullable Configuration configurations,
    @JsonProperty("lifecycle_event") List<LifecycleEvent> lifecycleEvent,
    @JsonProperty("lifecycle_event_history") List<HistoryLifecycleEvent> lifecycleEventHistory,
    @JsonProperty("localization") @Nullable String localization,
    @JsonProperty("monitoring_parameter") List<String> monitoringParameter,
    @JsonProperty("vdu") List<VirtualDeploymentUnit> vdu,
    @JsonProperty("vendor") @Nullable String vendor,
    @JsonProperty("version") @Nullable String version,
    @JsonProperty("virtual_link") List<InternalVirtualLink> virtualLink,
    @JsonProperty("parent_ns_id") @Nullable String parentNsId,
    @JsonProperty("descriptor_reference") @Nullable String descriptorReference,
    @JsonProperty("vnfm_id") @Nullable String vnfmId,
    @JsonProperty("connected_external_virtual_link")
        List<VirtualLinkRecord> connectedExternalVirtualLink,
    @JsonProperty("vnf_address") List<String> vnfAddress,
    @JsonProperty("status") @Nullable Status status,
    @JsonProperty("notification") List<String> notification,
    @JsonProperty("audit_log") @Nullable String auditLog,
    @JsonProperty("runtime_policy_info") List<String> runtimePolicyInfo,
    @JsonProperty("name") @Nullable String name,
    @JsonProperty("type") @Nullable String type,
    @JsonProperty("endpoint") @Nullable String endpoint,
    @JsonProperty("task") @Nullable String task,
    @JsonProperty("requires") @Nullable Configuration requires,
    @JsonProperty("provides") @Nullable Configuration provides,
    @JsonProperty("cyclicDependency") @JsonAlias("cyclic_dependency")
        @Nullable Boolean cyclicDependency,
    @JsonProperty("packageId") @Nullable String packageId,
    @JsonProperty("createdAt") @Nullable String createdAt,
    @JsonProperty("updatedAt") @Nullable String updatedAt,
    @JsonProperty("id") @Nullable String id,
    @JsonProperty("hbVersion") @Nullable Integer hbVersion,
    @JsonProperty("projectId") @Nullable String projectId,
    @JsonProperty("shared") @Nullable Boolean shared,
    @JsonProperty("metadata") Map<String, String> metadata,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements Entity, VirtualNetworkFunctionRecordBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public VirtualNetworkFunctionRecord {
    autoScalePolicy = Copies.list(autoScalePolicy);
    connectionPoint = Copies.list(connectionPoint);
    lifecycleEvent = Copies.list(lifecycleEvent);
    lifecycleEventHistory = Copies.list(lifecycleEventHistory);
    monitoringParameter = Copies.list(monitoringParameter);
    vdu = Copies.list(vdu);
    virtualLink = Copies.list(virtualLink);
    connectedExternalVirtualLink = Copies.list(connectedExternalVirtualLink);
    vnfAddress = Copies.list(vnfAddress);
    notification = Copies.list(notification);
    runtimePolicyInfo = Copies.list(runtimePolicyInfo);
    metadata = Copies.map(metadata);
    hbVersion = OptimisticLock.of(hbVersion, extensions);
    extensions = OptimisticLock.rest(hbVersion, extensions);
  }

  /** The instances of all VDUs, in their order. */
  public List<VNFCInstance> vnfcInstances() {
    return vdu.stream().flatMap(unit -> unit.vnfcInstance().stream()).toList();
  }

  /** The instance with this id. */
  public Optional<VNFCInstance> findVnfcInstance(String instanceId) {
    return vnfcInstances().stream().filter(i -> instanceId.equals(i.id())).findFirst();
  }

  /** The instance with this host name, which is also the name of its server. */
  public Optional<VNFCInstance> findVnfcInstanceByHostname(String hostname) {
    return vnfcInstances().stream().filter(i -> hostname.equals(i.hostname())).findFirst();
  }

  /** The instance that was made from the component with this id; scaling tells instances so. */
  public Optional<VNFCInstance> findVnfcInstanceOfComponent(String componentId) {
    return vnfcInstances().stream()
        .filter(i -> i.vnfComponent() != null && componentId.equals(i.vnfComponent().id()))
        .findFirst();
  }

  /** The VDU with this id. */
  public Optional<VirtualDeploymentUnit> findVdu(String vduId) {
    return vdu.stream().filter(unit -> vduId.equals(unit.id())).findFirst();
  }

  /** The VDU with this name. */
  public Optional<VirtualDeploymentUnit> findVduByName(String vduName) {
    return vdu.stream().filter(unit -> vduName.equals(unit.name())).findFirst();
  }

  /** The VDU that the instance with this id belongs to. */
  public Optional<VirtualDeploymentUnit> findVduOfInstance(String instanceId) {
    return vdu.stream()
        .filter(unit -> unit.vnfcInstance().stream().anyMatch(i -> instanceId.equals(i.id())))
        .findFirst();
  }

  /** A copy in which every VDU is what the function makes of it. */
  public VirtualNetworkFunctionRecord mapVdus(UnaryOperator<VirtualDeploymentUnit> change) {
    return withVdu(vdu.stream().map(change).toList());
  }

  /** A copy with this VDU in the place of the one with the same id; unchanged without one. */
  public VirtualNetworkFunctionRecord replaceVdu(VirtualDeploymentUnit unit) {
    return mapVdus(old -> old.id() != null && old.id().equals(unit.id()) ? unit : old);
  }

  /**
   * A copy in which every connection point of every instance, and of the component that the
   * instance was made from, is what the function makes of it.
   */
  public VirtualNetworkFunctionRecord mapConnectionPoints(
      UnaryOperator<VNFDConnectionPoint> change) {
    return mapVnfcInstances(
        instance ->
            instance
                .mapConnectionPoints(change)
                .withVnfComponent(
                    instance.vnfComponent() == null
                        ? null
                        : instance.vnfComponent().mapConnectionPoints(change)));
  }

  /** A copy in which every instance is what the function makes of it. */
  public VirtualNetworkFunctionRecord mapVnfcInstances(UnaryOperator<VNFCInstance> change) {
    return mapVdus(unit -> unit.mapVnfcInstances(change));
  }

  /** A copy with this instance in the place of the one with the same id; unchanged without one. */
  public VirtualNetworkFunctionRecord replaceVnfcInstance(VNFCInstance instance) {
    return mapVnfcInstances(
        old -> old.id() != null && old.id().equals(instance.id()) ? instance : old);
  }

  /** A copy with one more instance in the VDU with this id; unchanged without such a VDU. */
  public VirtualNetworkFunctionRecord addVnfcInstance(String vduId, VNFCInstance instance) {
    return mapVdus(unit -> vduId.equals(unit.id()) ? unit.addVnfcInstance(instance) : unit);
  }

  /** A copy without the instance that has this id. */
  public VirtualNetworkFunctionRecord removeVnfcInstance(String instanceId) {
    return mapVdus(unit -> unit.removeVnfcInstance(instanceId));
  }

  /** The value of a configured parameter, or else of one that the VNF provides. */
  public Optional<String> parameter(String key) {
    return Stream.of(configurations, provides)
        .filter(Objects::nonNull)
        .flatMap(configuration -> configuration.configurationParameters().stream())
        .filter(parameter -> key.equals(parameter.confKey()) && parameter.value() != null)
        .map(ConfigurationParameter::value)
        .findFirst();
  }
}
