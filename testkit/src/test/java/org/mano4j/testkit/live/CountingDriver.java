package org.mano4j.testkit.live;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.mano4j.catalogue.vim.BaseNetwork;
import org.mano4j.catalogue.vim.BaseNetworkBuilder;
import org.mano4j.catalogue.vim.BaseNfvImageBuilder;
import org.mano4j.catalogue.vim.GenericVimInstance;
import org.mano4j.catalogue.vim.Server;
import org.mano4j.catalogue.vim.ServerBuilder;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.catalogue.vim.VimNetwork;
import org.mano4j.plugin.LaunchRequest;
import org.mano4j.plugin.VimDriver;

/**
 * A VIM of servers that are only counted. A call may come twice, since a broker that dies has
 * forgotten some acknowledgements: then the server of the first one is the answer, as drivers
 * should have it.
 */
final class CountingDriver implements VimDriver {

  /** Host names, one for each launch. */
  final List<String> launched = new CopyOnWriteArrayList<>();

  /** Those that were not deleted, by their identifier. */
  final Map<String, Server> running = new ConcurrentHashMap<>();

  private final AtomicInteger count = new AtomicInteger();

  @Override
  public VimInstance refresh(VimInstance vim) {
    return ((GenericVimInstance) vim)
        .withImages(List.of(BaseNfvImageBuilder.builder().extId("image-1").build()));
  }

  @Override
  public VimNetwork createNetwork(VimInstance vim, VimNetwork network) {
    return BaseNetworkBuilder.builder((BaseNetwork) network).extId("net-1").build();
  }

  @Override
  public synchronized Server launchInstanceAndWait(VimInstance vim, LaunchRequest request) {
    for (Server there : running.values()) {
      if (request.name().equals(there.name())) {
        return there;
      }
    }
    launched.add(request.name());
    int number = count.incrementAndGet();
    Map<String, List<String>> addresses =
        request.networks().stream()
            .collect(
                Collectors.toMap(
                    point -> String.valueOf(point.virtualLinkReference()),
                    point -> List.of("10.0.0." + number)));
    Server server =
        ServerBuilder.builder()
            .name(request.name())
            .hostName(request.name())
            .extId("server-" + number)
            .status("ACTIVE")
            .ips(addresses)
            .build();
    running.put("server-" + number, server);
    return server;
  }

  @Override
  public void deleteServerByIdAndWait(VimInstance vim, String serverExtId) {
    running.remove(serverExtId);
  }

  @Override
  public List<Server> listServer(VimInstance vim) {
    return List.copyOf(running.values());
  }
}
