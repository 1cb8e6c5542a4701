package org.mano4j.benchmarks.vnfm;

import org.junit.jupiter.api.Test;
import org.mano4j.benchmarks.harness.Smoke;

class VnfmSuiteIT {

  @Test
  void measuresBothManagersAndTheBroker() {
    Smoke.run(
        new VnfmSuite(),
        "1,000 VNFRs",
        "1,000 VNFRs, p99",
        "1,000 VNFRs, p50",
        "1,000 VNFRs, the most that any manager could",
        "1,000 VNFRs, processor of the manager per request",
        "1,000 VNFRs, processor of the NFVO's side per request",
        "1 VNFR",
        "1 VNFR, p50",
        "1 VNFR, p99",
        "1,000 VNFRs, processor of RabbitMQ per request");
  }
}
