package org.mano4j.vnfm;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many requests a manager has in work at a time when nobody has said it: one for each worker,
 * and as many more as it gets done in 25 ms, at most eight for each worker. So requests that are
 * done at once do not wait for the broker one after the other, and those that take long wait in the
 * queue, where replicas can take them. When requests that take long follow on quick ones, those
 * that were taken by then wait here.
 *
 * <p>It looks every 100 ms how many were done, for as long as there are any, and not at all while
 * there are none. A higher rate counts at once. A lower one halves the difference each time, so
 * that a pause of the JVM costs little, and a manager that has nothing done any more is back at its
 * workers within a second.
 */
final class Headroom {

  private static final Logger log = LoggerFactory.getLogger(VnfmRuntime.class);

  /** Most requests in work for each worker, besides the one that it is at. */
  private static final int MOST = 8;

  /** How often to look. */
  static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** How much work there may be besides what the workers are at. */
  private static final long AHEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

  private final int workers;
  private final LongSupplier nanoTime;
  private final Consumer<Runnable> soon;
  private final IntConsumer window;
  private final AtomicLong done = new AtomicLong();
  private final AtomicBoolean looking = new AtomicBoolean();
  // for whoever looks, one after the other
  private long since;
  private long counted;
  private int more;
  private int told;

  /**
   * Begins at the workers.
   *
   * @param soon runs a task after {@link #LOOK_NANOS}; may reject it when the manager has ended
   * @param window told of each other number of requests
   */
  Headroom(int workers, LongSupplier nanoTime, Consumer<Runnable> soon, IntConsumer window) {
    this.workers = workers;
    this.nanoTime = nanoTime;
    this.soon = soon;
    this.window = window;
    this.told = workers;
  }

  /** A request was answered. */
  void done() {
    done.incrementAndGet();
    if (!looking.get() && looking.compareAndSet(false, true)) {
      since = nanoTime.getAsLong();
      lookSoon();
    }
  }

  private void lookSoon() {
    try {
      soon.accept(this::look);
    } catch (RuntimeException | Error e) {
      // the manager ends, or there is no thread; whoever is done next asks again
      looking.set(false);
      log.debug("nobody looks how many requests are done", e);
    }
  }

  private void look() {
    long now = nanoTime.getAsLong();
    long all = done.get();
    more = next(all - counted, Math.max(1, now - since));
    boolean idle = all == counted;
    since = now;
    counted = all;
    tell(workers + more);
    if (idle && told == workers) {
      looking.set(false);
      // one that was done just now has seen that somebody looks
      if (done.get() == counted || !looking.compareAndSet(false, true)) {
        return;
      }
    }
    lookSoon();
  }

  private int next(long lately, long nanos) {
    long rate = (long) (lately * ((double) AHEAD_NANOS / nanos));
    int latest = (int) Math.min(rate, (long) MOST * workers);
    return Math.max(latest, (more + latest) / 2);
  }

  private void tell(int requests) {
    if (requests == told) {
      return;
    }
    try {
      window.accept(requests);
      told = requests;
    } catch (RuntimeException | Error e) {
      // such as one of a channel of somebody else; the next look tells it again
      log.debug("the number of requests in work stays at {}", told, e);
    }
  }
}
