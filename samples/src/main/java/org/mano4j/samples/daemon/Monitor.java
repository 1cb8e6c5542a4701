package org.mano4j.samples.daemon;

import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells others how a program is, as long as it lives: over HTTP if asked, and at a socket. */
final class Monitor implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Monitor.class);

  private final @Nullable HealthSocket socket;
  private final @Nullable HttpMonitor http;

  private Monitor(@Nullable HealthSocket socket, @Nullable HttpMonitor http) {
    this.socket = socket;
    this.http = http;
  }

  /**
   * Begins. A port that was asked for has to be free; without its socket a program goes on.
   *
   * @throws IllegalStateException with a sentence, if it cannot listen
   */
  static Monitor open(MonitorKeys keys, Supplier<Health> health, Meters meters) {
    HttpMonitor http =
        keys.listen() == null ? null : HttpMonitor.open(keys.listen(), health, meters);
    return new Monitor(socket(keys, health), http);
  }

  private static @Nullable HealthSocket socket(MonitorKeys keys, Supplier<Health> health) {
    if (keys.socket() == null) {
      return null;
    }
    try {
      return HealthSocket.open(keys.socket(), health);
    } catch (IOException | RuntimeException e) {
      LOG.warn(
          "--health will not find this program: it cannot listen at {}: {}; name another place"
              + " with socket in [monitor]",
          keys.socket(),
          e.getMessage());
      return null;
    }
  }

  @Override
  public String toString() {
    return "socket %s and HTTP %s"
        .formatted(socket == null ? "off" : "on", http == null ? "off" : "on");
  }

  @Override
  public void close() {
    if (http != null) {
      http.close();
    }
    if (socket != null) {
      socket.close();
    }
  }
}
