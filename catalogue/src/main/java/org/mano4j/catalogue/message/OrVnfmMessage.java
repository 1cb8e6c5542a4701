package org.mano4j.catalogue.message;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import org.mano4j.catalogue.WireObject;
import org.mano4j.catalogue.internal.Copies;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;

/** A message from the NFVO to a VNFM. {@link MessageJson} reads and writes it. */
public sealed interface OrVnfmMessage extends WireObject
    permits OrVnfmInstantiate,
        OrVnfmGrantLifecycleOperation,
        OrVnfmGeneric,
        OrVnfmScaling,
        OrVnfmStartStop,
        OrVnfmHealVNFRequest,
        OrVnfmUpdate,
        OrVnfmExecuteScript,
        OrVnfmError,
        OrVnfmLog,
        OrVnfmAllocateResources,
        OrVnfmMessage.Unknown {

  /** What is asked for, or answered. */
  Action action();

  /** The VNFR that the message carries, whatever its name there; empty if there is none. */
  default Optional<VirtualNetworkFunctionRecord> carriedVnfr() {
    return Optional.empty();
  }

  /**
   * A message whose action this version does not know.
   *
   * @param action the unknown action
   * @param extensions all other properties
   */
  record Unknown(Action action, @JsonAnyGetter Map<String, JsonNode> extensions)
      implements OrVnfmMessage {
    /** Copies the properties. */
    public Unknown {
      extensions = Copies.map(extensions);
    }

    /** A short form without content, of which nothing is known. */
    @Override
    public String toString() {
      return "Unknown[action=" + action + "]";
    }
  }
}
