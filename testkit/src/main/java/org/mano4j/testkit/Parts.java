package org.mano4j.testkit;

import org.mano4j.catalogue.record.Status;

/** What operations on services are made of. */
record Parts(
    Core core,
    Steps steps,
    Records records,
    Identities identities,
    Packages packages,
    Instantiation instantiation,
    Dependents dependents,
    Placement placement,
    VimRegistry vims,
    Drivers drivers,
    Launcher launcher,
    ServerRemoval removal) {

  /** Refuses an operation on a service that is not ACTIVE. */
  static void requireActive(NetworkService service, String what) {
    if (!service.status().equals(Status.ACTIVE)) {
      throw new OperationRefused(
          "cannot %s: NSR %s is %s; it must be ACTIVE"
              .formatted(what, service.id(), service.status()));
    }
  }
}
