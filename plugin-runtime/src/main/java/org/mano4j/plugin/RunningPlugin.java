package org.mano4j.plugin;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mano4j.messaging.BusState;
import org.mano4j.messaging.DrainReport;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A plugin that is registered and connected: what a {@link VimDriverPlugin} has while it runs. */
final class RunningPlugin {

  private static final Logger log = LoggerFactory.getLogger(VimDriverPlugin.class);
  private static final Duration LAST_CALLS = Duration.ofSeconds(5);

  private final PluginOptions options;
  private final Membership membership;
  private final MessageBus bus;
  private final ScheduledThreadPoolExecutor timer;
  private final @Nullable ThreadPoolExecutor ownWorkers;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile boolean attached;
  private volatile @Nullable Subscription subscription;

  private RunningPlugin(PluginOptions options, Membership membership) {
    this.options = options;
    this.membership = membership;
    this.bus = membership.bus();
    this.timer = new ScheduledThreadPoolExecutor(1, threads(options.pluginId() + "-timer"));
    timer.setRemoveOnCancelPolicy(true);
    this.ownWorkers = options.executor() == null ? workers(options) : null;
  }

  static RunningPlugin start(PluginOptions options) {
    RunningPlugin plugin = new RunningPlugin(options, Membership.join(options));
    try {
      plugin.consume();
    } catch (RuntimeException | Error e) {
      try {
        plugin.close();
      } catch (RuntimeException notClosed) {
        e.addSuppressed(notClosed);
      }
      throw e;
    }
    return plugin;
  }

  private void consume() {
    options.driver().attached(new PluginContext(bus, options.pluginId()));
    attached = true;
    Executor executor = ownWorkers == null ? options.executor() : ownWorkers;
    Bulkhead bulkhead = new Bulkhead(executor, options.workers());
    BoundedCalls calls = new BoundedCalls(bulkhead, timer, options.callLimit());
    Dialect dialect = Dialect.of(options.nfvo());
    subscription =
        bus.consume(
            membership.queue(),
            options.workers(),
            new CallHandler(
                options.pluginId(), options.driver(), calls, dialect, options.metrics()));
    log.info("driver {} takes calls", options.pluginId());
  }

  MessageBus bus() {
    return bus;
  }

  /** The calls first, and then what the driver serves on the bus itself, which calls may open. */
  DrainReport drain(Duration timeout) {
    Subscription current = subscription;
    if (current == null) {
      return new DrainReport(0, 0);
    }
    long begun = System.nanoTime();
    DrainReport calls = current.drain(timeout);
    Duration left = timeout.minusNanos(System.nanoTime() - begun);
    return calls.plus(bus.drain(left.isNegative() ? Duration.ZERO : left));
  }

  /** Tells once if the bus is closed by anybody but {@link #close()}; at once if it is already. */
  void whenLost(Runnable listener) {
    AtomicBoolean told = new AtomicBoolean();
    Consumer<BusState> once =
        state -> {
          if (state == BusState.CLOSED && !closed.get() && told.compareAndSet(false, true)) {
            listener.run();
          }
        };
    bus.onStateChange(once);
    once.accept(bus.state());
  }

  void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    Subscription current = subscription;
    if (current != null) {
      current.close();
    }
    endCalls();
    detach();
    membership.leave(current != null);
    bus.close();
  }

  /** Ends what is left when the bus is gone. The NFVO is not told: it is to know the plugin. */
  void abandon() {
    if (closed.compareAndSet(false, true)) {
      endCalls();
      detach();
    }
  }

  private void endCalls() {
    timer.shutdownNow();
    if (ownWorkers == null) {
      return;
    }
    ownWorkers.shutdownNow();
    try {
      if (!ownWorkers.awaitTermination(LAST_CALLS.toNanos(), TimeUnit.NANOSECONDS)) {
        log.warn(
            "{}: a call has not ended {} s after it was interrupted",
            options.pluginId(),
            LAST_CALLS.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void detach() {
    if (!attached) {
      return;
    }
    try {
      options.driver().detached();
    } catch (RuntimeException e) {
      log.warn("{}: the driver could not be detached", options.pluginId(), e);
    }
  }

  /** The queue is bounded by the bulkhead: every task in it holds one of its places. */
  private static ThreadPoolExecutor workers(PluginOptions options) {
    ThreadPoolExecutor workers =
        new ThreadPoolExecutor(
            options.workers(),
            options.workers(),
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            threads(options.pluginId()));
    workers.allowCoreThreadTimeOut(true);
    return workers;
  }

  private static ThreadFactory threads(String name) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
