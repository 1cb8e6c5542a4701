package org.mano4j.vnfm;

import org.mano4j.catalogue.CatalogueException;
import org.mano4j.catalogue.lifecycle.VnfrFactory;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.OrVnfmInstantiate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests that were with a manager which did not finish them, so that they may have been done in
 * part. The handler says which may be repeated; the others fail, with nothing done.
 */
final class Redelivery {

  private static final Logger log = LoggerFactory.getLogger(VnfmRuntime.class);

  private Redelivery() {}

  /** Refuses a request that must not be repeated. */
  static void check(VnfmHandler handler, Operation operation, Action.Known action) {
    if (!operation.redelivered()
        || action == Action.Known.ERROR
        || action == Action.Known.LOG_REQUEST
        || handler.repeatable(action)) {
      return;
    }
    rebuildRecord(operation);
    throw new VnfmException(
        action
            + " of VNFR '"
            + operation.key().vnfr()
            + "' came a second time: a VNF manager did not finish it and may have done a part of"
            + " it, so it is not repeated; look for what that part has left, then resume the network"
            + " service, or delete it and launch it again");
  }

  /** A first INSTANTIATE has no record yet, and an ERROR without one cannot be read. */
  private static void rebuildRecord(Operation operation) {
    if (operation.request() instanceof OrVnfmInstantiate request && request.vnfr() == null) {
      try {
        operation.record(VnfrFactory.create(request));
      } catch (CatalogueException e) {
        log.debug("no record can be built from a redelivered INSTANTIATE", e);
      }
    }
  }
}
