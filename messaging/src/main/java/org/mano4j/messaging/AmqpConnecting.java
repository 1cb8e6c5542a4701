package org.mano4j.messaging;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Brings connections about, as patiently as wanted. */
class AmqpConnecting {

  private static final Logger log = LoggerFactory.getLogger(AmqpBusConnector.class);

  /** What a broker can deliver at all; one message over the client's limit ends the connection. */
  private static final int MOST_RECEIVED = 512 * 1024 * 1024;

  private final AmqpOptions options;
  private final BusCredentials credentials;
  private final AmqpThreads threads;

  AmqpConnecting(AmqpOptions options, BusCredentials credentials, AmqpThreads threads) {
    this.options = options;
    this.credentials = credentials;
    this.threads = threads;
  }

  /** The first connection. */
  Connected first(String name) {
    for (int attempt = 1; ; attempt++) {
      try {
        return connect(name);
      } catch (BusException.Unreachable e) {
        if (attempt >= options.connectAttempts()) {
          String attempts = attempt == 1 ? " (1 attempt)" : " (" + attempt + " attempts)";
          throw new BusException.Unreachable(e.getMessage() + attempts, e);
        }
        Duration pause = options.pauses().after(attempt, ThreadLocalRandom.current());
        log.warn(
            "{}; retrying in {} ms ({} of {})",
            e.getMessage(),
            pause.toMillis(),
            attempt + 1,
            options.connectAttempts());
        sleep(pause, e);
      }
    }
  }

  /**
   * A connection in place of one that was lost.
   *
   * @param life of the bus: a closed one wants no connection
   * @throws BusException.Denied if the broker has refused for as long as the options allow
   * @throws BusException.Closed if the bus was closed meanwhile, or the thread interrupted
   */
  Connected again(String name, BusLife life) {
    Refusals refusals = new Refusals(options.refusalLimit());
    for (int attempt = 1; life.state() != BusState.CLOSED; attempt++) {
      Duration pause = options.pauses().after(attempt, ThreadLocalRandom.current());
      BusException reason;
      try {
        return connect(name);
      } catch (BusException.Denied e) {
        pause = refusals.refused(e, pause);
        reason = e;
      } catch (BusException e) {
        refusals.interrupted();
        reason = e;
      }
      log.atLevel(life.state() == BusState.CLOSING ? Level.DEBUG : Level.WARN)
          .log("bus '{}': {}; retrying in {} ms", name, reason.getMessage(), pause.toMillis());
      try {
        life.pause(pause);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw reason;
      }
    }
    throw life.closed();
  }

  private static void sleep(Duration pause, BusException reason) {
    try {
      TimeUnit.NANOSECONDS.sleep(pause.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw reason;
    }
  }

  /**
   * One attempt.
   *
   * @throws BusException if it fails
   */
  Connected connect(String name) {
    AtomicReference<@Nullable Socket> socket = new AtomicReference<>();
    try {
      ConnectionFactory factory = new ConnectionFactory();
      factory.setHost(options.host());
      factory.setPort(options.effectivePort());
      factory.setVirtualHost(options.virtualHost());
      factory.setUsername(credentials.username());
      factory.setPassword(credentials.password());
      factory.setRequestedHeartbeat((int) options.heartbeat().toSeconds());
      factory.setConnectionTimeout(millis(options.connectTimeout()));
      factory.setHandshakeTimeout(millis(options.connectTimeout()));
      factory.setChannelRpcTimeout(millis(options.confirmTimeout()));
      factory.setAutomaticRecoveryEnabled(false);
      factory.setTopologyRecoveryEnabled(false);
      factory.setMaxInboundMessageBodySize(MOST_RECEIVED);
      factory.setThreadFactory(threads.factory);
      factory.setSharedExecutor(threads.dispatch);
      factory.setExceptionHandler(new QuietExceptionHandler());
      TlsOptions tls = options.tls();
      if (tls != null) {
        // useSslProtocol would always look at the name
        factory.setSocketFactory(TlsContext.of(tls).getSocketFactory());
        if (tls.verifyHost()) {
          factory.enableHostnameVerification();
        }
      }
      factory.setSocketConfigurator(factory.getSocketConfigurator().andThen(socket::set));
      Connection connection = factory.newConnection(name);
      return new Connected(connection, Objects.requireNonNull(socket.get(), "socket"));
    } catch (IOException | TimeoutException | RuntimeException e) {
      if (e instanceof BusException known) {
        throw known;
      }
      TlsOptions tls = options.tls();
      Throwable reason = tls == null ? e : TlsRefusal.behind(e, options, tls);
      throw AmqpFailures.connect(options, credentials, reason);
    } catch (Error e) {
      // such as no thread to be had
      abandon(socket.get());
      throw e;
    }
  }

  private static void abandon(@Nullable Socket socket) {
    if (socket == null) {
      return;
    }
    try {
      socket.close();
    } catch (IOException e) {
      log.debug("a socket did not end in an orderly way", e);
    }
  }

  private static int millis(Duration duration) {
    return (int) Math.min(Integer.MAX_VALUE, Math.max(1, duration.toMillis()));
  }
}
