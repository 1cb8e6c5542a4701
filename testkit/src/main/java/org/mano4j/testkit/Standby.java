package org.mano4j.testkit;

import org.mano4j.catalogue.record.VNFCInstance;

/** Instances in reserve. */
final class Standby {

  static final String STATE = "STANDBY";

  private Standby() {}

  static boolean is(VNFCInstance instance) {
    return STATE.equalsIgnoreCase(instance.state());
  }
}
