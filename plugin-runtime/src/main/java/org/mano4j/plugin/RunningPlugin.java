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
import org.jspecify.annotations.Nullable;
import org.mano4j.messaging.BusException;
import org.mano4j.messaging.DrainReport;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.QueueSpec;
import org.mano4j.messaging.Subscription;
import org.mano4j.messaging.nfvo.NfvoAddresses;
import org.mano4j.messaging.nfvo.NfvoRegistration;
import org.mano4j.messaging.nfvo.Registration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A plugin that is registered and connected: what a {@link VimDriverPlugin} has while it runs. */
final class RunningPlugin {

  private static final Logger log = LoggerFactory.getLogger(VimDriverPlugin.class);
  private static final Duration LAST_CALLS = Duration.ofSeconds(5);

  private final PluginOptions options;
  private final Registration registration;
  private final MessageBus bus;
  private final ScheduledThreadPoolExecutor timer;
  private final @Nullable ThreadPoolExecutor ownWorkers;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile boolean attached;
  private volatile @Nullable Subscription subscription;

  private RunningPlugin(PluginOptions options, Registration registration, MessageBus bus) {
    this.options = options;
    this.registration = registration;
    this.bus = bus;
    this.timer = new ScheduledThreadPoolExecutor(1, threads(options.pluginId() + "-timer"));
    timer.setRemoveOnCancelPolicy(true);
    this.ownWorkers = options.executor() == null ? workers(options) : null;
  }

  static RunningPlugin start(PluginOptions options) {
    Registration registration =
        NfvoRegistration.registerPlugin(
            options.connector(),
            options.registrationUser(),
            options.pluginId(),
            options.registration());
    RunningPlugin plugin = new RunningPlugin(options, registration, open(options, registration));
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

  /** An NFVO must not keep a plugin that nobody serves. */
  private static MessageBus open(PluginOptions options, Registration registration) {
    try {
      return options.connector().open(registration.credentials(), options.pluginId());
    } catch (RuntimeException | Error e) {
      try {
        deregisterAsSharedUser(options, registration);
      } catch (BusException notTold) {
        e.addSuppressed(notTold);
      }
      throw e;
    }
  }

  private void consume() {
    options.driver().attached(new PluginContext(bus, options.pluginId()));
    attached = true;
    Executor executor = ownWorkers == null ? options.executor() : ownWorkers;
    Bulkhead bulkhead = new Bulkhead(executor, options.workers());
    BoundedCalls calls = new BoundedCalls(bulkhead, timer, options.callLimit());
    subscription =
        bus.consume(
            QueueSpec.named(options.pluginId(), NfvoAddresses.EXCHANGE),
            options.workers(),
            new CallHandler(options.pluginId(), options.driver(), calls, options.metrics()));
    log.info("driver {} takes calls", options.pluginId());
  }

  MessageBus bus() {
    return bus;
  }

  DrainReport drain(Duration timeout) {
    Subscription current = subscription;
    return current == null ? new DrainReport(0, 0) : current.drain(timeout);
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
    deregister();
    bus.close();
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

  /** Deregistering cuts off every process that serves the same plugin id. */
  private void deregister() {
    try {
      if (subscription == null) {
        // it never took calls, and its own connection may be the reason
        deregisterAsSharedUser(options, registration);
      } else if (servedByOthers()) {
        log.info("{} is still served by another process, and stays registered", options.pluginId());
      } else {
        NfvoRegistration.deregister(bus, registration, options.registration().timeout());
      }
    } catch (BusException e) {
      log.warn("{}: the NFVO was not told to forget it: {}", options.pluginId(), e.getMessage());
    }
  }

  private boolean servedByOthers() {
    return bus.inspect(options.pluginId()).filter(queue -> queue.consumers() > 0).isPresent();
  }

  private static void deregisterAsSharedUser(PluginOptions options, Registration registration) {
    NfvoRegistration.deregister(
        options.connector(), options.registrationUser(), registration, options.registration());
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
