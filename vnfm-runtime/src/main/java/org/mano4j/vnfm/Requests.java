package org.mano4j.vnfm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.CatalogueException;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.message.OrVnfmError;
import org.mano4j.catalogue.message.OrVnfmExecuteScript;
import org.mano4j.catalogue.message.OrVnfmGeneric;
import org.mano4j.catalogue.message.OrVnfmGrantLifecycleOperation;
import org.mano4j.catalogue.message.OrVnfmHealVNFRequest;
import org.mano4j.catalogue.message.OrVnfmInstantiate;
import org.mano4j.catalogue.message.OrVnfmLog;
import org.mano4j.catalogue.message.OrVnfmMessage;
import org.mano4j.catalogue.message.OrVnfmScaling;
import org.mano4j.catalogue.message.OrVnfmStartStop;
import org.mano4j.catalogue.message.OrVnfmUpdate;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;

/** What the kinds of messages from the NFVO have in common, under different names. */
final class Requests {

  private Requests() {}

  /** The record in a message, whatever it is called there. */
  static @Nullable VirtualNetworkFunctionRecord record(OrVnfmMessage message) {
    if (message instanceof OrVnfmGeneric generic) {
      return generic.vnfr();
    } else if (message instanceof OrVnfmStartStop startStop) {
      return startStop.virtualNetworkFunctionRecord();
    } else if (message instanceof OrVnfmScaling scaling) {
      return scaling.virtualNetworkFunctionRecord();
    } else if (message instanceof OrVnfmInstantiate instantiate) {
      return instantiate.vnfr();
    } else if (message instanceof OrVnfmGrantLifecycleOperation grant) {
      return grant.virtualNetworkFunctionRecord();
    } else if (message instanceof OrVnfmError error) {
      return error.vnfr();
    } else if (message instanceof OrVnfmHealVNFRequest heal) {
      return heal.virtualNetworkFunctionRecord();
    } else if (message instanceof OrVnfmUpdate update) {
      return update.vnfr();
    } else if (message instanceof OrVnfmExecuteScript execute) {
      return execute.vnfr();
    } else if (message instanceof OrVnfmLog) {
      return null;
    }
    return recordOfUnknown(message);
  }

  /** The record that a request cannot do without. */
  static VirtualNetworkFunctionRecord requireRecord(OrVnfmMessage message) {
    VirtualNetworkFunctionRecord record = record(message);
    if (record == null) {
      throw new VnfmException(
          "the " + message.action() + " message of the NFVO holds no VNFR; it is needed");
    }
    return record;
  }

  /** An action that this version does not know most likely carries a record like any other. */
  private static @Nullable VirtualNetworkFunctionRecord recordOfUnknown(OrVnfmMessage message) {
    return Stream.of("virtualNetworkFunctionRecord", "vnfr")
        .map(message.extensions()::get)
        .filter(Objects::nonNull)
        .filter(JsonNode::isObject)
        .map(Requests::readLeniently)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable VirtualNetworkFunctionRecord readLeniently(JsonNode json) {
    try {
      return CatalogueJson.read(json, VirtualNetworkFunctionRecord.class);
    } catch (CatalogueException e) {
      // what it is called says nothing about what it is
      return null;
    }
  }
}
