package org.mano4j.pop.nfv;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.vim.Server;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.plugin.LaunchRequest;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopClient;

/** The containers of the Pop of a VIM instance, as servers. */
final class PopServers {

  private final VimInstance vim;
  private final PopClient pop;
  private final @Nullable Ownership owner;
  private final Departure departure;

  PopServers(VimInstance vim, PopClient pop, Optional<Ownership> owner, Duration endLimit) {
    this.vim = vim;
    this.pop = pop;
    this.owner = owner.orElse(null);
    this.departure = new Departure(pop, endLimit);
  }

  /**
   * The container that is the server with this id. Its own id is another one if it was made anew.
   */
  static Optional<Container> find(PopClient pop, String serverId) {
    return pop.container(Filter.byId(serverId))
        .or(
            () ->
                pop.containers(Filter.all()).stream()
                    .filter(c -> Marks.of(c, Marks.SERVER).filter(serverId::equals).isPresent())
                    .findFirst());
  }

  /** A server that is to be made anew, and of which nothing is there but the plan for that. */
  static Server missing(Container holder, RebuildPlan plan) {
    return PopMapping.server(holder)
        .withExtId(plan.server())
        .withName(plan.name())
        .withHostName(plan.name())
        .withInstanceName(plan.name())
        .withStatus(ContainerStatus.FAILED.name())
        .withExtendedStatus("it was deleted to be rebuilt, and is not made anew yet")
        .withIps(plan.addresses());
  }

  Server launch(LaunchRequest request) {
    return new Launch(vim, pop, owner, request).run();
  }

  /** One that is not there is deleted already. */
  void delete(String serverId) {
    departure.ofAll("server " + serverId, () -> remains(serverId));
  }

  private List<Container> remains(String serverId) {
    return Stream.concat(Rebuild.remains(pop, serverId).stream(), find(pop, serverId).stream())
        .toList();
  }

  Server rebuild(String serverId, String image) {
    Container container = new Rebuild(vim, pop, departure, serverId, image).run();
    return PopMapping.server(
        StartMode.of(vim) == StartMode.LAUNCH ? Launch.started(pop, container) : container);
  }

  /**
   * All servers. Those of others have no host name: an NFVO whose launch has failed looks for the
   * host name, and takes what it finds for its own, to delete it later.
   */
  List<Server> list() {
    List<Container> containers = pop.containers(Filter.all());
    Set<String> present = new HashSet<>();
    containers.forEach(container -> present.add(Marks.serverId(container)));
    List<Server> servers = new ArrayList<>();
    for (Container container : containers) {
      Optional<RebuildPlan> plan = RebuildPlan.heldBy(container);
      if (plan.isEmpty()) {
        Server server = PopMapping.server(container);
        servers.add(isOwn(container) ? server : server.withHostName(null));
      } else if (!present.contains(plan.get().server())) {
        Server server = missing(container, plan.get());
        servers.add(isOwn(plan.get()) ? server : server.withHostName(null));
      }
    }
    return servers;
  }

  private boolean isOwn(RebuildPlan plan) {
    return owner == null || owner.mark().equals(plan.owner());
  }

  private boolean isOwn(Container container) {
    return owner == null || owner.owns(container) || Ownership.isUntouched(container);
  }
}
