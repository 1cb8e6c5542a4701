package org.mano4j.pop.nfv;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.mano4j.messaging.MessageBus;
import org.mano4j.mgmt.MgmtAddresses;
import org.mano4j.mgmt.VimManager;
import org.mano4j.mgmt.VimManagerHandler;
import org.mano4j.mgmt.VimManagerOptions;
import org.mano4j.plugin.PluginContext;
import org.mano4j.plugin.VimDriverException;

/**
 * The mgmt doors of the VIM instances that a driver has been called for, or has heard of from
 * another process of it: one VimManager each, by the VIM's id. Thread-safe; the lock is held around
 * memory only.
 */
final class MgmtDoors {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Doors are closed when nobody knocks, so there is hardly ever anything to wait for. */
  private static final Duration FAREWELL = Duration.ofSeconds(5);

  private final PluginContext plugin;
  private final @Nullable MessageBus plain;
  private final VimManagerOptions options;
  private final int most;
  private final LongSupplier nanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Door> doors = new HashMap<>();
  private boolean closed;

  /**
   * No doors yet.
   *
   * @param plain where queues with plain names may be declared, for connectors of before 5.0; null
   *     for names that the plugin's own bus may declare. The doors close it.
   * @param options of every door
   * @param most doors at a time
   */
  MgmtDoors(
      PluginContext plugin,
      @Nullable MessageBus plain,
      VimManagerOptions options,
      int most,
      LongSupplier nanos) {
    this.plugin = plugin;
    this.plain = plain;
    this.options = options;
    this.most = most;
    this.nanos = nanos;
  }

  /** The mark of the containers that are launched for a VIM instance. */
  Ownership owner(String id) {
    return Ownership.of(plugin.pluginId(), id);
  }

  /** The door of a VIM instance, if it is there. */
  Optional<Door> door(String id) {
    lock.lock();
    try {
      return Optional.ofNullable(doors.get(id));
    } finally {
      lock.unlock();
    }
  }

  /** All doors at this moment. */
  List<Door> doors() {
    lock.lock();
    try {
      return List.copyOf(doors.values());
    } finally {
      lock.unlock();
    }
  }

  /** Whether a door leads to a Pop as that user. */
  boolean leadTo(VimAccess access) {
    return doors().stream().anyMatch(door -> door.way().access().equals(access));
  }

  /**
   * Opens the door of a VIM instance that the driver is called for, or tells an open one where it
   * leads now. Returns when the door is served: whoever learns of a server by an answer of the
   * driver can use it at once.
   *
   * @return what has changed; empty if nothing has
   * @throws VimDriverException if the door cannot be opened
   */
  Optional<Change> open(String id, Door.Way way) {
    Door door;
    Optional<Change> change = Optional.empty();
    Door displaced = null;
    lock.lock();
    try {
      if (closed) {
        return change;
      }
      Door known = doors.get(id);
      if (known == null) {
        door = door(id, way, nanos.getAsLong());
        displaced = makeRoom(way.name());
        doors.put(id, door);
        change = Optional.of(new Change(true, door, Optional.empty()));
      } else {
        door = known;
        Door.Way before = door.way();
        door.lead(way);
        door.seenNow();
        if (!before.access().equals(way.access())) {
          change = Optional.of(new Change(false, door, Optional.of(before.access())));
        }
      }
    } finally {
      lock.unlock();
    }
    if (displaced != null) {
      leave(List.of(displaced));
    }
    if (change.isPresent() && change.get().opened()) {
      start(door);
    }
    await(door);
    return change;
  }

  /** What others only tell of makes room for what the NFVO calls for. */
  private @Nullable Door makeRoom(String name) {
    if (doors.size() < most) {
      return null;
    }
    Door least =
        doors.values().stream()
            .filter(door -> !door.way().called())
            .min(Comparator.comparingLong(door -> door.seen() - nanos.getAsLong()))
            .orElseThrow(
                () ->
                    new VimDriverException(
                        "VIM '"
                            + name
                            + "' cannot be served: this driver serves "
                            + most
                            + " already, which is the most it may; raise max-vims in [pops]"));
    doors.remove(least.id());
    return least;
  }

  /**
   * Opens a door that another process has told of; does nothing if it is open, or there are too
   * many.
   *
   * @param seen when the VIM was last seen
   * @return whether it was opened
   */
  boolean openHeard(String id, Door.Way way, long seen) {
    Door door;
    lock.lock();
    try {
      if (closed || doors.containsKey(id) || doors.size() >= most) {
        return false;
      }
      door = door(id, way, seen);
      doors.put(id, door);
    } finally {
      lock.unlock();
    }
    start(door);
    await(door);
    return true;
  }

  /** Closes the doors of VIMs that nobody has seen since then. */
  List<Door> closeUnseenSince(long time) {
    List<Door> unseen = new ArrayList<>();
    lock.lock();
    try {
      for (Door door : List.copyOf(doors.values())) {
        if (door.seen() - time < 0) {
          doors.remove(door.id());
          unseen.add(door);
        }
      }
    } finally {
      lock.unlock();
    }
    leave(unseen);
    return unseen;
  }

  private static void await(Door door) {
    String name = door.way().name();
    try {
      door.served().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new VimDriverException(
          "cannot serve VIM '"
              + name
              + "' on queue key '"
              + MgmtAddresses.key(door.id())
              + "': "
              + e.getCause().getMessage(),
          e.getCause());
    } catch (TimeoutException e) {
      throw new VimDriverException(
          "the broker did not answer within "
              + PATIENCE.toSeconds()
              + " s when VIM '"
              + name
              + "' was to be served",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new VimDriverException("interrupted before VIM '" + name + "' was served", e);
    }
  }

  private void start(Door door) {
    try {
      door.manager().start();
      door.served().complete(null);
    } catch (RuntimeException e) {
      lock.lock();
      try {
        doors.remove(door.id(), door);
      } finally {
        lock.unlock();
      }
      door.served().completeExceptionally(e);
    }
  }

  private Door door(String id, Door.Way way, long seen) {
    return new Door(id, way, seen, owner(id), nanos, handler -> manager(id, handler));
  }

  private VimManager manager(String id, VimManagerHandler handler) {
    return plain == null
        ? new VimManager(
            plugin.bus(), id, MgmtAddresses.queue(id, plugin.pluginId()), handler, options)
        : new VimManager(plain, id, MgmtAddresses.plainQueue(id), handler, options);
  }

  void close() {
    List<Door> open;
    lock.lock();
    try {
      closed = true;
      open = List.copyOf(doors.values());
      doors.clear();
    } finally {
      lock.unlock();
    }
    close(open);
    if (plain != null) {
      plain.close();
    }
  }

  /** Whoever has knocked in the last moment is answered. */
  private static void leave(Collection<Door> doors) {
    doors.forEach(door -> door.manager().drain(FAREWELL));
    close(doors);
  }

  private static void close(Collection<Door> doors) {
    doors.forEach(door -> door.manager().close());
  }

  /**
   * What a call has changed.
   *
   * @param opened whether the door is a new one
   * @param before what it led to before, if it leads elsewhere now
   */
  record Change(boolean opened, Door door, Optional<VimAccess> before) {}
}
