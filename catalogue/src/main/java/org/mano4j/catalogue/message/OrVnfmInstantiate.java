package org.mano4j.catalogue.message;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.WireObject;
import org.mano4j.catalogue.descriptor.VNFDeploymentFlavour;
import org.mano4j.catalogue.descriptor.VirtualNetworkFunctionDescriptor;
import org.mano4j.catalogue.internal.Copies;
import org.mano4j.catalogue.packaging.VNFPackage;
import org.mano4j.catalogue.record.VirtualLinkRecord;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.catalogue.security.Key;
import org.mano4j.catalogue.vim.VimInstance;

/**
 * Sent by the NFVO with INSTANTIATE, when a VNF is launched or restarted.
 *
 * @param action what is asked for, or answered
 * @param vnfd the descriptor to build the VNFR of
 * @param vnfdf the flavour chosen
 * @param vnfInstanceName name of the VNFR to be, equal to that of the VNFD
 * @param vlrs the links of the service
 * @param extension {@code nsr-id}, {@code brokerIp}, {@code brokerPort}, {@code monitoringIp} (may
 *     be ""), {@code timezone}; {@code ssh_username} and {@code ssh_password} if the NFVO is set up
 *     so
 * @param vimInstances candidates for each VDU, by the id of the VDU of the descriptor
 * @param vnfPackage the package with its scripts; absent if there is none
 * @param vnfr the VNFR to restart; absent at a first launch
 * @param keys public keys for access to the machines
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record OrVnfmInstantiate(
    @JsonProperty("action") Action action,
    @JsonProperty("vnfd") @Nullable VirtualNetworkFunctionDescriptor vnfd,
    @JsonProperty("vnfdf") @Nullable VNFDeploymentFlavour vnfdf,
    @JsonProperty("vnfInstanceName") @Nullable String vnfInstanceName,
    @JsonProperty("vlrs") List<VirtualLinkRecord> vlrs,
    @JsonProperty("extension") Map<String, String> extension,
    @JsonProperty("vimInstances") Map<String, List<VimInstance>> vimInstances,
    @JsonProperty("vnfPackage") @Nullable VNFPackage vnfPackage,
    @JsonProperty("vnfr") @Nullable VirtualNetworkFunctionRecord vnfr,
    @JsonProperty("keys") List<Key> keys,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements OrVnfmMessage, OrVnfmInstantiateBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public OrVnfmInstantiate {
    vlrs = Copies.list(vlrs);
    keys = Copies.list(keys);
    extension = Copies.map(extension);
    vimInstances = Copies.listMap(vimInstances);
    extensions = Copies.map(extensions);
  }

  @Override
  public Optional<VirtualNetworkFunctionRecord> carriedVnfr() {
    return Optional.ofNullable(vnfr);
  }

  /** A short form; {@code extension} may hold a password. */
  @Override
  public String toString() {
    return "OrVnfmInstantiate[vnfInstanceName=" + vnfInstanceName + "]";
  }
}
