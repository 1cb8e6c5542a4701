package org.mano4j.benchmarks.launch;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.mano4j.catalogue.record.Ip;
import org.mano4j.catalogue.record.NetworkServiceRecord;
import org.mano4j.catalogue.record.Status;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.testkit.OfflineNfvo;

/** Launches and terminates services of one size, and looks at each whether it is what was meant. */
final class Launches {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Installation installation;
  private final Shape shape;
  private final String nsd;

  /** Onboards the descriptor. */
  Launches(Installation installation, Shape shape) {
    this.installation = installation;
    this.shape = shape;
    this.nsd =
        installation
            .nfvo()
            .onboard("service.json", Descriptors.service(shape.vnfs(), shape.vnfcs()));
  }

  /** A service that runs, and how long it took to. */
  record Launched(String nsr, long nanos) {}

  /** From the call to ACTIVE. */
  Launched launch() {
    OfflineNfvo nfvo = installation.nfvo();
    long began = System.nanoTime();
    String nsr = nfvo.launch(nsd);
    NetworkServiceRecord active = nfvo.awaitStatus(nsr, Status.ACTIVE, PATIENCE);
    long nanos = System.nanoTime() - began;
    check(active);
    return new Launched(nsr, nanos);
  }

  /** Nothing may be left. */
  void terminate(Launched service) throws Exception {
    installation.nfvo().terminate(service.nsr()).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    require(0, installation.servers(), "servers after the termination");
    require(0, installation.addresses(), "addresses after the termination");
  }

  Shape shape() {
    return shape;
  }

  /** Launches and terminates so often; the launches alone are timed. */
  double microsPerVnfc(int times) throws Exception {
    long nanos = 0;
    for (int i = 0; i < times; i++) {
      Launched service = launch();
      nanos += service.nanos();
      terminate(service);
    }
    return nanos / 1e3 / times / shape.size();
  }

  private void check(NetworkServiceRecord active) {
    require(shape.vnfs(), active.vnfr().size(), "VNFRs");
    Set<String> names = new HashSet<>();
    Set<String> addresses = new HashSet<>();
    for (VirtualNetworkFunctionRecord vnfr : active.vnfr()) {
      List<VNFCInstance> instances = vnfr.vnfcInstances();
      require(shape.vnfcs(), instances.size(), "VNFC instances of " + vnfr.name());
      for (VNFCInstance instance : instances) {
        names.add(String.valueOf(instance.hostname()));
        instance.ips().stream().map(Ip::ip).forEach(ip -> addresses.add(String.valueOf(ip)));
      }
    }
    require(shape.size(), names.size(), "different host names");
    require(shape.size(), addresses.size(), "different addresses");
    require(shape.size(), installation.servers(), "servers of the VIM");
  }

  private static void require(int wanted, int found, String what) {
    if (wanted != found) {
      throw new IllegalStateException(
          "there should be %d %s, not %d".formatted(wanted, what, found));
    }
  }
}
