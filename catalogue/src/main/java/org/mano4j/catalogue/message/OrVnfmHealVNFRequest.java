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
 * Sent by the NFVO with HEAL, when an instance has failed or a standby instance is to take over.
 *
 * @param action what is asked for, or answered
 * @param vnfcInstance the instance to heal
 * @param virtualNetworkFunctionRecord its VNFR
 * @param cause why, such as {@code switchToStandby}
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record OrVnfmHealVNFRequest(
    @JsonProperty("action") Action action,
    @JsonProperty("vnfcInstance") @Nullable VNFCInstance vnfcInstance,
    @JsonProperty("virtualNetworkFunctionRecord")
        @Nullable VirtualNetworkFunctionRecord virtualNetworkFunctionRecord,
    @JsonProperty("cause") @Nullable String cause,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements OrVnfmMessage, OrVnfmHealVNFRequestBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public OrVnfmHealVNFRequest {
    extensions = Copies.map(extensions);
  }

  @Override
  public Optional<VirtualNetworkFunctionRecord> carriedVnfr() {
    return Optional.ofNullable(virtualNetworkFunctionRecord);
  }
}
