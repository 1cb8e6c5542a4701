package org.mano4j.catalogue.descriptor;

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
import org.mano4j.catalogue.configuration.Configuration;
import org.mano4j.catalogue.internal.Copies;
import org.mano4j.catalogue.internal.OptimisticLock;
import org.mano4j.catalogue.policy.AutoScalePolicy;
import org.mano4j.catalogue.security.Security;

/**
 * VNFD: one network function, its deployment units, parameters and lifecycle scripts.
 *
 * @param lifecycleEvent scripts by event
 * @param configurations parameters with their values
 * @param vdu the kinds of machines it consists of; required by an NFVO
 * @param virtualLink links inside the VNF, and its references to links of the service
 * @param vduDependency which VDU needs which
 * @param deploymentFlavour machine sizes in which it can be deployed
 * @param manifestFile name of a manifest
 * @param manifestFileSecurity placeholder
 * @param type kind of function, such as {@code server}; the key under which dependencies keep its
 *     parameters; required by an NFVO
 * @param endpoint <em>type</em> of the VNF manager in charge, which is not the name of its queue;
 *     required by an NFVO
 * @param vnfPackageLocation id of the VNF package, or where its scripts are
 * @param requires parameters wanted from others, by the name of the source VNFD
 * @param provides names of the parameters that the VNF manager fills at run time
 * @param cyclicDependency whether it is part of a cycle of dependencies, set by the NFVO; absent
 *     means no
 * @param createdAt when the NFVO stored it, as text {@code yyyy.MM.dd 'at' HH:mm:ss z}
 * @param updatedAt when it was last changed, in the form of {@code createdAt}
 * @param nfvoVersion version of the NFVO it was written for
 * @param name name that dependencies refer to, and of the VNFR made from it; required by an NFVO
 * @param vendor who made it
 * @param version version text of the vendor
 * @param vnffgd forwarding graphs inside the VNF
 * @param vld links in the form of an NSD; those of a VNF are in {@code virtualLink}
 * @param monitoringParameter names of the values that can be monitored
 * @param serviceDeploymentFlavour sizes in the form of an NSD; those of a VNF are in {@code
 *     deploymentFlavour}
 * @param autoScalePolicy when and how to scale
 * @param connectionPoint ports of the VNF to the outside
 * @param id see {@link Entity#id()}
 * @param hbVersion see {@link Entity#hbVersion()}
 * @param projectId see {@link Entity#projectId()}
 * @param shared see {@link Entity#shared()}
 * @param metadata see {@link Entity#metadata()}
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record VirtualNetworkFunctionDescriptor(
    @JsonProperty("lifecycle_event") List<LifecycleEvent> lifecycleEvent,
    @JsonProperty("configurations") @Nullable Configuration configurations,
    @JsonProperty("vdu") List<VirtualDeploymentUnit> vdu,
    @JsonProperty("virtual_link") List<InternalVirtualLink> virtualLink,
    @JsonProperty("vdu_dependency") List<VDUDependency> vduDependency,
    @JsonProperty("deployment_flavour") List<VNFDeploymentFlavour> deploymentFlavour,
    @JsonProperty("manifest_file") @Nullable String manifestFile,
    @JsonProperty("manifest_file_security") List<Security> manifestFileSecurity,
    @JsonProperty("type") @Nullable String type,
    @JsonProperty("endpoint") @Nullable String endpoint,
    @JsonProperty("vnfPackageLocation") @Nullable String vnfPackageLocation,
    @JsonProperty("requires") Map<String, RequiresParameters> requires,
    @JsonProperty("provides") List<String> provides,
    @JsonProperty("cyclicDependency") @Nullable Boolean cyclicDependency,
    @JsonProperty("createdAt") @Nullable String createdAt,
    @JsonProperty("updatedAt") @Nullable String updatedAt,
    @JsonProperty("nfvo_version") @Nullable String nfvoVersion,
    @JsonProperty("name") @Nullable String name,
    @JsonProperty("vendor") @Nullable String vendor,
    @JsonProperty("version") @Nullable String version,
    @JsonProperty("vnffgd") List<VNFForwardingGraphDescriptor> vnffgd,
    @JsonProperty("vld") List<VirtualLinkDescriptor> vld,
    @JsonProperty("monitoring_parameter") List<String> monitoringParameter,
    @JsonProperty("service_deployment_flavour") List<DeploymentFlavour> serviceDeploymentFlavour,
    @JsonProperty("auto_scale_policy") List<AutoScalePolicy> autoScalePolicy,
    @JsonProperty("connection_point") @JsonAlias("VNFDConnection_point")
        List<ConnectionPoint> connectionPoint,
    @JsonProperty("id") @Nullable String id,
    @JsonProperty("hbVersion") @Nullable Integer hbVersion,
    @JsonProperty("projectId") @Nullable String projectId,
    @JsonProperty("shared") @Nullable Boolean shared,
    @JsonProperty("metadata") Map<String, String> metadata,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements Entity, VirtualNetworkFunctionDescriptorBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public VirtualNetworkFunctionDescriptor {
    lifecycleEvent = Copies.list(lifecycleEvent);
    vdu = Copies.list(vdu);
    virtualLink = Copies.list(virtualLink);
    vduDependency = Copies.list(vduDependency);
    deploymentFlavour = Copies.list(deploymentFlavour);
    manifestFileSecurity = Copies.list(manifestFileSecurity);
    provides = Copies.list(provides);
    vnffgd = Copies.list(vnffgd);
    vld = Copies.list(vld);
    monitoringParameter = Copies.list(monitoringParameter);
    serviceDeploymentFlavour = Copies.list(serviceDeploymentFlavour);
    autoScalePolicy = Copies.list(autoScalePolicy);
    connectionPoint = Copies.list(connectionPoint);
    requires = Copies.map(requires);
    metadata = Copies.map(metadata);
    hbVersion = OptimisticLock.of(hbVersion, extensions);
    extensions = OptimisticLock.rest(hbVersion, extensions);
  }

  /** The VDU with this name. */
  public Optional<VirtualDeploymentUnit> findVdu(String vduName) {
    return vdu.stream().filter(unit -> vduName.equals(unit.name())).findFirst();
  }

  /** A copy in which every VDU is what the function makes of it. */
  public VirtualNetworkFunctionDescriptor mapVdus(UnaryOperator<VirtualDeploymentUnit> change) {
    return withVdu(vdu.stream().map(change).toList());
  }
}
