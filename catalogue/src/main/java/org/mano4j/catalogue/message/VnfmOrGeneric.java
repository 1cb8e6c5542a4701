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
import org.mano4j.catalogue.record.VNFRecordDependency;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;

/**
 * Sent by a VNFM to ask for a grant (GRANT_OPERATION), and in answer to MODIFY, RELEASE_RESOURCES,
 * UPDATE, EXECUTE and all actions without a message of their own.
 *
 * @param action what is asked for, or answered
 * @param virtualNetworkFunctionRecord the VNFR, changed only where intended
 * @param vnfRecordDependency the dependency that was sent with the request; may be left out
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record VnfmOrGeneric(
    @JsonProperty("action") Action action,
    @JsonProperty("virtualNetworkFunctionRecord")
        @Nullable VirtualNetworkFunctionRecord virtualNetworkFunctionRecord,
    @JsonProperty("vnfRecordDependency") @Nullable VNFRecordDependency vnfRecordDependency,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements VnfmOrMessage, VnfmOrGenericBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public VnfmOrGeneric {
    extensions = Copies.map(extensions);
  }

  @Override
  public Optional<VirtualNetworkFunctionRecord> carriedVnfr() {
    return Optional.ofNullable(virtualNetworkFunctionRecord);
  }
}
