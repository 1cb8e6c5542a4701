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
 * Sent by the NFVO in answer to GRANT_OPERATION.
 *
 * @param action what is asked for, or answered
 * @param grantAllowed whether the VNFM may go on; absent means no
 * @param vduVim the VIM instance chosen for each VDU, by the id of the VDU of the record
 * @param virtualNetworkFunctionRecord the VNFR as it was saved, now with ids
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record OrVnfmGrantLifecycleOperation(
    @JsonProperty("action") Action action,
    @JsonProperty("grantAllowed") @Nullable Boolean grantAllowed,
    @JsonProperty("vduVim") Map<String, VimInstance> vduVim,
    @JsonProperty("virtualNetworkFunctionRecord")
        @Nullable VirtualNetworkFunctionRecord virtualNetworkFunctionRecord,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements OrVnfmMessage, OrVnfmGrantLifecycleOperationBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public OrVnfmGrantLifecycleOperation {
    vduVim = Copies.map(vduVim);
    extensions = Copies.map(extensions);
  }

  @Override
  public Optional<VirtualNetworkFunctionRecord> carriedVnfr() {
    return Optional.ofNullable(virtualNetworkFunctionRecord);
  }
}
