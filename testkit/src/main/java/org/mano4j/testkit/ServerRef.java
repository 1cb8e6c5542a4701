package org.mano4j.testkit;

import org.mano4j.catalogue.record.VNFCInstance;

/**
 * A server that must be deleted some day.
 *
 * @param vimId the VIM instance it is on
 * @param extId how the driver knows it; {@code unknown} if the driver gave no id
 * @param hostname its name
 */
record ServerRef(String vimId, String extId, String hostname) {

  static ServerRef of(VNFCInstance instance) {
    return new ServerRef(
        String.valueOf(instance.vimId()),
        String.valueOf(instance.vcId()),
        String.valueOf(instance.hostname()));
  }
}
