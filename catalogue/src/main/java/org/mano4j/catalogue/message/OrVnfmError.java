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

/**
 * Sent by the NFVO in answer to GRANT_OPERATION, ALLOCATE_RESOURCES or SCALING that failed; also as
 * a request of its own when the NFVO failed otherwise, and then the call that the VNFM is waiting
 * on is never answered.
 *
 * @param action what is asked for, or answered
 * @param vnfr the VNFR concerned
 * @param message what went wrong
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record OrVnfmError(
    @JsonProperty("action") Action action,
    @JsonProperty("vnfr") @Nullable VirtualNetworkFunctionRecord vnfr,
    @JsonProperty("message") @Nullable String message,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements OrVnfmMessage, OrVnfmErrorBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public OrVnfmError {
    extensions = Copies.map(extensions);
  }

  @Override
  public Optional<VirtualNetworkFunctionRecord> carriedVnfr() {
    return Optional.ofNullable(vnfr);
  }
}
