package org.mano4j.pop.nfv;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.plugin.VimDriverException;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a container anew from another image: same name, addresses, flavour, metadata and labels. A
 * Pop cannot change the image of a container, and two cannot have one name or address. So the old
 * one has to go first, and what it was must outlive that, also if this program does not:
 *
 * <ol>
 *   <li>a second container is created, which is never started and holds the plan. It has the new
 *       image, so that one that is not there, or cannot be used, is refused while nothing is lost;
 *   <li>the old container is deleted, and waited for;
 *   <li>the new one is created, marked with the id of the server, which an NFVO goes on to use;
 *   <li>the holder of the plan is deleted.
 * </ol>
 *
 * <p>Whatever step it breaks off after, the same call goes on from there. A server is released with
 * its plan; until then it is listed, by its name.
 */
final class Rebuild {

  private static final Logger LOG = LoggerFactory.getLogger(PopVimDriver.class);

  private static final int ATTEMPTS = 10;
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final VimInstance vim;
  private final PopClient pop;
  private final Departure departure;
  private final String server;
  private final String image;

  Rebuild(VimInstance vim, PopClient pop, Departure departure, String server, String image) {
    this.vim = vim;
    this.pop = pop;
    this.departure = departure;
    this.server = server;
    this.image = image;
  }

  /**
   * The new container, not started. Where another call of the same gets in the way, it goes on from
   * wherever that has got to.
   */
  Container run() {
    for (int i = 1; ; i++) {
      try {
        return once();
      } catch (VimDriverException e) {
        if (i == ATTEMPTS || !mayBeAtIt(e)) {
          throw e;
        }
      }
      Departure.pause("server '" + server + "' was rebuilt", PAUSE);
    }
  }

  private static boolean mayBeAtIt(VimDriverException failure) {
    return failure.getCause() instanceof PopException refusal
        && refusal.code() == PopException.Code.ALREADY_EXISTS;
  }

  private Container once() {
    Optional<Container> holder = holder(pop, server);
    Optional<Container> present = PopServers.find(pop, server);
    if (present.isEmpty()) {
      // It may have been between the two when it was looked for.
      return holder.or(() -> holder(pop, server)).map(this::remade).orElseGet(this::remadeByOther);
    }
    Container old = present.get();
    if (isDone(old)) {
      holder.ifPresent(this::delete);
      return old;
    }
    if (holder.isPresent() && !isPlanFor(holder.get(), old)) {
      delete(holder.get());
      holder = Optional.empty();
    }
    Container plan = holder.isPresent() ? holder.get() : plan(old);
    departure.of(old.id());
    return remade(plan);
  }

  private Container remadeByOther() {
    return PopServers.find(pop, server).filter(this::isDone).orElseThrow(this::absent);
  }

  /**
   * The container that holds the plan for a server. On a Pop without labels it may be one that does
   * not hold it yet.
   */
  private static Optional<Container> holder(PopClient pop, String server) {
    return pop.container(Filter.byName(RebuildPlan.holderOf(server)))
        .filter(
            container ->
                RebuildPlan.heldBy(container).isPresent() || !Ownership.hasLabels(container));
  }

  /** Everything of a server that a rebuild may have left, but the server itself. */
  static List<Container> remains(PopClient pop, String server) {
    Optional<Container> holder = holder(pop, server);
    // The plan first: without it, nothing makes the server anew.
    return Stream.concat(
            holder.stream(),
            holder
                .flatMap(RebuildPlan::heldBy)
                .flatMap(plan -> pop.container(Filter.byName(plan.name())))
                .filter(Marks::isAbsentYet)
                .stream())
        .toList();
  }

  private VimDriverException absent() {
    return new VimDriverException(
        "there is no server with id '"
            + server
            + "' in "
            + VimText.of(vim)
            + " to rebuild; launch it anew");
  }

  /** Whether an earlier call of the same has got so far. */
  private boolean isDone(Container container) {
    return Marks.of(container, Marks.SERVER).isPresent()
        && container.status() == ContainerStatus.CREATED
        && container.imageId().equals(image);
  }

  /** A plan may be older than what is there, from a call that broke off. */
  private boolean isPlanFor(Container holder, Container old) {
    ContainerConfig wanted = RebuildPlan.common("", old, image);
    return RebuildPlan.common("", holder, holder.imageId()).equals(wanted)
        && RebuildPlan.heldBy(holder).equals(Optional.of(RebuildPlan.of(old)));
  }

  private Container plan(Container old) {
    try {
      return Marks.create(
          pop,
          RebuildPlan.common(RebuildPlan.holderOf(server), old, image),
          RebuildPlan.of(old).mark());
    } catch (PopException e) {
      throw new VimDriverException(
          "server '" + old.name() + "' is not rebuilt and stays as it is: " + e.getMessage(),
          PopMapping.server(old),
          e);
    }
  }

  private Container remade(Container holder) {
    RebuildPlan plan = RebuildPlan.heldBy(holder).orElseThrow(this::absent);
    Container remade;
    try {
      remade = Marks.create(pop, plan.config(holder, image), plan.marks());
    } catch (PopException e) {
      remade =
          Optional.of(e)
              .filter(refusal -> refusal.code() == PopException.Code.ALREADY_EXISTS)
              .flatMap(refusal -> pop.container(Filter.byName(plan.name())))
              .flatMap(other -> taken(other, plan, holder))
              .orElseThrow(() -> halfway(plan, holder, e));
    }
    delete(holder);
    return remade;
  }

  private void delete(Container holder) {
    try {
      pop.delete(Filter.byId(holder.id()));
    } catch (PopException e) {
      if (e.code() != PopException.Code.NOT_FOUND) {
        LOG.warn(
            "container '{}' is left on the Pop of {} until its server is deleted: {}",
            holder.name(),
            VimText.of(vim),
            e.getMessage());
      }
    }
  }

  /** The container, if another call of the same has made it. */
  private Optional<Container> taken(Container other, RebuildPlan plan, Container holder) {
    if (Marks.serverId(other).equals(server) && other.imageId().equals(image)) {
      return Optional.of(other);
    }
    if (!Marks.isAbsentYet(other) || !other.imageId().equals(image)) {
      return Optional.empty();
    }
    return Optional.of(Marks.complete(pop, other, Marks.environment(holder), plan.marks()));
  }

  private VimDriverException halfway(RebuildPlan plan, Container holder, PopException cause) {
    return new VimDriverException(
        "server '"
            + plan.name()
            + "' was deleted to be made anew, which failed: "
            + cause.getMessage()
            + "; container '"
            + holder.name()
            + "' remembers what it was: rebuild it again, or release it",
        PopServers.missing(holder, plan),
        cause);
  }
}
