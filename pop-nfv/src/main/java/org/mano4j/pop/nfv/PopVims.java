package org.mano4j.pop.nfv;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.mgmt.VimManagerOptions;
import org.mano4j.plugin.PluginContext;
import org.mano4j.plugin.VimDriverException;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopEndpoint;
import org.mano4j.pop.PopSessions;

/**
 * The VIM instances that a driver is called for: the Pop behind each, and its mgmt door, which is
 * open from the first call on, or from when another process of the driver has told of it. Thread-
 * safe; the lock is held around memory only.
 */
final class PopVims {

  private final Settings settings;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable PopSessions ownSessions;
  private @Nullable VimService service;

  PopVims(Settings settings) {
    this.settings = settings;
  }

  /** The driver runs as a plugin: doors can be opened. */
  void attached(PluginContext context) {
    VimService begun = new VimService(context, settings, this::sessions);
    VimService before;
    lock.lock();
    try {
      before = service;
      service = begun;
    } finally {
      lock.unlock();
    }
    if (before != null) {
      before.close();
    }
    try {
      begun.start();
    } catch (RuntimeException e) {
      detached();
      throw e;
    }
  }

  /** The plugin stops: all doors are closed, and sessions that are nobody else's. */
  void detached() {
    VimService ended;
    PopSessions openSessions;
    lock.lock();
    try {
      ended = service;
      openSessions = ownSessions;
      service = null;
      ownSessions = null;
    } finally {
      lock.unlock();
    }
    if (ended != null) {
      ended.close();
    }
    if (openSessions != null) {
      openSessions.close();
    }
  }

  /**
   * The Pop of a VIM instance; from now on its mgmt door is open too.
   *
   * @throws VimDriverException if the VIM instance does not say enough, or its door cannot be
   *     served
   */
  PopClient pop(VimInstance vim) {
    VimAccess access = VimAccess.of(vim, settings.configured());
    PopClient pop = sessions().client(access.endpoint(), access.credentials());
    VimService running = service();
    String id = vim.id();
    if (running != null && id != null && !id.isEmpty()) {
      running.called(id, vim.name() == null ? id : vim.name(), access, pop);
    }
    return pop;
  }

  /** The mark of containers that are launched for a VIM instance; none if nobody may reach them. */
  Optional<Ownership> owner(VimInstance vim) {
    VimService running = service();
    String id = vim.id();
    return running == null || id == null || id.isEmpty()
        ? Optional.empty()
        : Optional.of(running.owner(id));
  }

  /** The VIM instances with an open door, by id. */
  List<ServedVim> served() {
    VimService running = service();
    if (running == null) {
      return List.of();
    }
    long nanos = settings.nanos().getAsLong();
    Instant now = Instant.now();
    return running.doors().stream()
        .filter(door -> door.served().isDone() && !door.served().isCompletedExceptionally())
        .map(
            door ->
                new ServedVim(
                    door.id(),
                    door.way().name(),
                    door.way().access().endpoint(),
                    now.minus(Duration.ofNanos(Math.max(0, nanos - door.seen()))),
                    door.way().called()))
        .sorted(Comparator.comparing(ServedVim::id))
        .toList();
  }

  /** How many sessions at Pops are open. */
  int openSessions() {
    if (settings.givenSessions() != null) {
      return settings.givenSessions().size();
    }
    lock.lock();
    try {
      return ownSessions == null ? 0 : ownSessions.size();
    } finally {
      lock.unlock();
    }
  }

  /** Closes the doors that are due, and tells the others what was seen; a timer does so, too. */
  void round() {
    VimService running = service();
    if (running != null) {
      running.round();
    }
  }

  private @Nullable VimService service() {
    lock.lock();
    try {
      return service;
    } finally {
      lock.unlock();
    }
  }

  /** Own sessions begin when they are needed, so that a driver may be attached again. */
  private PopSessions sessions() {
    if (settings.givenSessions() != null) {
      return settings.givenSessions();
    }
    lock.lock();
    try {
      PopSessions open = ownSessions;
      if (open == null) {
        open = settings.newSessions().get();
        ownSessions = open;
      }
      return open;
    } finally {
      lock.unlock();
    }
  }

  /**
   * What stays the same.
   *
   * @param configured where and as whom to call a Pop, by the address that a VIM instance gives;
   *     empty for a Pop that the driver's own configuration does not have
   * @param givenSessions somebody else's
   * @param newSessions makes own ones otherwise
   * @param plainQueues where the doors have plain names
   * @param mgmtOptions of every door
   * @param doors which VIM instances have one
   * @param nanos the clock, as {@link System#nanoTime}
   */
  record Settings(
      Function<PopEndpoint, Optional<VimAccess>> configured,
      @Nullable PopSessions givenSessions,
      Supplier<PopSessions> newSessions,
      @Nullable PlainQueues plainQueues,
      VimManagerOptions mgmtOptions,
      DoorOptions doors,
      LongSupplier nanos) {}
}
