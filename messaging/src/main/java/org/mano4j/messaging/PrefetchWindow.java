package org.mano4j.messaging;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many unacknowledged deliveries a channel may have: as many as asked for, and as many again as
 * are parked. The broker hears of changes by tasks of the link's writer, of several at a time in
 * one.
 */
final class PrefetchWindow {

  private static final Logger log = LoggerFactory.getLogger(AmqpBusConnector.class);

  /** More does not fit into the protocol. */
  private static final int MOST = 65_535;

  private final Channel channel;
  private final Executor writer;
  private final int prefetch;
  private final AtomicInteger parked = new AtomicInteger();
  private final AtomicBoolean changed = new AtomicBoolean();
  // for tasks of the writer alone, once it is set
  private int told;

  PrefetchWindow(Channel channel, Executor writer, int prefetch) {
    this.channel = channel;
    this.writer = writer;
    this.prefetch = prefetch;
  }

  /** Tells the broker for the first time. */
  void open() throws IOException {
    told = size();
    channel.basicQos(told, true);
  }

  /** More deliveries are parked, or fewer. */
  void parked(int more) {
    parked.addAndGet(more);
    if (changed.compareAndSet(false, true)) {
      writer.execute(this::adjust);
    }
  }

  private int size() {
    return (int) Math.min(MOST, (long) prefetch + parked.get());
  }

  private void adjust() {
    changed.set(false);
    int now = size();
    if (now == told) {
      return;
    }
    told = now;
    try {
      channel.asyncCompletableRpc(
          new AMQP.Basic.Qos.Builder().prefetchCount(now).global(true).build());
    } catch (IOException | RuntimeException e) {
      log.debug("a window stays as it is, the channel is gone: {}", AmqpFailures.text(e));
    }
  }
}
