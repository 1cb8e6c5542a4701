package org.mano4j.pop.server;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the platform for networks and addresses from time to time, on a thread of its own. */
final class NetworkRefresh implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(NetworkRefresh.class);

  private final NetworkCatalog catalog;
  private final ScheduledExecutorService timer;

  private NetworkRefresh(NetworkCatalog catalog, ScheduledExecutorService timer) {
    this.catalog = catalog;
    this.timer = timer;
  }

  /**
   * Begins.
   *
   * @param pause between the end of one time and the begin of the next
   */
  static NetworkRefresh begin(NetworkCatalog catalog, Duration pause, String threadName) {
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, threadName);
              thread.setDaemon(true);
              return thread;
            });
    NetworkRefresh refresh = new NetworkRefresh(catalog, timer);
    long nanos = pause.toNanos();
    timer.scheduleWithFixedDelay(refresh::run, nanos, nanos, TimeUnit.NANOSECONDS);
    return refresh;
  }

  private void run() {
    try {
      catalog.refreshAll();
    } catch (RuntimeException | Error e) {
      LOG.warn("the platform does not tell its networks: {}; asked again later", e.getMessage());
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
