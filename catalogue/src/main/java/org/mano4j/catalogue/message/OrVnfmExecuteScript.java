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
 * Sent by the NFVO (6.0) when a user runs a script on a VNF.
 *
 * @param action what is asked for, or answered
 * @param script the script to run; an NFVO calls it {@code ob_runtime_script}
 * @param vnfr the VNFR to run it on
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record OrVnfmExecuteScript(
    @JsonProperty("action") Action action,
    @JsonProperty("script") @Nullable Script script,
    @JsonProperty("vnfr") @Nullable VirtualNetworkFunctionRecord vnfr,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements OrVnfmMessage, OrVnfmExecuteScriptBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public OrVnfmExecuteScript {
    extensions = Copies.map(extensions);
  }

  @Override
  public Optional<VirtualNetworkFunctionRecord> carriedVnfr() {
    return Optional.ofNullable(vnfr);
  }
}
