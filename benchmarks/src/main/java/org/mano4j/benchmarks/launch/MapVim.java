package org.mano4j.benchmarks.launch;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.mano4j.catalogue.vim.BaseNetwork;
import org.mano4j.catalogue.vim.BaseNetworkBuilder;
import org.mano4j.catalogue.vim.BaseNfvImage;
import org.mano4j.catalogue.vim.BaseNfvImageBuilder;
import org.mano4j.catalogue.vim.GenericVimInstance;
import org.mano4j.catalogue.vim.Server;
import org.mano4j.catalogue.vim.ServerBuilder;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.plugin.LaunchRequest;
import org.mano4j.plugin.VimDriver;

/** A VIM that is a map: what a driver can do least, and still tell servers apart. */
final class MapVim implements VimDriver {

  private static final BaseNfvImage IMAGE =
      BaseNfvImageBuilder.builder().extId(Descriptors.IMAGE).build();
  private static final BaseNetwork NETWORK =
      BaseNetworkBuilder.builder().name(Descriptors.NETWORK).extId("network-1").build();

  private final ConcurrentMap<String, Server> servers = new ConcurrentHashMap<>();
  private final AtomicInteger launched = new AtomicInteger();

  int servers() {
    return servers.size();
  }

  @Override
  public VimInstance refresh(VimInstance vim) {
    return ((GenericVimInstance) vim).withImages(List.of(IMAGE)).withNetworks(List.of(NETWORK));
  }

  @Override
  public Server launchInstanceAndWait(VimInstance vim, LaunchRequest request) {
    int number = launched.incrementAndGet();
    Server server =
        ServerBuilder.builder()
            .name(request.name())
            .hostName(request.name())
            .extId("server-" + number)
            .status("ACTIVE")
            .ips(Map.of(Descriptors.NETWORK, List.of(address(number))))
            .build();
    servers.put(String.valueOf(server.extId()), server);
    return server;
  }

  private static String address(int number) {
    return "10.%d.%d.%d".formatted(number >> 16 & 255, number >> 8 & 255, number & 255);
  }

  @Override
  public void deleteServerByIdAndWait(VimInstance vim, String serverExtId) {
    servers.remove(serverExtId);
  }

  @Override
  public List<Server> listServer(VimInstance vim) {
    return List.copyOf(servers.values());
  }
}
