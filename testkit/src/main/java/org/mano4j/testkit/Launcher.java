package org.mano4j.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.descriptor.VNFComponent;
import org.mano4j.catalogue.descriptor.VirtualDeploymentUnit;
import org.mano4j.catalogue.record.Ip;
import org.mano4j.catalogue.record.IpBuilder;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.catalogue.record.VNFCInstanceBuilder;
import org.mano4j.catalogue.security.Key;
import org.mano4j.catalogue.vim.Server;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.plugin.LaunchRequest;
import org.mano4j.plugin.VimDriverException;

/** Launches one server per VNF component through the driver of its VIM. */
final class Launcher {

  private static final String UNKNOWN = "unknown";
  private static final String ERROR = "ERROR";

  private final Core core;
  private final Drivers drivers;
  private final VimRegistry vims;
  private final Identities identities;

  Launcher(Core core, Drivers drivers, VimRegistry vims, Identities identities) {
    this.core = core;
    this.drivers = drivers;
    this.vims = vims;
    this.identities = identities;
  }

  /**
   * What to launch.
   *
   * @param vnfr name of the VNFR
   * @param flavour key of the VNFR's deployment flavour
   */
  record Order(
      String vnfr,
      @Nullable String flavour,
      VirtualDeploymentUnit vdu,
      VNFComponent component,
      String vimId,
      String userData,
      List<Key> keys) {}

  /**
   * What came of it.
   *
   * @param instance complete with id; in state ERROR if the launch failed
   * @param addresses all addresses of the server
   * @param failure why it failed
   */
  record Launched(
      Order order, VNFCInstance instance, List<String> addresses, Optional<String> failure) {}

  /**
   * Launches a server when its VIM has room for one more launch.
   *
   * @param givenUp once it is true, launches that have not begun are left out
   * @return always completes normally, since a failed launch is a result, too; empty if left out
   */
  CompletionStage<Optional<Launched>> launch(Order order, AtomicBoolean givenUp) {
    return vims.onServer(
        order.vimId(),
        () -> {
          if (givenUp.get()) {
            return CompletableFuture.completedFuture(Optional.empty());
          }
          VimInstance vim = vims.get(order.vimId());
          String hostname = core.newHostname(order.vnfr());
          return call(order, vim, hostname)
              .thenApply(server -> running(order, vim, hostname, server))
              .handle(
                  (launched, failure) -> {
                    if (failure == null) {
                      return CompletableFuture.completedFuture(launched);
                    }
                    givenUp.set(true);
                    return failed(order, vim, hostname, failure).toCompletableFuture();
                  })
              .thenCompose(result -> result)
              .thenApply(Optional::of);
        });
  }

  private CompletionStage<Server> call(Order order, VimInstance vim, String hostname) {
    Optional<String> fault = core.faults().launchFails();
    if (fault.isPresent()) {
      return CompletableFuture.failedFuture(new VimDriverException(fault.get()));
    }
    String image = VimKinds.image(vim, order.vdu().vmImage()).orElse("");
    Map<String, String> floating = new LinkedHashMap<>();
    order
        .component()
        .connectionPoint()
        .forEach(
            point -> {
              if (point.floatingIp() != null && point.virtualLinkReference() != null) {
                floating.put(point.virtualLinkReference(), point.floatingIp());
              }
            });
    return drivers.launch(
        vim,
        new LaunchRequest(
            hostname,
            image,
            VimKinds.flavour(vim, order.flavour()),
            VimKinds.keyPair(vim),
            order.component().connectionPoint(),
            VimKinds.securityGroups(vim),
            order.userData().replace("#Hostname=", "Hostname=" + hostname + "\n"),
            floating,
            order.keys()));
  }

  private Launched running(Order order, VimInstance vim, String hostname, Server server) {
    List<Ip> ips = new ArrayList<>();
    List<String> addresses = new ArrayList<>();
    server
        .ips()
        .forEach(
            (network, all) -> {
              if (all.isEmpty()) {
                throw new VimDriverException(
                    "the driver gave no address on network " + network, server, null);
              }
              ips.add(address(network, all.get(0)));
              addresses.addAll(all);
            });
    List<Ip> floating = new ArrayList<>();
    server.floatingIps().forEach((network, ip) -> floating.add(address(network, ip)));
    VNFCInstance instance =
        instance(order, vim, hostname, server)
            .state(server.status())
            .ips(ips)
            .floatingIps(floating)
            .connectionPoint(
                order.component().connectionPoint().stream()
                    .map(point -> point.withId(null).withFloatingIp(null))
                    .toList())
            .build();
    return new Launched(order, identities.complete(instance), addresses, Optional.empty());
  }

  /** What is left behind is recorded, so that it can be released. */
  private CompletionStage<Launched> failed(
      Order order, VimInstance vim, String hostname, Throwable failure) {
    Throwable cause = Causes.root(failure);
    Optional<Server> named =
        cause instanceof VimDriverException driver ? driver.server() : Optional.empty();
    CompletionStage<Optional<Server>> left =
        named.isPresent()
            ? CompletableFuture.completedFuture(named)
            : drivers
                .listServer(vim)
                .thenApply(
                    all -> all.stream().filter(s -> hostname.equals(s.hostName())).findFirst())
                .exceptionally(unlisted -> Optional.empty());
    String why =
        "VIM instance %s did not launch %s: %s".formatted(vim.name(), hostname, Causes.text(cause));
    return left.thenApply(
        server -> {
          VNFCInstance instance =
              instance(order, vim, hostname, server.orElse(null)).state(ERROR).build();
          return new Launched(order, identities.complete(instance), List.of(), Optional.of(why));
        });
  }

  private static VNFCInstanceBuilder instance(
      Order order, VimInstance vim, String hostname, @Nullable Server server) {
    String extId = server == null ? null : server.extId();
    return VNFCInstanceBuilder.builder()
        .vimId(vim.id())
        .vcId(extId == null ? UNKNOWN : extId)
        .hostname(hostname)
        .vnfComponent(order.component());
  }

  private static Ip address(String network, String ip) {
    return IpBuilder.builder().netName(network).ip(ip).build();
  }
}
