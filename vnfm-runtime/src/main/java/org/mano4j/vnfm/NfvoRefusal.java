package org.mano4j.vnfm;

import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.message.OrVnfmError;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;

/** The NFVO could not or would not do its part. */
final class NfvoRefusal extends VnfmException {

  private static final long serialVersionUID = 1L;

  private final transient @Nullable VirtualNetworkFunctionRecord record;

  NfvoRefusal(String what, String vnfr, OrVnfmError error) {
    super("the NFVO failed " + what + " of VNFR '" + vnfr + "': " + text(error));
    this.record = error.vnfr();
  }

  /** The record as the NFVO has it now: it may hold instances that have to be released. */
  @Nullable VirtualNetworkFunctionRecord record() {
    return record;
  }

  static String text(OrVnfmError error) {
    String message = error.message();
    return message == null ? "it does not say why" : message;
  }
}
