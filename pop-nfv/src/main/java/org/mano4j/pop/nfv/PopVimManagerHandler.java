package org.mano4j.pop.nfv;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.mano4j.catalogue.vim.Server;
import org.mano4j.mgmt.MgmtCode;
import org.mano4j.mgmt.MgmtException;
import org.mano4j.mgmt.VimManagerHandler;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopException;

/** The mgmt door of one VIM instance, onto its Pop. */
final class PopVimManagerHandler implements VimManagerHandler {

  private final String vimName;
  private final Supplier<PopClient> pop;

  PopVimManagerHandler(String vimName, Supplier<PopClient> pop) {
    this.vimName = vimName;
    this.pop = pop;
  }

  @Override
  public Optional<Server> check(String serverName) {
    return translated(
        () -> {
          Optional<Container> container = pop.get().container(Filter.byName(serverName));
          if (container.isPresent() && container.get().status() == ContainerStatus.FAILED) {
            throw new MgmtException(
                MgmtCode.SERVER_FAILED,
                "server '"
                    + serverName
                    + "' of VIM '"
                    + vimName
                    + "' has failed: "
                    + container.get().extendedStatus());
          }
          return container.map(PopMapping::server);
        });
  }

  @Override
  public void start(String serverName) {
    translated(
        () -> {
          Filter filter = Filter.byName(serverName);
          return ifNotEnded(filter, () -> pop.get().start(filter));
        });
  }

  @Override
  public void addMetadata(String serverName, Map<String, String> entries) {
    translated(
        () -> {
          Filter filter = Filter.byName(serverName);
          return ifNotEnded(
              filter,
              () -> {
                pop.get().metadata(filter, entries);
                return entries;
              });
        });
  }

  /**
   * A Pop refuses a running and an ended container in the same words, but only the first is what
   * the caller wanted: an ended one that passes for started would be reported ACTIVE.
   */
  private <T> T ifNotEnded(Filter filter, Supplier<T> call) {
    try {
      return call.get();
    } catch (PopException e) {
      if (e.code() == PopException.Code.ALREADY_EXISTS) {
        pop.get()
            .container(filter)
            .filter(container -> container.status() != ContainerStatus.RUNNING)
            .ifPresent(this::refuseEnded);
      }
      throw e;
    }
  }

  private void refuseEnded(Container container) {
    throw new MgmtException(
        MgmtCode.REFUSED,
        "server '"
            + container.name()
            + "' of VIM '"
            + vimName
            + "' has ended ("
            + container.status()
            + ", "
            + container.extendedStatus()
            + ") and cannot be started again; scale it in, or launch the service anew");
  }

  /** Stops a container that runs; any other does not run, which is all that is asked for. */
  @Override
  public void stop(String serverName) {
    translated(
        () -> {
          PopClient client = pop.get();
          Filter filter = Filter.byName(serverName);
          Optional<Container> container = client.container(filter);
          if (container.isEmpty() || container.get().status() == ContainerStatus.RUNNING) {
            client.stop(filter);
          }
          return container;
        });
  }

  /** Runs a call of the Pop and gives its refusal as one of mgmt. */
  private <T> T translated(Supplier<T> call) {
    try {
      return call.get();
    } catch (PopException e) {
      throw new MgmtException(code(e.code()), "VIM '" + vimName + "': " + e.getMessage(), e);
    }
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
