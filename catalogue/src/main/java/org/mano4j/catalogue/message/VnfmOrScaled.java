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
import org.mano4j.catalogue.internal.Copies;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;

/**
 * Sent by a VNFM, with action SCALED, in answer to SCALE_OUT.
 *
 * @param action what is asked for, or answered
 * @param virtualNetworkFunctionRecord the VNFR, changed only where intended
 * @param vnfcInstance the new instance; its state stays as it is if it is {@code STANDBY}, else
 *     becomes {@code ACTIVE}
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record VnfmOrScaled(
    @JsonProperty("action") Action action,
    @JsonProperty("virtualNetworkFunctionRecord")
        @Nullable VirtualNetworkFunctionRecord virtualNetworkFunctionRecord,
    @JsonProperty("vnfcInstance") @Nullable VNFCInstance vnfcInstance,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements VnfmOrMessage, VnfmOrScaledBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public VnfmOrScaled {
    extensions = Copies.map(extensions);
  }

  @Override
  public Optional<VirtualNetworkFunctionRecord> carriedVnfr() {
    return Optional.ofNullable(virtualNetworkFunctionRecord);
  }
}
