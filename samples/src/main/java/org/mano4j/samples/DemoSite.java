package org.mano4j.samples;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.mano4j.catalogue.vim.GenericVimInstanceBuilder;
import org.mano4j.messaging.InMemoryBusConnector;
import org.mano4j.plugin.VimDriverPlugin;
import org.mano4j.pop.Container;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopSessions;
import org.mano4j.pop.nfv.MgmtVnfm;
import org.mano4j.pop.nfv.PopVimDriver;
import org.mano4j.pop.server.InMemoryPopBackend;
import org.mano4j.pop.server.PopServer;
import org.mano4j.testkit.OfflineNfvo;
import org.mano4j.vnfm.BusChannel;
import org.mano4j.vnfm.VnfmRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A whole installation inside this JVM: orchestrator, bus, VIM driver, VNFMs, and a Pop. */
final class DemoSite implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DemoSite.class);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final PopSessions sessions;
  private final PopServer pop;
  private final PopCredentials credentials =
      new PopCredentials("demo", UUID.randomUUID().toString());
  private final OfflineNfvo nfvo;

  private DemoSite(DemoPlan plan) {
    InMemoryBusConnector broker = opened(new InMemoryBusConnector());
    sessions = opened(PopSessions.create());
    InMemoryPopBackend.Builder backend = InMemoryPopBackend.builder();
    plan.images().forEach(backend::image);
    plan.networks().forEach(backend::network);
    pop =
        opened(
            PopServer.builder(backend.build())
                .name("demo")
                .user(credentials.username(), credentials.password())
                .defaultNetwork(plan.networks().keySet().iterator().next())
                .build());
    nfvo = opened(OfflineNfvo.builder().bus(broker).build());
    VimDriverPlugin plugin =
        opened(
            VimDriverPlugin.builder(PopVimDriver.builder().sessions(sessions).build())
                .type("pop")
                .name("demo")
                .connector(broker)
                .build());
    List<VnfmRuntime> managers = plan.managers().stream().map(type -> manager(broker, type)).toList();
    pop.start();
    nfvo.start();
    plugin.start();
    managers.forEach(VnfmRuntime::start);
    plan.vims().forEach(this::addVim);
  }

  static DemoSite open(DemoPlan plan) {
    return new DemoSite(plan);
  }

  private VnfmRuntime manager(InMemoryBusConnector broker, String type) {
    return opened(
        VnfmRuntime.builder(new MgmtVnfm())
            .type(type)
            .channel(BusChannel.builder(broker).build())
            .build());
  }

  private void addVim(String name) {
    nfvo.addVim(
        GenericVimInstanceBuilder.builder()
            .name(name)
            .type("pop")
            .authUrl("http://" + pop.endpoint())
            .metadata(
                Map.of("username", credentials.username(), "password", credentials.password()))
            .build());
  }

  private <T extends AutoCloseable> T opened(T part) {
    parts.push(part);
    return part;
  }

  OfflineNfvo nfvo() {
    return nfvo;
  }

  List<Container> containers() {
    return sessions.client(pop.endpoint(), credentials).containers(Filter.all());
  }

  DemoResult.Leftovers leftovers() {
    return new DemoResult.Leftovers(pop.stats().containers(), pop.stats().addressesInUse());
  }

  @Override
  public void close() {
    while (!parts.isEmpty()) {
      AutoCloseable part = parts.pop();
      try {
        part.close();
      } catch (Exception e) {
        LOG.warn("could not close {}", part, e);
      }
    }
  }
}
