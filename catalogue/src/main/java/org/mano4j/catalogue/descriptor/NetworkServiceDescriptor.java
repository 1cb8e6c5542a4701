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
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.Entity;
import org.mano4j.catalogue.WireObject;
import org.mano4j.catalogue.internal.Copies;
import org.mano4j.catalogue.internal.OptimisticLock;
import org.mano4j.catalogue.policy.AutoScalePolicy;
import org.mano4j.catalogue.security.Security;

/**
 * NSD: a network service as a user uploads it and the NFVO stores it: VNFDs, the links between them
 * and who depends on whom.
 *
 * @param vnfd the functions of the service; required by an NFVO
 * @param vnfDependency which function needs parameters of which
 * @param pnfd functions that are not virtual
 * @param nsdSecurity placeholder
 * @param enabled whether it can be launched
 * @param nfvoVersion version of the NFVO it was written for
 * @param createdAt when the NFVO stored it, as text {@code yyyy.MM.dd 'at' HH:mm:ss z}
 * @param updatedAt when it was last changed, in the form of {@code createdAt}
 * @param name name of the service; required by an NFVO
 * @param vendor who made it; required by an NFVO
 * @param version version text of the vendor; required by an NFVO
 * @param vnffgd how traffic passes through the functions
 * @param vld the links between the functions
 * @param monitoringParameter names of the values that can be monitored
 * @param serviceDeploymentFlavour sizes in which the service can be deployed
 * @param autoScalePolicy when and how to scale
 * @param connectionPoint ports of the service to the outside
 * @param id see {@link Entity#id()}
 * @param hbVersion see {@link Entity#hbVersion()}
 * @param projectId see {@link Entity#projectId()}
 * @param shared see {@link Entity#shared()}
 * @param metadata see {@link Entity#metadata()}
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record NetworkServiceDescriptor(
    @JsonProperty("vnfd") List<VirtualNetworkFunctionDescriptor> vnfd,
    @JsonProperty("vnf_dependency") List<VNFDependency> vnfDependency,
    @JsonProperty("pnfd") List<PhysicalNetworkFunctionDescriptor> pnfd,
    @JsonProperty("nsd_security") @Nullable Security nsdSecurity,
    @JsonProperty("enabled") @Nullable Boolean enabled,
    @JsonProperty("nfvo_version") @Nullable String nfvoVersion,
    @JsonProperty("createdAt") @Nullable String createdAt,
    @JsonProperty("updatedAt") @Nullable String updatedAt,
    @JsonProperty("name") @Nullable String name,
    @JsonProperty("vendor") @Nullable String vendor,
    @JsonProperty("version") @Nullable String version,
    @JsonProperty("vnffgd") List<VNFForwardingGraphDescriptor> vnffgd,
    @JsonProperty("vld") List<VirtualLinkDescriptor> vld,
    @JsonProperty("monitoring_parameter") List<String> monitoringParameter,
    @JsonProperty("service_deployment_flavour") List<DeploymentFlavour> serviceDeploymentFlavour,
    @JsonProperty("auto_scale_policy") List<AutoScalePolicy> autoScalePolicy,
    @JsonProperty("connection_point") List<ConnectionPoint> connectionPoint,
    @JsonProperty("id") @Nullable String id,
    @JsonProperty("hbVersion") @Nullable Integer hbVersion,
    @JsonProperty("projectId") @Nullable String projectId,
    @JsonProperty("shared") @Nullable Boolean shared,
    @JsonProperty("metadata") Map<String, String> metadata,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements Entity, NetworkServiceDescriptorBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public NetworkServiceDescriptor {
    vnfd = Copies.list(vnfd);
    vnfDependency = Copies.list(vnfDependency);
    pnfd = Copies.list(pnfd);
    vnffgd = Copies.list(vnffgd);
    vld = Copies.list(vld);
    monitoringParameter = Copies.list(monitoringParameter);
    serviceDeploymentFlavour = Copies.list(serviceDeploymentFlavour);
    autoScalePolicy = Copies.list(autoScalePolicy);
    connectionPoint = Copies.list(connectionPoint);
    metadata = Copies.map(metadata);
    hbVersion = OptimisticLock.of(hbVersion, extensions);
    extensions = OptimisticLock.rest(hbVersion, extensions);
  }

  /** The VNFD with this name. */
  public Optional<VirtualNetworkFunctionDescriptor> findVnfd(String vnfdName) {
    return vnfd.stream().filter(descriptor -> vnfdName.equals(descriptor.name())).findFirst();
  }

  /** The link with this name. */
  public Optional<VirtualLinkDescriptor> findVld(String link) {
    return vld.stream().filter(descriptor -> link.equals(descriptor.name())).findFirst();
  }

  /** A copy in which every VNFD is what the function makes of it. */
  public NetworkServiceDescriptor mapVnfds(UnaryOperator<VirtualNetworkFunctionDescriptor> change) {
    return withVnfd(vnfd.stream().map(change).toList());
  }
}
