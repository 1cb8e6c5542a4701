package org.mano4j.pop.nfv;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.vim.Server;
import org.mano4j.mgmt.MgmtCode;
import org.mano4j.mgmt.MgmtException;
import org.mano4j.mgmt.ServerSpec;
import org.mano4j.mgmt.VimManagerHandler;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerEvent;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopStream;

/** The mgmt door of one VIM instance, onto the containers on its Pop that were launched for it. */
final class PopVimManagerHandler implements VimManagerHandler {

  /** Longer than the grace of a stop, which is 5 s. */
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);

  /** Longest time to find a container: a caller is told soon that a Pop cannot be reached. */
  static final Duration LOOKING = Duration.ofSeconds(5);

  private final Supplier<String> vimName;
  private final Ownership owner;
  private final Supplier<PopClient> pop;
  private final Duration looking;

  /**
   * A door.
   *
   * @param vimName for messages
   * @param pop asked at each use, since a VIM may move to another Pop or user
   * @param looking longest time to log in, and to find a container; {@link #LOOKING} but in tests
   */
  PopVimManagerHandler(
      Supplier<String> vimName, Ownership owner, Supplier<PopClient> pop, Duration looking) {
    this.vimName = vimName;
    this.owner = owner;
    this.pop = pop;
    this.looking = looking;
  }

  @Override
  public Optional<Server> check(String serverName) {
    return translated(() -> own(serverName).map(PopMapping::server));
  }

  /** Starts a container; one that is being stopped, when it has ended, in a new life. */
  @Override
  public void start(String serverName) {
    translated(() -> settled(serverName));
    onLive(serverName, filter -> pop.get().start(filter));
  }

  @Override
  public void addMetadata(String serverName, Map<String, String> entries) {
    refuseReserved(serverName, entries);
    onLive(serverName, filter -> pop.get().metadata(filter, entries));
  }

  /** Stops a container that runs; any other does not run, which is all that is asked for. */
  @Override
  public void stop(String serverName) {
    translated(
        () -> {
          Container container = required(serverName);
          if (container.status() == ContainerStatus.RUNNING) {
            pop.get().stop(Filter.byId(container.id()));
          }
          return container;
        });
  }

  @Override
  public void reset(String serverName) {
    translated(
        () -> {
          Container container = required(serverName);
          return hasEnded(container) ? reset(container) : container;
        });
  }

  /** Refuses to stop a container for it whose Pop is too old to begin a new life. */
  @Override
  public void renew(String serverName, Map<String, String> entries, boolean always) {
    refuseReserved(serverName, entries);
    translated(
        () -> {
          Container container = settled(serverName);
          if (container.status() == ContainerStatus.RUNNING) {
            if (!always && has(container, entries)) {
              return container;
            }
            if (!Ownership.hasLabels(container)) {
              throw tooOld("server '" + serverName + "' of VIM '" + vimName.get() + "' runs", null);
            }
            pop.get().stop(Filter.byId(container.id()));
            container = settled(serverName);
          }
          if (container.status() == ContainerStatus.STOPPING) {
            throw new MgmtException(
                MgmtCode.UNAVAILABLE,
                "server '"
                    + serverName
                    + "' of VIM '"
                    + vimName.get()
                    + "' was stopped and has not ended yet; try again later");
          }
          if (hasEnded(container)) {
            container = reset(container);
          }
          if (!entries.isEmpty()) {
            pop.get().metadata(Filter.byId(container.id()), entries);
          }
          return container;
        });
  }

  @Override
  public Server recreate(ServerSpec spec) {
    refuseReserved(spec.name(), spec.metadata());
    return PopMapping.server(
        translated(
            () -> {
              looking();
              return new Recreation(pop.get(), vimName.get(), owner, spec).run();
            }));
  }

  private static boolean has(Container container, Map<String, String> entries) {
    return entries.entrySet().stream()
        .allMatch(
            entry ->
                entry.getValue().equals(container.metadata().getOrDefault(entry.getKey(), "")));
  }

  private static void refuseReserved(String serverName, Map<String, String> entries) {
    entries.keySet().stream()
        .filter(Marks::isReserved)
        .findFirst()
        .ifPresent(
            key -> {
              throw new MgmtException(
                  MgmtCode.INVALID,
                  "the key '" + key + "' is reserved; give server '" + serverName + "' another");
            });
  }

  private Container reset(Container container) {
    try {
      return pop.get().reset(Filter.byId(container.id()));
    } catch (PopException e) {
      if (e.code() != PopException.Code.UNIMPLEMENTED) {
        throw e;
      }
      throw tooOld(ended(container), e);
    }
  }

  private static MgmtException tooOld(String state, @Nullable PopException cause) {
    return new MgmtException(
        MgmtCode.REFUSED,
        state
            + ", and its Pop is too old to begin a new life for it; scale it in, or launch the"
            + " service anew",
        cause);
  }

  /**
   * Does something to a container that has not ended. A Pop refuses a running and an ended one in
   * the same words, but only the first is what the caller wanted: an ended one that passes for
   * started would be reported ACTIVE.
   */
  private void onLive(String serverName, Consumer<Filter> call) {
    translated(
        () -> {
          Container container = live(serverName);
          try {
            call.accept(Filter.byId(container.id()));
          } catch (PopException e) {
            if (e.code() == PopException.Code.ALREADY_EXISTS) {
              live(serverName);
            }
            throw e;
          }
          return container;
        });
  }

  /** Waits for the end of a stop, which a Pop answers before it is done. */
  private Container settled(String serverName) {
    Container container = required(serverName);
    if (container.status() != ContainerStatus.STOPPING) {
      return container;
    }
    try (PopStream<ContainerEvent> changes = looking().watch()) {
      CompletableFuture.delayedExecutor(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
          .execute(changes::close);
      // It may have ended before the watch began.
      container = required(serverName);
      while (container.status() == ContainerStatus.STOPPING && changes.hasNext()) {
        Container changed = changes.next().container();
        if (changed != null && changed.id().equals(container.id())) {
          container = changed;
        }
      }
    } catch (PopException e) {
      if (e.code() != PopException.Code.UNIMPLEMENTED) {
        throw e;
      }
    }
    return container;
  }

  private Container live(String serverName) {
    Container container = required(serverName);
    if (hasEnded(container)) {
      throw new MgmtException(MgmtCode.ENDED, ended(container) + "; start it again first");
    }
    return container;
  }

  private Container required(String serverName) {
    return own(serverName)
        .orElseThrow(
            () ->
                new MgmtException(
                    MgmtCode.NOT_FOUND,
                    "there is no server '" + serverName + "' in VIM '" + vimName.get() + "'"));
  }

  private Optional<Container> own(String serverName) {
    Optional<Container> found = looking().container(Filter.byName(serverName));
    if (found.isPresent() && !owner.owns(found.get())) {
      throw new MgmtException(
          MgmtCode.REFUSED,
          "server '"
              + serverName
              + "' on the Pop of VIM '"
              + vimName.get()
              + "' is not touched: this VIM driver has not launched it for that VIM");
    }
    return found;
  }

  /** The Pop, for calls that need not take long. */
  private PopClient looking() {
    PopClient client = pop.get();
    PopClient hasty =
        client.deadline().compareTo(looking) > 0 ? client.withDeadline(looking) : client;
    try {
      hasty.login();
    } catch (PopException e) {
      // Whatever the caller has sent, it is not to blame for the driver's password.
      boolean later = code(e.code()).equals(MgmtCode.UNAVAILABLE);
      throw new MgmtException(later ? MgmtCode.UNAVAILABLE : MgmtCode.REFUSED, text(e), e);
    }
    return hasty;
  }

  private static boolean hasEnded(Container container) {
    return container.status() == ContainerStatus.EXITED
        || container.status() == ContainerStatus.FAILED;
  }

  private String ended(Container container) {
    return "server '"
        + container.name()
        + "' of VIM '"
        + vimName.get()
        + "' has ended ("
        + container.status()
        + ", "
        + container.extendedStatus()
        + ")";
  }

  /** Runs a call of the Pop and gives its refusal as one of mgmt. */
  private <T> T translated(Supplier<T> call) {
    try {
      return call.get();
    } catch (PopException e) {
      throw new MgmtException(code(e.code()), text(e), e);
    }
  }

  private String text(PopException e) {
    return "VIM '" + vimName.get() + "': " + e.getMessage();
  }

  private static MgmtCode code(PopException.Code code) {
    return switch (code) {
      case NOT_FOUND -> MgmtCode.NOT_FOUND;
      case ALREADY_EXISTS -> MgmtCode.ALREADY_STARTED;
      case FAILED_PRECONDITION, PERMISSION_DENIED, UNAUTHENTICATED -> MgmtCode.REFUSED;
      case INVALID_ARGUMENT, OUT_OF_RANGE -> MgmtCode.INVALID;
      case UNAVAILABLE, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED -> MgmtCode.UNAVAILABLE;
      case UNKNOWN, UNIMPLEMENTED, INTERNAL, ABORTED, CANCELLED, DATA_LOSS -> MgmtCode.INTERNAL;
    };
  }
}
