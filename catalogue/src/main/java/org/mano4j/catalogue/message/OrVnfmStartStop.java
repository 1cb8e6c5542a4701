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
import org.mano4j.catalogue.record.VNFRecordDependency;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;

/**
 * Sent by the NFVO with START and STOP, for a VNF or for one instance of it.
 *
 * @param action what is asked for, or answered
 * @param virtualNetworkFunctionRecord the VNFR
 * @param vnfcInstance the only instance to start or stop; absent for all
 * @param vnfrDependency resolved parameters of its sources; usually absent
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record OrVnfmStartStop(
    @JsonProperty("action") Action action,
    @JsonProperty("virtualNetworkFunctionRecord")
        @Nullable VirtualNetworkFunctionRecord virtualNetworkFunctionRecord,
    @JsonProperty("vnfcInstance") @Nullable VNFCInstance vnfcInstance,
    @JsonProperty("vnfrDependency") @Nullable VNFRecordDependency vnfrDependency,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements OrVnfmMessage, OrVnfmStartStopBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public OrVnfmStartStop {
    extensions = Copies.map(extensions);
  }

  @Override
  public Optional<VirtualNetworkFunctionRecord> carriedVnfr() {
    return Optional.ofNullable(virtualNetworkFunctionRecord);
  }
}
