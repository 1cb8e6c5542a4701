package org.mano4j.catalogue.message;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.WireObject;
import org.mano4j.catalogue.descriptor.VNFComponent;
import org.mano4j.catalogue.internal.Copies;
import org.mano4j.catalogue.packaging.VNFPackage;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.catalogue.record.VNFRecordDependency;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.catalogue.vim.VimInstance;

/**
 * Sent by the NFVO with SCALE_OUT to the VNF that grows, and with SCALE_IN to the VNFs that depend
 * on one that shrank.
 *
 * @param action what is asked for, or answered
 * @param component for SCALE_OUT, the template of the new instance, with its id
 * @param vnfcInstance for SCALE_IN, the instance that is gone
 * @param vimInstance for SCALE_OUT, where the new instance goes
 * @param vnfPackage the package with its scripts; absent if there is none
 * @param virtualNetworkFunctionRecord for SCALE_OUT the VNFR that grows, for SCALE_IN one that
 *     depends on the VNFR that shrank
 * @param dependency resolved parameters of its sources, where the VNFR is the target of a
 *     dependency
 * @param mode {@code standby} for an instance that waits to take over, else ""
 * @param extension as in {@link OrVnfmInstantiate}, without {@code nsr-id}
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record OrVnfmScaling(
    @JsonProperty("action") Action action,
    @JsonProperty("component") @Nullable VNFComponent component,
    @JsonProperty("vnfcInstance") @Nullable VNFCInstance vnfcInstance,
    @JsonProperty("vimInstance") @Nullable VimInstance vimInstance,
    @JsonProperty("vnfPackage") @Nullable VNFPackage vnfPackage,
    @JsonProperty("virtualNetworkFunctionRecord")
        @Nullable VirtualNetworkFunctionRecord virtualNetworkFunctionRecord,
    @JsonProperty("dependency") @Nullable VNFRecordDependency dependency,
    @JsonProperty("mode") @Nullable String mode,
    @JsonProperty("extension") Map<String, String> extension,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements OrVnfmMessage, OrVnfmScalingBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public OrVnfmScaling {
    extension = Copies.map(extension);
    extensions = Copies.map(extensions);
  }

  @Override
  public Optional<VirtualNetworkFunctionRecord> carriedVnfr() {
    return Optional.ofNullable(virtualNetworkFunctionRecord);
  }

  /** A short form; {@code extension} may hold a password. */
  @Override
  public String toString() {
    return "OrVnfmScaling[action="
        + action
        + ", vnfr="
        + carriedVnfr().map(v -> v.name()).orElse(null)
        + "]";
  }
}
