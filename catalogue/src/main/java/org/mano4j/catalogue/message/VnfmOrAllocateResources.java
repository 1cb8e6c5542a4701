package org.mano4j.catalogue.message;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.WireObject;
import org.mano4j.catalogue.internal.Copies;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.catalogue.security.Key;
import org.mano4j.catalogue.vim.VimInstance;

/**
 * Sent by a VNFM that wants the NFVO to launch its machines; the NFVO answers with {@link
 * OrVnfmGeneric} or {@link OrVnfmError}.
 *
 * @param action what is asked for, or answered
 * @param virtualNetworkFunctionRecord the VNFR of the grant
 * @param vimInstances where each VDU goes, by its id: {@code vduVim} of the grant; an entry for
 *     every VDU
 * @param userdata start-up data for the machines; may be "" but not absent
 * @param keyPairs public keys for the machines; may be empty
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record VnfmOrAllocateResources(
    @JsonProperty("action") Action action,
    @JsonProperty("virtualNetworkFunctionRecord")
        @Nullable VirtualNetworkFunctionRecord virtualNetworkFunctionRecord,
    @JsonProperty("vimInstances") Map<String, VimInstance> vimInstances,
    @JsonProperty("userdata") @Nullable String userdata,
    @JsonProperty("keyPairs") List<Key> keyPairs,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements VnfmOrMessage, VnfmOrAllocateResourcesBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public VnfmOrAllocateResources {
    keyPairs = Copies.list(keyPairs);
    vimInstances = Copies.map(vimInstances);
    extensions = Copies.map(extensions);
  }

  @Override
  public Optional<VirtualNetworkFunctionRecord> carriedVnfr() {
    return Optional.ofNullable(virtualNetworkFunctionRecord);
  }

  /** Without the user data, which often holds passwords. */
  @Override
  public String toString() {
    return "VnfmOrAllocateResources[vnfr="
        + (virtualNetworkFunctionRecord == null ? null : virtualNetworkFunctionRecord.name())
        + "]";
  }
}
