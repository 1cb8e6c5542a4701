package org.mano4j.testkit.contract;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.mano4j.catalogue.descriptor.DeploymentFlavour;
import org.mano4j.catalogue.vim.BaseNetwork;
import org.mano4j.catalogue.vim.BaseNetworkBuilder;
import org.mano4j.catalogue.vim.BaseNfvImage;
import org.mano4j.catalogue.vim.BaseNfvImageBuilder;
import org.mano4j.catalogue.vim.GenericVimInstance;
import org.mano4j.catalogue.vim.GenericVimInstanceBuilder;
import org.mano4j.catalogue.vim.Quota;
import org.mano4j.catalogue.vim.QuotaBuilder;
import org.mano4j.catalogue.vim.Server;
import org.mano4j.catalogue.vim.ServerBuilder;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.catalogue.vim.VimNetwork;
import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.plugin.LaunchRequest;
import org.mano4j.plugin.VimDriver;
import org.mano4j.plugin.VimDriverException;

/** A VIM that is a map, and a driver that does everything an NFVO calls. */
final class MemoryVimBench implements VimDriverBench {

  private static final GenericVimInstance VIM =
      GenericVimInstanceBuilder.builder()
          .id("1")
          .name("map")
          .type("memory")
          .authUrl("http://here")
          .build();
  private static final BaseNfvImage IMAGE = BaseNfvImageBuilder.builder().extId("image").build();
  private static final BaseNetwork NETWORK =
      BaseNetworkBuilder.builder().name("private").extId("net-1").build();

  private final Map<String, Server> servers = new ConcurrentHashMap<>();
  private final BusConnector connector;
  private final BusCredentials credentials;
  private final Runnable end;

  MemoryVimBench(BusConnector connector, BusCredentials credentials, Runnable end) {
    this.connector = connector;
    this.credentials = credentials;
    this.end = end;
  }

  private final class Driver implements VimDriver {

    private void check(VimInstance vim) {
      if (!"http://here".equals(vim.authUrl())) {
        throw new VimDriverException("VIM " + vim.name() + " cannot be reached");
      }
    }

    @Override
    public VimInstance refresh(VimInstance vim) {
      check(vim);
      return ((GenericVimInstance) vim).withImages(List.of(IMAGE)).withNetworks(List.of(NETWORK));
    }

    @Override
    public Server launchInstanceAndWait(VimInstance vim, LaunchRequest request) {
      check(vim);
      if (!request.image().equals("image")) {
        throw new VimDriverException("the VIM has no image " + request.image());
      }
      return servers.computeIfAbsent(
          request.name(),
          name ->
              ServerBuilder.builder()
                  .name(name)
                  .hostName(name)
                  .extId(UUID.randomUUID().toString())
                  .ips(Map.of("private", List.of("10.0.0.1")))
                  .floatingIps(Map.of())
                  .build());
    }

    @Override
    public Server rebuildServer(VimInstance vim, String serverExtId, String image) {
      return servers.values().stream()
          .filter(server -> serverExtId.equals(server.extId()))
          .findFirst()
          .orElseThrow();
    }

    @Override
    public void deleteServerByIdAndWait(VimInstance vim, String serverExtId) {
      servers.values().removeIf(server -> serverExtId.equals(server.extId()));
    }

    @Override
    public List<Server> listServer(VimInstance vim) {
      return List.copyOf(servers.values());
    }

    @Override
    public List<BaseNfvImage> listImages(VimInstance vim) {
      return List.of(IMAGE);
    }

    @Override
    public List<BaseNetwork> listNetworks(VimInstance vim) {
      return List.of(NETWORK);
    }

    @Override
    public List<DeploymentFlavour> listFlavors(VimInstance vim) {
      return List.of();
    }

    @Override
    public VimNetwork createNetwork(VimInstance vim, VimNetwork network) {
      return NETWORK;
    }

    @Override
    public Quota getQuota(VimInstance vim) {
      return QuotaBuilder.builder().cores(8).build();
    }
  }

  @Override
  public VimDriver driver() {
    return new Driver();
  }

  @Override
  public VimInstance vim() {
    return VIM;
  }

  @Override
  public VimInstance unreachableVim() {
    return VIM.withId("2").withAuthUrl("http://nowhere");
  }

  @Override
  public String image() {
    return "image";
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
  public BusCredentials credentials() {
    return credentials;
  }

  @Override
  public void close() {
    end.run();
  }
}
