package org.mano4j.benchmarks.launch;

import java.util.Locale;

/** How large a service is: VNFs of one VDU with so many VNFCs each. */
record Shape(int vnfs, int vnfcs) {

  int size() {
    return vnfs * vnfcs;
  }

  /** As it is called in a table. */
  String title() {
    return vnfs == 1
        ? String.format(Locale.ROOT, "%,d", vnfcs)
        : String.format(Locale.ROOT, "%,d VNFs of %,d", vnfs, vnfcs);
  }
}
