package org.mano4j.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.mano4j.catalogue.record.Status;
import org.mano4j.catalogue.vim.GenericVimInstanceBuilder;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.descriptors.VnfPackage;
import org.mano4j.messaging.InMemoryBusConnector;

/** A bus, an orchestrator, a scripted driver for VIMs of type test, and a scripted VNFM "dummy". */
final class Lab implements AfterEachCallback {

  static final Duration SOON = Duration.ofSeconds(60);

  final InMemoryBusConnector bus;
  final OfflineNfvo nfvo;
  final ScriptedDriver driver;
  final ScriptedVnfm vnfm;
  final VimInstance vim;
  private final List<AutoCloseable> toClose = new ArrayList<>();

  private Lab(InMemoryBusConnector bus, OfflineNfvo nfvo) {
    this.bus = bus;
    this.nfvo = nfvo;
    nfvo.start();
    driver = close(new ScriptedDriver(bus, "vim-drivers.test.test"));
    vnfm = close(new ScriptedVnfm(bus, "dummy"));
    vim = nfvo.addVim(vim("vim1", "test"));
  }

  static Lab open() {
    return open(options -> options);
  }

  static Lab open(UnaryOperator<NfvoOptions> options) {
    return builder(options.apply(NfvoOptions.defaults()), b -> b);
  }

  static Lab builder(NfvoOptions options, UnaryOperator<OfflineNfvoBuilder> settings) {
    InMemoryBusConnector bus = new InMemoryBusConnector();
    return new Lab(bus, settings.apply(OfflineNfvo.builder().bus(bus).options(options)).build());
  }

  static VimInstance vim(String name, String type) {
    return GenericVimInstanceBuilder.builder()
        .name(name)
        .type(type)
        .authUrl("http://127.0.0.1:5000/v2.0")
        .active(true)
        .hbVersion(0)
        .shared(false)
        .build();
  }

  <T extends AutoCloseable> T close(T closeable) {
    toClose.add(0, closeable);
    return closeable;
  }

  String onboard(Nsds nsd) {
    return nfvo.onboard("nsd.json", nsd.json());
  }

  /** Launches and waits until it is ACTIVE. */
  String active(Nsds nsd) {
    return activeNsd(onboard(nsd));
  }

  /** Launches a service of one package, and waits until it is ACTIVE. */
  String active(VnfPackage vnfPackage) {
    return activeNsd(nfvo.onboard("nsd.json", Nsds.ofPackage(nfvo.onboard(vnfPackage))));
  }

  private String activeNsd(String nsd) {
    String nsr = nfvo.launch(nsd);
    nfvo.awaitStatus(nsr, Status.ACTIVE, SOON);
    return nsr;
  }

  /** Launches and waits until it is in ERROR. */
  String failed(Nsds nsd) {
    String nsr = nfvo.launch(onboard(nsd));
    nfvo.awaitStatus(nsr, Status.ERROR, SOON);
    return nsr;
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    for (AutoCloseable closeable : toClose) {
      closeable.close();
    }
    nfvo.close();
    bus.close();
  }
}
