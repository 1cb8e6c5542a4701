package org.mano4j.messaging;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Where a broker is and how an {@link AmqpBusConnector} works with it. Made with {@code
 * AmqpOptionsBuilder}, or from {@link #defaults()} with the {@code with} methods.
 *
 * @param host name or address of the broker; localhost by default
 * @param port its port, from 1 to 65535; 0 (the default) for 5672, or 5671 with TLS
 * @param virtualHost the virtual host; "/" by default
 * @param tls how to encrypt; null (the default) for not at all
 * @param heartbeat how often to show life, from 1 s, in whole seconds; 20 s by default. A peer that
 *     is silent for twice as long counts as gone. The broker may ask for less
 * @param connectTimeout how long one attempt to connect may take, TLS and login included, more than
 *     zero; 10 s by default
 * @param connectAttempts most attempts of the <em>first</em> connect, from 1; 10 by default, about
 *     a minute. A connection that was open before and cannot reach its broker is tried again
 *     without limit
 * @param refusalLimit how long a broker may go on refusing user, virtual host or certificate of a
 *     connection that was open before, until its bus gives up and closes itself; 60 s by default,
 *     zero for the first refusal. Counts from the first refusal; not reaching the broker begins the
 *     count anew. A broker that starts or restores its virtual hosts refuses for some time
 * @param pauses how long to wait between attempts
 * @param confirmTimeout how long the broker may take to confirm a message, more than zero; 30 s by
 *     default. Also how long a message waits while the broker is blocked, before it is refused
 * @param channels most messages that go to the broker alone at a time, each on a channel of its
 *     own, from 1 to 1024; 32 by default. Alone go the first one to an exchange and key, those over
 *     64 KiB, and those with headers; all others to an exchange share one more channel, of which
 *     there are at most as many again. Up to 10,000 more messages are on their way or wait; beyond
 *     them publishing fails with {@link BusException.Refused}
 * @param executor runs the {@link DeliveryHandler}s, as for {@link InMemoryBusOptions}; null (the
 *     default) for daemon threads of the connector's own
 * @param metrics counts what happens; counts nothing by default
 */
@RecordBuilder
@RecordBuilder.Options(useImmutableCollections = false)
public record AmqpOptions(
    String host,
    int port,
    String virtualHost,
    @Nullable TlsOptions tls,
    Duration heartbeat,
    Duration connectTimeout,
    int connectAttempts,
    Duration refusalLimit,
    Pauses pauses,
    Duration confirmTimeout,
    int channels,
    @Nullable Executor executor,
    BusMetrics metrics)
    implements AmqpOptionsBuilder.With {

  private static final int MOST_CHANNELS = 1024;

  /** Refuses impossible values. */
  public AmqpOptions {
    Objects.requireNonNull(virtualHost, "virtualHost");
    Objects.requireNonNull(metrics, "metrics");
    Objects.requireNonNull(pauses, "pauses");
    if (host.isBlank()) {
      throw new IllegalArgumentException("host must name the broker; it is blank");
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be from 0 to 65535, not " + port);
    }
    if (heartbeat.toSeconds() < 1 || heartbeat.toSeconds() > 65_535) {
      throw new IllegalArgumentException("heartbeat must be from 1 s to 65535 s, not " + heartbeat);
    }
    if (connectAttempts < 1) {
      throw new IllegalArgumentException(
          "connectAttempts must be at least 1, not " + connectAttempts);
    }
    if (channels < 1 || channels > MOST_CHANNELS) {
      throw new IllegalArgumentException(
          "channels must be from 1 to " + MOST_CHANNELS + ", not " + channels);
    }
    if (refusalLimit.isNegative()) {
      throw new IllegalArgumentException("refusalLimit must be zero or more, not " + refusalLimit);
    }
    positive("connectTimeout", connectTimeout);
    positive("confirmTimeout", confirmTimeout);
  }

  /** The broker on this machine, not encrypted. */
  public static AmqpOptions defaults() {
    return new AmqpOptions(
        "localhost",
        0,
        "/",
        null,
        Duration.ofSeconds(20),
        Duration.ofSeconds(10),
        10,
        Duration.ofSeconds(60),
        Pauses.defaults(),
        Duration.ofSeconds(30),
        32,
        null,
        BusMetrics.NONE);
  }

  /** The port that is really used. */
  public int effectivePort() {
    if (port != 0) {
      return port;
    }
    return tls == null ? 5672 : 5671;
  }

  /** The broker for messages to people, such as {@code amqps://mq.example:5671 (vhost '/')}. */
  public String address() {
    String scheme = tls == null ? "amqp" : "amqps";
    return scheme + "://" + host + ":" + effectivePort() + " (vhost '" + virtualHost + "')";
  }

  private static void positive(String what, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(what + " must be more than zero, not " + value);
    }
  }
}
