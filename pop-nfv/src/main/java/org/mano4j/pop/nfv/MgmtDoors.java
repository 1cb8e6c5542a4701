package org.mano4j.pop.nfv;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.messaging.MessageBus;
import org.mano4j.mgmt.MgmtAddresses;
import org.mano4j.mgmt.VimManager;
import org.mano4j.mgmt.VimManagerOptions;
import org.mano4j.plugin.PluginContext;
import org.mano4j.plugin.VimDriverException;
import org.mano4j.pop.PopClient;

/**
 * The mgmt doors of the VIM instances that a driver has been called for: one VimManager each, by
 * the VIM's id. A door follows changed credentials and addresses. Thread-safe.
 */
final class MgmtDoors {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final PluginContext plugin;
  private final @Nullable MessageBus plain;
  private final VimManagerOptions options;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Door> doors = new HashMap<>();
  private boolean closed;

  /**
   * No doors yet.
   *
   * @param plain where queues with plain names may be declared, for connectors of before 5.0; null
   *     for names that the plugin's own bus may declare. The doors close it.
   * @param options of every door
   */
  MgmtDoors(PluginContext plugin, @Nullable MessageBus plain, VimManagerOptions options) {
    this.plugin = plugin;
    this.plain = plain;
    this.options = options;
  }

  /** The mark of the containers that are launched for a VIM instance; none if it has no id. */
  Optional<Ownership> owner(VimInstance vim) {
    String id = vim.id();
    return id == null || id.isEmpty()
        ? Optional.empty()
        : Optional.of(Ownership.of(plugin.pluginId(), id));
  }

  /**
   * Opens the door of a VIM instance, or tells an open one which Pop it leads to now. Returns when
   * the door is served: whoever learns of a server by an answer of the driver can use it at once.
   */
  void open(VimInstance vim, PopClient pop) {
    String id = vim.id();
    if (id == null || id.isEmpty()) {
      return;
    }
    Door door;
    boolean opening;
    lock.lock();
    try {
      if (closed) {
        return;
      }
      Door known = doors.get(id);
      opening = known == null;
      door = opening ? door(id, vim.name()) : known;
      door.pop().set(pop);
      doors.put(id, door);
    } finally {
      lock.unlock();
    }
    if (opening) {
      start(id, door);
    }
    await(door, id, vim.name());
  }

  private static void await(Door door, String id, @Nullable String name) {
    try {
      door.served().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new VimDriverException(
          "cannot serve VIM '"
              + name
              + "' on queue key '"
              + MgmtAddresses.key(id)
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

  private void start(String id, Door door) {
    try {
      door.manager().start();
      door.served().complete(null);
    } catch (RuntimeException e) {
      lock.lock();
      try {
        doors.remove(id, door);
      } finally {
        lock.unlock();
      }
      door.served().completeExceptionally(e);
    }
  }

  private Door door(String id, @Nullable String name) {
    AtomicReference<PopClient> pop = new AtomicReference<>();
    PopVimManagerHandler handler =
        new PopVimManagerHandler(
            name == null ? id : name, Ownership.of(plugin.pluginId(), id), pop::get);
    VimManager manager =
        plain == null
            ? new VimManager(
                plugin.bus(), id, MgmtAddresses.queue(id, plugin.pluginId()), handler, options)
            : new VimManager(plain, id, MgmtAddresses.plainQueue(id), handler, options);
    return new Door(manager, pop, new CompletableFuture<>());
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
    open.forEach(door -> door.manager().close());
    if (plain != null) {
      plain.close();
    }
  }

  private record Door(
      VimManager manager, AtomicReference<PopClient> pop, CompletableFuture<Void> served) {}
}
