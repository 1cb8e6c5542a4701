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
import org.mano4j.catalogue.WireThrowable;
import org.mano4j.catalogue.internal.Copies;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;

/**
 * Sent by a VNFM in answer to any request that failed. VNFR and NSR are in status ERROR then.
 *
 * @param action what is asked for, or answered
 * @param nsrId id of the NSR
 * @param virtualNetworkFunctionRecord the VNFR; an NFVO fails without it
 * @param exception what went wrong; an NFVO fails without it
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record VnfmOrError(
    @JsonProperty("action") Action action,
    @JsonProperty("nsrId") @Nullable String nsrId,
    @JsonProperty("virtualNetworkFunctionRecord")
        @Nullable VirtualNetworkFunctionRecord virtualNetworkFunctionRecord,
    @JsonProperty("exception") @Nullable WireThrowable exception,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements VnfmOrMessage, VnfmOrErrorBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public VnfmOrError {
    extensions = Copies.map(extensions);
  }

  @Override
  public Optional<VirtualNetworkFunctionRecord> carriedVnfr() {
    return Optional.ofNullable(virtualNetworkFunctionRecord);
  }
}
