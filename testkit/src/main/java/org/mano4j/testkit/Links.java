package org.mano4j.testkit;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.mano4j.catalogue.descriptor.InternalVirtualLink;
import org.mano4j.catalogue.descriptor.NetworkServiceDescriptor;
import org.mano4j.catalogue.descriptor.VNFDConnectionPoint;
import org.mano4j.catalogue.descriptor.VirtualDeploymentUnit;
import org.mano4j.catalogue.descriptor.VirtualLinkDescriptor;
import org.mano4j.catalogue.descriptor.VirtualNetworkFunctionDescriptor;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.catalogue.vim.VimNetwork;
import org.mano4j.testkit.VimKinds.Link;

/** Finds, or has its driver create, the networks of a VIM that VDUs are joined by. */
final class Links {

  private final Drivers drivers;

  Links(Drivers drivers) {
    this.drivers = drivers;
  }

  /** The links a VNF may refer to, by name: those of the service, and its own. */
  static Map<String, Link> of(NetworkServiceDescriptor nsd, VirtualNetworkFunctionDescriptor vnfd) {
    Map<String, Link> links = new LinkedHashMap<>();
    for (InternalVirtualLink link : vnfd.virtualLink()) {
      add(links, new Link(String.valueOf(link.name()), link.cidr(), List.of(), link.metadata()));
    }
    for (VirtualLinkDescriptor link : nsd.vld()) {
      add(links, new Link(String.valueOf(link.name()), link.cidr(), link.dns(), link.metadata()));
    }
    return links;
  }

  /** A VNFD often repeats a link of the service; the one that says more about it counts. */
  private static void add(Map<String, Link> links, Link link) {
    links.merge(link.name(), link, (first, second) -> second.cidr() == null ? first : second);
  }

  /** The names of the links that instances of these VDUs have ports on. */
  static Set<String> used(Collection<VirtualDeploymentUnit> vdus) {
    Set<String> names = new LinkedHashSet<>();
    vdus.stream()
        .flatMap(vdu -> vdu.connectionPoints().stream())
        .map(VNFDConnectionPoint::virtualLinkReference)
        .filter(name -> name != null)
        .forEach(names::add);
    return names;
  }

  /**
   * Makes sure that a VIM has networks for links.
   *
   * @return by link name: the identifier of the network; empty where the driver gives none
   */
  CompletionStage<Map<String, Optional<String>>> provide(
      VimInstance vim, Set<String> names, Map<String, Link> known) {
    Map<String, Optional<String>> found = new LinkedHashMap<>();
    for (VimNetwork network : VimKinds.networks(vim)) {
      if (network.name() != null && names.contains(network.name())) {
        found.putIfAbsent(network.name(), Optional.ofNullable(network.extId()));
      }
    }
    CompletionStage<Map<String, Optional<String>>> provided =
        CompletableFuture.completedFuture(found);
    for (String name : names) {
      if (!found.containsKey(name)) {
        Link link = known.getOrDefault(name, new Link(name, null, List.of(), Map.of()));
        provided =
            provided.thenCompose(
                soFar ->
                    drivers
                        .createNetwork(vim, VimKinds.newNetwork(vim, link))
                        .thenApply(
                            made -> {
                              soFar.put(name, Optional.ofNullable(made.extId()));
                              return soFar;
                            }));
      }
    }
    return provided;
  }
}
