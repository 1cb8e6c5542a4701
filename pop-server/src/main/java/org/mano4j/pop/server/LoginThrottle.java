package org.mano4j.pop.server;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;

/**
 * Makes those wait who fail to log in.
 *
 * <p>It counts failures by user and peer together, and by peer. A few are free; then every further
 * one doubles the pause before the next attempt, up to a limit, so that nobody is shut out for
 * ever. It does not count by user alone: then anybody, from anywhere, could shut a user out. For
 * the same reason the peer's pause does not concern a user who has logged in from there before.
 * Memory is bounded: beyond the limit the records that are used least are dropped. Thread-safe.
 */
final class LoginThrottle {

  static final int FREE_PER_USER = 5;
  static final int FREE_PER_PEER = 20;
  static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** Failures are forgotten after this long without one. */
  static final Duration MEMORY = Duration.ofMinutes(10);

  private static final Duration FAMILIAR = Duration.ofHours(24);
  private static final int MAX_RECORDS = 10_000;

  private final LongSupplier nanos;
  private final Cache<Pair, Failures> byUser;
  private final Cache<String, Failures> byPeer;
  private final Cache<Pair, Boolean> familiar;

  LoginThrottle(LongSupplier nanos) {
    this.nanos = nanos;
    this.byUser = cache(nanos, MEMORY);
    this.byPeer = cache(nanos, MEMORY);
    this.familiar = cache(nanos, FAMILIAR);
  }

  /**
   * Lets an attempt pass, or refuses it.
   *
   * @param peer see {@link Peer#key}
   * @throws Refusal THROTTLED, with the time to wait
   */
  void admit(String username, String peer) {
    Pair pair = Pair.of(username, peer);
    admit(byUser, pair, FREE_PER_USER);
    if (familiar.getIfPresent(pair) == null) {
      admit(byPeer, peer, FREE_PER_PEER);
    }
  }

  void failed(String username, String peer) {
    failed(byUser, Pair.of(username, peer), FREE_PER_USER);
    failed(byPeer, peer, FREE_PER_PEER);
  }

  /** Forgets the failures of this user, but not those of the peer, who may guess for others. */
  void succeeded(String username, String peer) {
    Pair pair = Pair.of(username, peer);
    byUser.invalidate(pair);
    familiar.put(pair, true);
  }

  /** How many records there are, at most. */
  long size() {
    byUser.cleanUp();
    byPeer.cleanUp();
    familiar.cleanUp();
    return byUser.estimatedSize() + byPeer.estimatedSize() + familiar.estimatedSize();
  }

  private <K> void admit(Cache<K, Failures> records, K key, int free) {
    long now = nanos.getAsLong();
    long[] wait = new long[1];
    records
        .asMap()
        .computeIfPresent(
            key,
            (k, failures) -> {
              wait[0] = failures.count() < free ? 0 : failures.until() - now;
              // One attempt per pause, even if many come before the first has failed.
              return wait[0] > 0 ? failures : failures.pausedFrom(now, free);
            });
    if (wait[0] > 0) {
      Duration left = Duration.ofNanos(wait[0]);
      long seconds = left.plusNanos(999_999_999).toSeconds();
      throw new Refusal(
          Code.RESOURCE_EXHAUSTED,
          PopReason.THROTTLED,
          "too many failed logins from here; try again in " + seconds + " s",
          Map.of("retryAfterSeconds", Long.toString(seconds)));
    }
  }

  private <K> void failed(Cache<K, Failures> records, K key, int free) {
    long now = nanos.getAsLong();
    records
        .asMap()
        .compute(
            key,
            (k, failures) ->
                new Failures(failures == null ? 1 : failures.count() + 1, now)
                    .pausedFrom(now, free));
  }

  private static <K, V> Cache<K, V> cache(LongSupplier nanos, Duration memory) {
    return Caffeine.newBuilder()
        .maximumSize(MAX_RECORDS)
        .expireAfterWrite(memory)
        .ticker(nanos::getAsLong)
        .executor(Runnable::run)
        .build();
  }

  private record Failures(int count, long until) {

    Failures pausedFrom(long now, int free) {
      if (count < free) {
        return this;
      }
      long longest = LONGEST_PAUSE.toNanos();
      int doublings = Math.min(count - free, 10);
      return new Failures(
          count, now + Math.min(longest, Duration.ofSeconds(1).toNanos() << doublings));
    }
  }

  private record Pair(String username, String peer) {

    /** Nobody has a longer name: all of those are one, so that they fill no memory. */
    static Pair of(String username, String peer) {
      return new Pair(username.length() > PopUser.MAX_NAME ? "" : username, peer);
    }
  }
}
