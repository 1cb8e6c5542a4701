package org.mano4j.benchmarks.launch;

import org.mano4j.catalogue.vim.GenericVimInstanceBuilder;
import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.plugin.VimDriverPlugin;
import org.mano4j.testkit.BrokerUsers;
import org.mano4j.testkit.OfflineNfvo;
import org.mano4j.vnfm.BusChannel;
import org.mano4j.vnfm.VnfmHandler;
import org.mano4j.vnfm.VnfmRuntime;

/** A VIM that is a map, and a VNFM whose handler does nothing. */
final class MapInstallation implements Installation {

  private final MapVim vim = new MapVim();
  private final OfflineNfvo nfvo;
  private final VimDriverPlugin plugin;
  private final VnfmRuntime vnfm;

  MapInstallation(BusConnector connector, BusCredentials user) {
    nfvo =
        OfflineNfvo.builder()
            .bus(connector)
            .user(user)
            .brokerUsers(BrokerUsers.fixed(user))
            .build();
    plugin =
        VimDriverPlugin.builder(vim)
            .type("map")
            .name("bench")
            .connector(connector)
            .registrationUser(user)
            .build();
    vnfm =
        VnfmRuntime.builder(new VnfmHandler() {})
            .type(VNFM)
            .channel(BusChannel.builder(connector).registrationUser(user).build())
            .build();
    nfvo.start();
    plugin.start();
    vnfm.start();
    nfvo.addVim(
        GenericVimInstanceBuilder.builder().name("vim").type("map").authUrl("map:").build());
  }

  @Override
  public OfflineNfvo nfvo() {
    return nfvo;
  }

  @Override
  public int servers() {
    return vim.servers();
  }

  @Override
  public int addresses() {
    return vim.servers();
  }

  @Override
  public void close() {
    vnfm.close();
    plugin.close();
    nfvo.close();
  }
}
