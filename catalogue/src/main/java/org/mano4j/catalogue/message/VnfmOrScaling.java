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
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.catalogue.vim.VimInstance;

/**
 * Sent by a VNFM during SCALE_OUT when it wants the NFVO to launch the new machine; the NFVO
 * answers with {@link OrVnfmGeneric} and action SCALED.
 *
 * @param action what is asked for, or answered
 * @param virtualNetworkFunctionRecord the VNFR of the request
 * @param userData start-up data for the new machine
 * @param vimInstance where it goes, as the request said; absent before 4.0
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record VnfmOrScaling(
    @JsonProperty("action") Action action,
    @JsonProperty("virtualNetworkFunctionRecord")
        @Nullable VirtualNetworkFunctionRecord virtualNetworkFunctionRecord,
    @JsonProperty("userData") @Nullable String userData,
    @JsonProperty("vimInstance") @Nullable VimInstance vimInstance,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements VnfmOrMessage, VnfmOrScalingBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public VnfmOrScaling {
    extensions = Copies.map(extensions);
  }

  @Override
  public Optional<VirtualNetworkFunctionRecord> carriedVnfr() {
    return Optional.ofNullable(virtualNetworkFunctionRecord);
  }

  /** Without the user data, which often holds passwords. */
  @Override
  public String toString() {
    return "VnfmOrScaling[vnfr="
        + (virtualNetworkFunctionRecord == null ? null : virtualNetworkFunctionRecord.name())
        + "]";
  }
}
