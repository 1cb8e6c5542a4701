package org.mano4j.pop;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How Pops are called. Begin with {@link #defaults}: later versions may add components.
 *
 * @param deadline how long a call may take, login included, before it fails with {@code
 *     DEADLINE_EXCEEDED}; default 30 s, more than zero
 * @param maxMessageSize largest answer in bytes; a larger one fails with {@code
 *     RESOURCE_EXHAUSTED}; default 64 MiB, enough for some 100,000 containers in the one answer
 *     that Pops of the first generation give
 * @param pageSize how many entries of a list to ask for at once; default 10,000, at least 1. Pops
 *     of the first generation send all at once
 * @param retries how often a request that is safe to repeat is repeated while the Pop is {@code
 *     UNAVAILABLE}, see {@link PopClient}; default 3, 0 for never
 * @param keepAlive how long a connection with calls under way may be silent before the Pop is asked
 *     whether it is still there; default 6 minutes, which every Pop permits; Pops of mano4j permit
 *     30 s, but one that finds itself asked too often ends the connection. At least 10 s; zero for
 *     never
 * @param keepAliveTimeout how long the Pop has for its answer to that, before all calls on the
 *     connection fail with {@code UNAVAILABLE}; default 20 s, more than zero
 * @param tls with what to call all Pops with TLS, whatever the form of their address; null (the
 *     default) to do so only for addresses with {@code https://}, trusting whom the JVM trusts
 * @param maxSessions how many sessions there are at most, at all Pops; default 1000, at least 1. If
 *     all are in use, a call that needs another one fails with {@code RESOURCE_EXHAUSTED}
 * @param idle after which time without a call or stream a session is logged out; default 10
 *     minutes, zero for never
 * @param refusedLoginPause how long a login that the Pop has refused is not tried again with the
 *     same password: calls fail with the same refusal meanwhile. Pops make a user wait who fails
 *     too often, so whatever calls by itself has some seconds here; default zero, for people who
 *     correct a password
 * @param ownThread whether connections have a network thread of their own, which ends with {@link
 *     PopSessions#close}; default false: they share the threads of all gRPC in this JVM. A JVM
 *     waits 0.3 s at its end for threads that are in native code, as those always are, so a program
 *     that makes a few calls and ends itself with {@link System#exit} ends sooner with true
 */
@RecordBuilder
public record PopClientOptions(
    Duration deadline,
    int maxMessageSize,
    int pageSize,
    int retries,
    Duration keepAlive,
    Duration keepAliveTimeout,
    @Nullable PopTls tls,
    int maxSessions,
    Duration idle,
    Duration refusedLoginPause,
    boolean ownThread)
    implements PopClientOptionsBuilder.With {

  private static final Duration LEAST_KEEP_ALIVE = Duration.ofSeconds(10);

  /** Refuses values out of range. */
  public PopClientOptions {
    moreThanZero("deadline", deadline);
    atLeast(1, "maxMessageSize", maxMessageSize);
    atLeast(1, "pageSize", pageSize);
    atLeast(0, "retries", retries);
    Objects.requireNonNull(keepAlive, "keepAlive");
    if (!keepAlive.isZero() && keepAlive.compareTo(LEAST_KEEP_ALIVE) < 0) {
      throw new IllegalArgumentException(
          "keepAlive must be zero (never) or at least 10 s, but is " + keepAlive);
    }
    moreThanZero("keepAliveTimeout", keepAliveTimeout);
    atLeast(1, "maxSessions", maxSessions);
    zeroOrMore("idle", idle);
    zeroOrMore("refusedLoginPause", refusedLoginPause);
  }

  /** All defaults. */
  public static PopClientOptions defaults() {
    return new PopClientOptions(
        Duration.ofSeconds(30),
        64 * 1024 * 1024,
        10_000,
        3,
        Duration.ofMinutes(6),
        Duration.ofSeconds(20),
        null,
        1000,
        Duration.ofMinutes(10),
        Duration.ZERO,
        false);
  }

  private static void zeroOrMore(String what, Duration value) {
    Objects.requireNonNull(value, what);
    if (value.isNegative() || value.compareTo(Duration.ofDays(365)) > 0) {
      throw new IllegalArgumentException(
          what + " must be at least zero and at most a year, but is " + value);
    }
  }

  private static void moreThanZero(String what, Duration value) {
    Objects.requireNonNull(value, what);
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(what + " must be more than zero, but is " + value);
    }
  }

  private static void atLeast(int least, String what, int value) {
    if (value < least) {
      throw new IllegalArgumentException(what + " must be at least " + least + ", but is " + value);
    }
  }
}
