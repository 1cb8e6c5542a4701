package org.mano4j.peers;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.descriptor.VNFDConnectionPoint;
import org.mano4j.catalogue.vim.BaseNfvImage;
import org.mano4j.catalogue.vim.GenericVimInstance;
import org.mano4j.catalogue.vim.Server;
import org.mano4j.catalogue.vim.ServerBuilder;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.catalogue.vim.VimNetwork;
import org.mano4j.plugin.LaunchRequest;
import org.mano4j.plugin.VimDriver;
import org.mano4j.plugin.VimDriverException;

/** A VIM of machines that are only counted. */
final class MachineDriver implements VimDriver {

  /** Part of the name of a machine that cannot be launched. */
  static final String REFUSED = "refused";

  private final Set<String> machines = ConcurrentHashMap.newKeySet();
  private final AtomicInteger addresses = new AtomicInteger(1);

  Set<String> machines() {
    return Set.copyOf(machines);
  }

  @Override
  public VimInstance refresh(VimInstance vim) {
    BaseNfvImage image = CatalogueJson.read("{\"extId\":\"image-1\"}", BaseNfvImage.class);
    return ((GenericVimInstance) vim).withImages(List.of(image));
  }

  @Override
  public VimNetwork createNetwork(VimInstance vim, VimNetwork network) {
    return network;
  }

  @Override
  public Server launchInstanceAndWait(VimInstance vim, LaunchRequest request) {
    if (request.name().contains(REFUSED)) {
      throw new VimDriverException("no room in the rack for " + request.name());
    }
    Map<String, List<String>> ips = new TreeMap<>();
    for (VNFDConnectionPoint point : request.networks()) {
      ips.put(point.virtualLinkReference(), List.of("10.0.0." + addresses.getAndIncrement()));
    }
    machines.add(request.name());
    return ServerBuilder.builder()
        .extId(request.name())
        .name(request.name())
        .hostName(request.name())
        .status("ACTIVE")
        .ips(ips)
        .build();
  }

  @Override
  public List<Server> listServer(VimInstance vim) {
    return List.of();
  }

  @Override
  public void deleteServerByIdAndWait(VimInstance vim, String serverExtId) {
    machines.remove(serverExtId);
  }
}
