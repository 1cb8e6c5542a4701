package org.mano4j.pop.nfv;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.mgmt.VimManagerOptions;
import org.mano4j.plugin.PluginContext;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopEndpoint;
import org.mano4j.pop.PopSessions;

/**
 * The VIM instances that a driver is called for: the Pop behind each, and its mgmt door, which is
 * open from the first call on. Thread-safe.
 */
final class PopVims {

  private final Function<PopEndpoint, Optional<PopCredentials>> configured;
  private final @Nullable PopSessions givenSessions;
  private final @Nullable PlainQueues plainQueues;
  private final VimManagerOptions mgmtOptions;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable PopSessions ownSessions;
  private @Nullable MgmtDoors doors;

  PopVims(
      Function<PopEndpoint, Optional<PopCredentials>> configured,
      @Nullable PopSessions givenSessions,
      @Nullable PlainQueues plainQueues,
      VimManagerOptions mgmtOptions) {
    this.configured = configured;
    this.givenSessions = givenSessions;
    this.plainQueues = plainQueues;
    this.mgmtOptions = mgmtOptions;
  }

  /** The driver runs as a plugin: doors can be opened. */
  void attached(PluginContext context) {
    MgmtDoors opened =
        new MgmtDoors(
            context,
            plainQueues == null ? null : plainQueues.open(context.pluginId() + "-vim-mgmt"),
            mgmtOptions);
    lock.lock();
    try {
      doors = opened;
    } finally {
      lock.unlock();
    }
  }

  /** The plugin stops: all doors are closed, and sessions that are nobody else's. */
  void detached() {
    MgmtDoors openDoors;
    PopSessions openSessions;
    lock.lock();
    try {
      openDoors = doors;
      openSessions = ownSessions;
      doors = null;
      ownSessions = null;
    } finally {
      lock.unlock();
    }
    if (openDoors != null) {
      openDoors.close();
    }
    if (openSessions != null) {
      openSessions.close();
    }
  }

  /** The Pop of a VIM instance; from now on its mgmt door is open too. */
  PopClient pop(VimInstance vim) {
    VimAccess access = VimAccess.of(vim, configured);
    PopClient pop;
    MgmtDoors open;
    lock.lock();
    try {
      pop = sessions().client(access.endpoint(), access.credentials());
      open = doors;
    } finally {
      lock.unlock();
    }
    if (open != null) {
      open.open(vim, pop);
    }
    return pop;
  }

  /** The mark of containers that are launched for a VIM instance; none if nobody may reach them. */
  Optional<Ownership> owner(VimInstance vim) {
    lock.lock();
    try {
      return doors == null ? Optional.empty() : doors.owner(vim);
    } finally {
      lock.unlock();
    }
  }

  /** Own sessions begin when they are needed, so that a driver may be attached again. */
  private PopSessions sessions() {
    if (givenSessions != null) {
      return givenSessions;
    }
    if (ownSessions == null) {
      ownSessions = PopSessions.create();
    }
    return ownSessions;
  }
}
