package org.mano4j.testkit.contract;

import java.util.Map;
import org.mano4j.catalogue.vim.GenericVimInstanceBuilder;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.InMemoryBusConnector;
import org.mano4j.plugin.VimDriver;
import org.mano4j.pop.PopSessions;
import org.mano4j.pop.nfv.PopVimDriver;
import org.mano4j.pop.server.InMemoryPopBackend;
import org.mano4j.pop.server.PopServer;

class PopVimDriverContractTest extends VimDriverContract {

  @Override
  protected VimDriverBench bench() {
    return new PopBench();
  }

  private static final class PopBench implements VimDriverBench {

    private final InMemoryBusConnector connector = new InMemoryBusConnector();
    private final PopSessions sessions = PopSessions.create();
    private final PopServer server =
        PopServer.builder(
                InMemoryPopBackend.builder()
                    .image("mano4j/web:latest")
                    .network("private", "172.16.0.0/16")
                    .build())
            .user("admin", "secret")
            .bcryptCost(4)
            .build();

    PopBench() {
      server.start();
    }

    @Override
    public VimDriver driver() {
      return PopVimDriver.builder().sessions(sessions).build();
    }

    @Override
    public VimInstance vim() {
      return vim("1", server.endpoint().toString());
    }

    @Override
    public VimInstance unreachableVim() {
      return vim("2", "localhost:1");
    }

    private static VimInstance vim(String id, String address) {
      return GenericVimInstanceBuilder.builder()
          .id(id)
          .name("site-" + id)
          .type("pop")
          .authUrl("http://" + address)
          .metadata(Map.of("username", "admin", "password", "secret"))
          .build();
    }

    @Override
    public String image() {
      return "mano4j/web:latest";
    }

    @Override
    public String network() {
      return "private";
    }

    @Override
    public BusConnector connector() {
      return connector;
    }

    @Override
    public void close() {
      connector.close();
      sessions.close();
      server.close();
    }
  }
}
