package org.mano4j.messaging;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many unacknowledged deliveries a channel may have: as many as asked for, and as many again as
 * are parked. The broker hears of changes by tasks of the link's writer, of several at a time in
 * one.
 *
 * <p>What it was told may be a little less than what is wanted, so that a large window is not told
 * of each delivery that is parked: {@code 0 <= wanted - told < step}. It is never more when
 * something is acknowledged, or the place of a delivery that was parked would be given to two
 * others. Since a step is at most half of the prefetch, or one, and {@code wanted} is prefetch and
 * parked, {@code told - parked = prefetch - (wanted - told) > prefetch - step >= 0}: at least one
 * delivery that is not parked has a place.
 */
final class PrefetchWindow {

  private static final Logger log = LoggerFactory.getLogger(AmqpBusConnector.class);

  /** More does not fit into the protocol. */
  private static final int MOST = 65_535;

  /** The part of the window that the broker may be behind. */
  private static final int STEPS = 8;

  private final Channel channel;
  private final AmqpLink link;
  private volatile int prefetch;
  private final AtomicInteger parked = new AtomicInteger();
  private final AtomicBoolean changed = new AtomicBoolean();
  // changed by tasks of the writer alone, once it is set
  private volatile int told;
  private boolean ended;

  PrefetchWindow(Channel channel, AmqpLink link, int prefetch) {
    this.channel = channel;
    this.link = link;
    this.prefetch = prefetch;
  }

  /** The number given, if it can be a prefetch. */
  static int atLeastOne(int prefetch) {
    if (prefetch < 1) {
      throw new IllegalArgumentException("prefetch must be at least 1, not " + prefetch);
    }
    return prefetch;
  }

  /** Tells the broker for the first time. */
  void open() throws IOException {
    int first = wanted();
    told = first;
    link.widened(first);
    channel.basicQos(first, true);
  }

  /** Other than it was opened with. Without a thread now, the next acknowledgement tells of it. */
  void prefetch(int other) {
    prefetch = other;
    try {
      tellIfNeeded();
    } catch (RuntimeException | Error e) {
      log.debug("a window is not told yet that it is to be {}", other, e);
    }
  }

  /** More deliveries are parked, or fewer. */
  void parked(int more) {
    parked.addAndGet(more);
    tellIfNeeded();
  }

  private void tellIfNeeded() {
    if (isTold() || !changed.compareAndSet(false, true)) {
      return;
    }
    try {
      link.writer().execute(this::adjust);
    } catch (RuntimeException | Error e) {
      changed.set(false); // there is no thread now; the next one that is parked asks again
      throw e;
    }
  }

  /** A delivery may be let go of by one thread while another one parks it: never below zero. */
  private int wanted() {
    return (int) Math.min(MOST, (long) prefetch + Math.max(0, parked.get()));
  }

  private int step(int wanted) {
    return Math.max(1, Math.min(wanted / STEPS, prefetch / 2));
  }

  /** Whether the broker need not be told anything. */
  boolean isTold() {
    int wanted = wanted();
    int behind = wanted - told;
    return behind >= 0 && behind < step(wanted);
  }

  /**
   * A task of the writer: tells the broker what has changed. Waits until the broker has answered
   * when it was told before, so the thread that reads from it must not do this.
   */
  void adjust() {
    changed.set(false);
    if (ended || isTold()) {
      return;
    }
    int wanted = wanted();
    // in the middle: neither one more that is parked nor one less has to be told next
    int now = wanted - (step(wanted) - 1) / 2;
    link.widened(now - told);
    told = now;
    try {
      channel.asyncCompletableRpc(
          new AMQP.Basic.Qos.Builder().prefetchCount(now).global(true).build());
    } catch (IOException | RuntimeException e) {
      log.debug("a window stays as it is, the channel is gone: {}", AmqpFailures.text(e));
    }
    // whoever has parked one since looked at what was told before
    tellIfNeeded();
  }

  /** A task of the writer: the channel is gone. */
  void end() {
    if (!ended) {
      ended = true;
      link.widened(-told);
    }
  }
}
