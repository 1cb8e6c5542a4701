package org.mano4j.vnfm;

import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.descriptor.VirtualNetworkFunctionDescriptor;
import org.mano4j.catalogue.message.OrVnfmInstantiate;
import org.mano4j.catalogue.message.OrVnfmMessage;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;

/**
 * What names a VNFR from its first message on, when it has no id yet.
 *
 * @param nsr id of the network service, "" if unknown
 * @param vnfr name in the network service, "" if unknown
 */
record LaneKey(String nsr, String vnfr) {

  static LaneKey of(OrVnfmMessage message) {
    VirtualNetworkFunctionRecord record = Requests.record(message);
    if (record != null) {
      return new LaneKey(orEmpty(record.parentNsId()), orEmpty(record.name()));
    }
    if (message instanceof OrVnfmInstantiate first) {
      VirtualNetworkFunctionDescriptor vnfd = first.vnfd();
      return new LaneKey(
          orEmpty(first.extension().get("nsr-id")), orEmpty(vnfd == null ? null : vnfd.name()));
    }
    return new LaneKey("", "");
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
