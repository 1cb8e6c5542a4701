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
 * Sent by the NFVO with MODIFY, RELEASE_RESOURCES, RESUME and all actions without a message of
 * their own, and as the answer to ALLOCATE_RESOURCES, SCALING (with action SCALED) and UPDATEVNFR.
 *
 * @param action what is asked for, or answered
 * @param vnfr the VNFR as the NFVO has it
 * @param vnfrd resolved parameters of its sources, where the VNFR is the target of a dependency
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record OrVnfmGeneric(
    @JsonProperty("action") Action action,
    @JsonProperty("vnfr") @Nullable VirtualNetworkFunctionRecord vnfr,
    @JsonProperty("vnfrd") @Nullable VNFRecordDependency vnfrd,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements OrVnfmMessage, OrVnfmGenericBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public OrVnfmGeneric {
    extensions = Copies.map(extensions);
  }

  @Override
  public Optional<VirtualNetworkFunctionRecord> carriedVnfr() {
    return Optional.ofNullable(vnfr);
  }
}
