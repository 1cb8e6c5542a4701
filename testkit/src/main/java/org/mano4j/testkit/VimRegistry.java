package org.mano4j.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.messaging.BusException;
import org.mano4j.plugin.VimDriverException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The VIM instances. Calls to one VIM are bounded for each VIM alone, so that a dead one holds up
 * nobody but itself. Thread-safe.
 */
final class VimRegistry {

  private static final Logger log = LoggerFactory.getLogger(VimRegistry.class);

  /** A plugin declares its queue only after it was registered, so the first call may find none. */
  private static final Duration FIRST_PAUSE = Duration.ofMillis(10);

  private static final Duration MOST_PATIENCE = Duration.ofSeconds(5);

  private final Core core;
  private final Identities identities;
  private final Drivers drivers;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Stored> byId = new LinkedHashMap<>();

  VimRegistry(Core core, Identities identities, Drivers drivers) {
    this.core = core;
    this.identities = identities;
    this.drivers = drivers;
  }

  /** A VIM instance and what bounds the calls to it. */
  private static final class Stored {
    private VimInstance vim;
    private final Window grants;
    private final Window servers;

    private Stored(VimInstance vim, Window grants, Window servers) {
      this.vim = vim;
      this.grants = grants;
      this.servers = servers;
    }
  }

  /**
   * Stores a VIM instance, refreshed by its driver if there is one. An NFVO keeps of it what the
   * class of its type has, and nothing else.
   */
  CompletionStage<VimInstance> add(VimInstance vim, boolean driverThere) {
    refuseUnusable(vim);
    VimInstance known = VimKinds.withoutExtensions(vim);
    CompletionStage<VimInstance> seen =
        driverThere
            ? patiently(() -> drivers.refresh(known), FIRST_PAUSE)
                .thenApply(now -> VimKinds.refreshed(known, now))
            : CompletableFuture.completedFuture(known);
    return seen.thenApply(this::store);
  }

  private void refuseUnusable(VimInstance vim) {
    if (vim.name() == null || vim.type() == null || vim.type().isEmpty()) {
      throw new OperationRefused("cannot add a VIM instance without name or type: " + vim);
    }
    refuseSecond(vim);
  }

  private void refuseSecond(VimInstance vim) {
    if (byName(String.valueOf(vim.name())).isPresent()) {
      throw new OperationRefused(
          "cannot add VIM instance " + vim.name() + ": there is one of that name");
    }
  }

  private VimInstance store(VimInstance vim) {
    VimInstance stored =
        VimKinds.withVersion(
            identities.everywhere(vim, VimInstance.class), identities.next(), core.projectId(), 1);
    Executor executor = core.executor();
    lock.lock();
    try {
      refuseSecond(vim);
      byId.put(
          stored.id(),
          new Stored(
              stored,
              new Window(1, executor),
              new Window(core.options().parallelLaunches(), executor)));
      return stored;
    } finally {
      lock.unlock();
    }
  }

  /** Refreshes the VIMs that a plugin serves. */
  void refreshFor(String pluginId) {
    all().stream()
        .filter(vim -> vim.type() != null && ManagerRegistry.serves(pluginId, vim.type()))
        .forEach(
            vim ->
                granting(vim.id(), () -> patiently(() -> refresh(vim.id()), FIRST_PAUSE))
                    .whenComplete((now, failure) -> report(vim, failure)));
  }

  private static void report(VimInstance vim, @Nullable Throwable failure) {
    if (failure != null) {
      log.warn("VIM instance {} was not refreshed: {}", vim.name(), Causes.text(failure));
    }
  }

  /** Asks the driver what the VIM has now, and stores that. */
  CompletionStage<VimInstance> refresh(String id) {
    VimInstance before = get(id);
    return drivers.refresh(before).thenApply(now -> replace(id, now));
  }

  private VimInstance replace(String id, VimInstance seen) {
    lock.lock();
    try {
      Stored stored = byId.get(id);
      VimInstance now =
          identities.everywhere(VimKinds.refreshed(stored.vim, seen), VimInstance.class);
      int version = stored.vim.hbVersion() == null ? 0 : stored.vim.hbVersion();
      stored.vim = VimKinds.withVersion(now, id, core.projectId(), version + 1);
      return stored.vim;
    } finally {
      lock.unlock();
    }
  }

  private CompletionStage<VimInstance> patiently(
      Supplier<CompletionStage<VimInstance>> call, Duration pause) {
    return call.get()
        .handle(
            (vim, failure) -> {
              if (failure == null) {
                return CompletableFuture.completedFuture(vim);
              }
              if (!notThereYet(failure) || pause.compareTo(MOST_PATIENCE) > 0) {
                return CompletableFuture.<VimInstance>failedFuture(Causes.root(failure));
              }
              Executor later =
                  CompletableFuture.delayedExecutor(
                      pause.toMillis(), TimeUnit.MILLISECONDS, core.executor());
              return CompletableFuture.supplyAsync(
                      () -> patiently(call, pause.multipliedBy(2)), later)
                  .thenCompose(again -> again);
            })
        .thenCompose(again -> again);
  }

  private static boolean notThereYet(Throwable failure) {
    Throwable root = Causes.root(failure);
    return root instanceof VimDriverException.Unavailable
        && root.getCause() != null
        && Causes.root(root.getCause()) instanceof BusException.Unroutable;
  }

  /** Makes calls that prepare a VIM for a VNF, one VNF after the other. */
  <T> CompletionStage<T> granting(String id, Supplier<? extends CompletionStage<T>> calls) {
    return stored(id).grants.submit(calls);
  }

  /** Makes a call about a server, a bounded number at a time. */
  <T> CompletionStage<T> onServer(String id, Supplier<? extends CompletionStage<T>> call) {
    return stored(id).servers.submit(call);
  }

  boolean knows(String id) {
    lock.lock();
    try {
      return byId.containsKey(id);
    } finally {
      lock.unlock();
    }
  }

  VimInstance get(String id) {
    lock.lock();
    try {
      return stored(id).vim;
    } finally {
      lock.unlock();
    }
  }

  private Stored stored(String id) {
    lock.lock();
    try {
      Stored stored = byId.get(id);
      if (stored == null) {
        throw new NfvoException("there is no VIM instance with id " + id);
      }
      return stored;
    } finally {
      lock.unlock();
    }
  }

  Optional<VimInstance> byName(String name) {
    return all().stream().filter(vim -> name.equals(vim.name())).findFirst();
  }

  /** In the order in which they were added. */
  List<VimInstance> all() {
    lock.lock();
    try {
      List<VimInstance> vims = new ArrayList<>();
      byId.values().forEach(stored -> vims.add(stored.vim));
      return vims;
    } finally {
      lock.unlock();
    }
  }
}
