package org.mano4j.catalogue.descriptor;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.Entity;
import org.mano4j.catalogue.WireObject;
import org.mano4j.catalogue.internal.Copies;
import org.mano4j.catalogue.internal.OptimisticLock;
import org.mano4j.catalogue.policy.FaultManagementPolicy;
import org.mano4j.catalogue.record.VNFCInstance;

/**
 * VDU: one kind of machine of a VNF, in descriptor and record alike.
 *
 * @param name its name; an NFVO calls one without {@code <vnfd name>-<n>}
 * @param vmImage images that will do. What names them depends on the type of the VIM: the name for
 *     {@code openstack}, a tag for {@code docker}, and {@code extId} for any other
 * @param parentVdu in a record, the id of the VDU of the descriptor
 * @param computationRequirement wished computing power, free text
 * @param virtualMemoryResourceElement wished memory, free text
 * @param virtualNetworkBandwidthResource wished bandwidth, free text
 * @param lifecycleEvent scripts of the VDU; those of the VNF are the ones that are run
 * @param vduConstraint conditions for placement, free text
 * @param highAvailability redundancy that is wanted
 * @param faultManagementPolicy how to react to faults
 * @param scaleInOut most instances there may be, at least 1 and at least the number of components;
 *     absent for no limit
 * @param vnfc templates of the instances, one each
 * @param vnfcInstance in a record, what runs; empty in a descriptor
 * @param monitoringParameter names of the values that can be monitored
 * @param hostname wished host name; the name of each instance is chosen by the NFVO
 * @param vimInstanceName VIM instances that may be chosen, by name or {@code name:zone}; empty
 *     leaves the choice to the NFVO
 * @param id see {@link Entity#id()}
 * @param hbVersion see {@link Entity#hbVersion()}
 * @param projectId see {@link Entity#projectId()}
 * @param shared see {@link Entity#shared()}
 * @param metadata see {@link Entity#metadata()}
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record VirtualDeploymentUnit(
    @JsonProperty("name") @Nullable String name,
    @JsonProperty("vm_image") List<String> vmImage,
    @JsonProperty("parent_vdu") @Nullable String parentVdu,
    @JsonProperty("computation_requirement") @Nullable String computationRequirement,
    @JsonProperty("virtual_memory_resource_element") @Nullable String virtualMemoryResourceElement,
    @JsonProperty("virtual_network_bandwidth_resource")
        @Nullable String virtualNetworkBandwidthResource,
    @JsonProperty("lifecycle_event") List<LifecycleEvent> lifecycleEvent,
    @JsonProperty("vdu_constraint") @Nullable String vduConstraint,
    @JsonProperty("high_availability") @Nullable HighAvailability highAvailability,
    @JsonProperty("fault_management_policy") List<FaultManagementPolicy> faultManagementPolicy,
    @JsonProperty("scale_in_out") @Nullable Integer scaleInOut,
    @JsonProperty("vnfc") List<VNFComponent> vnfc,
    @JsonProperty("vnfc_instance") List<VNFCInstance> vnfcInstance,
    @JsonProperty("monitoring_parameter") List<String> monitoringParameter,
    @JsonProperty("hostname") @Nullable String hostname,
    @JsonProperty("vimInstanceName") List<String> vimInstanceName,
    @JsonProperty("id") @Nullable String id,
    @JsonProperty("hbVersion") @Nullable Integer hbVersion,
    @JsonProperty("projectId") @Nullable String projectId,
    @JsonProperty("shared") @Nullable Boolean shared,
    @JsonProperty("metadata") Map<String, String> metadata,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements Entity, VirtualDeploymentUnitBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public VirtualDeploymentUnit {
    vmImage = Copies.list(vmImage);
    lifecycleEvent = Copies.list(lifecycleEvent);
    faultManagementPolicy = Copies.list(faultManagementPolicy);
    vnfc = Copies.list(vnfc);
    vnfcInstance = Copies.list(vnfcInstance);
    monitoringParameter = Copies.list(monitoringParameter);
    vimInstanceName = Copies.list(vimInstanceName);
    metadata = Copies.map(metadata);
    hbVersion = OptimisticLock.of(hbVersion, extensions);
    extensions = OptimisticLock.rest(hbVersion, extensions);
  }

  /** The connection points of all its components. */
  public List<VNFDConnectionPoint> connectionPoints() {
    return vnfc.stream().flatMap(component -> component.connectionPoint().stream()).toList();
  }

  /** The component with this id. */
  public Optional<VNFComponent> findVnfc(String componentId) {
    return vnfc.stream().filter(component -> componentId.equals(component.id())).findFirst();
  }

  /** A copy in which every instance is what the function makes of it. */
  public VirtualDeploymentUnit mapVnfcInstances(UnaryOperator<VNFCInstance> change) {
    return withVnfcInstance(vnfcInstance.stream().map(change).toList());
  }

  /** A copy with one more instance. */
  public VirtualDeploymentUnit addVnfcInstance(VNFCInstance instance) {
    return withVnfcInstance(Stream.concat(vnfcInstance.stream(), Stream.of(instance)).toList());
  }

  /** A copy without the instance that has this id. */
  public VirtualDeploymentUnit removeVnfcInstance(String instanceId) {
    return withVnfcInstance(
        vnfcInstance.stream().filter(instance -> !instanceId.equals(instance.id())).toList());
  }
}
