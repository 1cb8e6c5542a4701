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
import org.mano4j.catalogue.packaging.Script;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;

/**
 * Sent by the NFVO with UPDATE, when a script of the package or the VNFR was changed.
 *
 * @param action what is asked for, or answered
 * @param script the script that changed; absent for an update of the VNFR alone
 * @param vnfr the VNFR
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record OrVnfmUpdate(
    @JsonProperty("action") Action action,
    @JsonProperty("script") @Nullable Script script,
    @JsonProperty("vnfr") @Nullable VirtualNetworkFunctionRecord vnfr,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements OrVnfmMessage, OrVnfmUpdateBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public OrVnfmUpdate {
    extensions = Copies.map(extensions);
  }

  @Override
  public Optional<VirtualNetworkFunctionRecord> carriedVnfr() {
    return Optional.ofNullable(vnfr);
  }
}
