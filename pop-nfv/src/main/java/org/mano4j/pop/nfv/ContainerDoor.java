package org.mano4j.pop.nfv;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.vim.Server;
import org.mano4j.mgmt.MgmtCode;
import org.mano4j.mgmt.MgmtException;
import org.mano4j.mgmt.ServerSpec;
import org.mano4j.mgmt.VimConnector;
import org.mano4j.vnfm.VnfmException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One container of a VNF, through the mgmt door of its VIM. Everything here may be done twice, and
 * after a part of it was done; drivers of before mano4j are understood too.
 *
 * @param name of the server, the host name of its VNFC instance
 * @param vim its VIM, as people call it
 */
record ContainerDoor(VimConnector door, String name, String vim) {

  private static final Logger LOG = LoggerFactory.getLogger(MgmtVnfm.class);

  private static final String RUNNING = "RUNNING";
  private static final String EXITED = "EXITED";
  private static final String UNAVAILABLE = "UNAVAILABLE";

  /** What a heal has found. */
  private enum State {
    GONE,
    ENDED,
    RUNNING,
    READY
  }

  /** Fails unless it is there and in a state from which it can be started. */
  void check() {
    Server server = find().orElseThrow(this::missing);
    LOG.debug("{} is {}", this, server.status());
    if (UNAVAILABLE.equals(server.status())) {
      throw failed(UNAVAILABLE, String.valueOf(server.extendedStatus()), null);
    }
  }

  private Optional<Server> find() {
    try {
      return door.check(name);
    } catch (MgmtException e) {
      if (e.code().equals(MgmtCode.SERVER_FAILED)) {
        throw failed("FAILED", e.getMessage(), e);
      }
      throw e;
    }
  }

  private VnfmException missing() {
    return new VnfmException(
        this + " is not there, although the NFVO has allocated it; heal it, or launch it anew");
  }

  private VnfmException failed(String state, String why, @Nullable MgmtException cause) {
    return new VnfmException(this + " is " + state + ": " + why, cause);
  }

  /**
   * Gives it its environment.
   *
   * @param restart whether one that runs with another is stopped for it; else it keeps what it has
   */
  void configure(Map<String, String> environment, boolean restart) {
    try {
      door.addMetadata(name, environment);
    } catch (MgmtException e) {
      if (e.code().equals(MgmtCode.ENDED)) {
        door.renew(name, environment, false);
      } else if (!e.code().equals(MgmtCode.ALREADY_STARTED)) {
        throw e;
      } else if (restart) {
        renewRunning(environment);
      } else {
        LOG.debug("{} runs already and keeps its environment", this);
      }
    }
  }

  private void renewRunning(Map<String, String> environment) {
    try {
      door.renew(name, environment, false);
    } catch (MgmtException e) {
      if (!e.code().equals(MgmtCode.UNKNOWN_FUNCTION)) {
        throw e;
      }
      LOG.warn("{} keeps its environment: its VIM driver is too old to restart it", this);
    }
  }

  /** Starts it; in a new life, if it has ended. One that runs is no error. */
  void start() {
    try {
      door.start(name);
    } catch (MgmtException e) {
      if (!e.code().equals(MgmtCode.ALREADY_STARTED)) {
        throw e;
      }
      // Pops of the first generation say so of ended ones too, which must not pass for started
      if (find().map(Server::status).filter(EXITED::equals).isPresent()) {
        throw failed(
            EXITED, "its VIM driver or Pop is too old to start it again; launch it anew", e);
      }
      LOG.debug("{} runs already", this);
    }
  }

  /** Stops it; one that does not run is no error. */
  void stop() {
    orTooOld("stopped", () -> door.stop(name));
  }

  /** Does what drivers of before mano4j cannot. */
  private void orTooOld(String done, Runnable call) {
    try {
      call.run();
    } catch (MgmtException e) {
      if (!e.code().equals(MgmtCode.UNKNOWN_FUNCTION)) {
        throw e;
      }
      throw new VnfmException(
          this + " is not " + done + ": its VIM driver is too old for that; scale it in", e);
    }
  }

  /** Starts one that was kept in reserve, or is to run again, whatever has become of it. */
  Optional<Server> bringUp(ServerSpec spec) {
    return restore(spec, false);
  }

  /** Has it run anew with this environment, also if it runs. */
  Optional<Server> repair(ServerSpec spec) {
    return restore(spec, true);
  }

  private Optional<Server> restore(ServerSpec spec, boolean anew) {
    State state = state();
    LOG.info("{} is healed; it was {}", this, state);
    switch (state) {
      case GONE -> orTooOld("made anew", () -> door.recreate(spec));
      case ENDED -> renewEnded(spec.metadata());
      case READY -> configure(spec.metadata(), false);
      case RUNNING -> {
        if (!anew) {
          return find();
        }
        orTooOld("stopped for a new life", () -> door.renew(name, spec.metadata(), true));
      }
    }
    start();
    return find();
  }

  /** With an old driver the start says whether a new life is possible at all. */
  private void renewEnded(Map<String, String> environment) {
    try {
      door.renew(name, environment, false);
    } catch (MgmtException e) {
      if (!e.code().equals(MgmtCode.UNKNOWN_FUNCTION)) {
        throw e;
      }
      LOG.debug("{} has a VIM driver that is too old to begin a new life of it", this);
    }
  }

  private State state() {
    try {
      return door.check(name).map(ContainerDoor::state).orElse(State.GONE);
    } catch (MgmtException e) {
      if (e.code().equals(MgmtCode.SERVER_FAILED)) {
        return State.ENDED;
      }
      throw e;
    }
  }

  private static State state(Server server) {
    String status = String.valueOf(server.status());
    return switch (status) {
      case EXITED, "STOPPING" -> State.ENDED;
      case RUNNING -> State.RUNNING;
      default -> State.READY;
    };
  }

  /** Server and VIM, for messages. */
  @Override
  public String toString() {
    return "server '" + name + "' on " + vim;
  }
}
