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
 * Sent by a VNFM in answer to INSTANTIATE.
 *
 * @param action what is asked for, or answered
 * @param virtualNetworkFunctionRecord the VNFR, changed only where intended
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record VnfmOrInstantiate(
    @JsonProperty("action") Action action,
    @JsonProperty("virtualNetworkFunctionRecord")
        @Nullable VirtualNetworkFunctionRecord virtualNetworkFunctionRecord,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements VnfmOrMessage, VnfmOrInstantiateBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public VnfmOrInstantiate {
    extensions = Copies.map(extensions);
  }

  @Override
  public Optional<VirtualNetworkFunctionRecord> carriedVnfr() {
    return Optional.ofNullable(virtualNetworkFunctionRecord);
  }
}
