package org.mano4j.pop;

import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that are open, at most so many, and the connections under them. One that nobody uses
 * is closed after a time, or when its place is needed; one in use is not. Thread-safe; the lock is
 * held around memory only.
 */
final class OpenSessions {

  private final PopClientOptions options;
  private final Function<PopEndpoint, Optional<PopTls>> tls;
  private final LongSupplier nanos;
  private final Duration goodbye;
  private final @Nullable NetworkThread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<PopEndpoint, PopChannel> channels = new HashMap<>();

  /** Whoever was not used for longest comes first. */
  private final Map<Key, Place> places = new LinkedHashMap<>();

  private boolean closed;

  /** When idle sessions are looked for next; null if none will be due. */
  private @Nullable CompletableFuture<Void> alarm;

  /**
   * None yet.
   *
   * @param goodbye how long a logout may take
   */
  OpenSessions(
      PopClientOptions options,
      Function<PopEndpoint, Optional<PopTls>> tls,
      LongSupplier nanos,
      Duration goodbye) {
    this.options = options;
    this.tls = tls;
    this.nanos = nanos;
    this.goodbye = goodbye;
    this.thread = options.ownThread() ? new NetworkThread() : null;
  }

  /** How this Pop is called. */
  PopClientOptions options(PopEndpoint endpoint) {
    return tls.apply(endpoint).map(options::withTls).orElse(options);
  }

  /**
   * The session of a user.
   *
   * @throws CallFailure if this is closed, or as many sessions as may be are in use
   */
  Lease enter(PopEndpoint endpoint, PopCredentials credentials) {
    Key key = new Key(endpoint, credentials);
    PopClientOptions used = options(endpoint);
    Ending ending = null;
    Place place;
    lock.lock();
    try {
      if (closed) {
        throw new CallFailure(
            Status.UNAVAILABLE.withDescription("the connection was closed by this program"));
      }
      place = places.get(key);
      if (place == null) {
        ending = places.size() < options.maxSessions() ? null : makeRoom();
        PopChannel channel =
            channels.computeIfAbsent(endpoint, e -> new PopChannel(e, used, thread));
        place = new Place(new Session(channel, credentials, used, nanos));
        places.put(key, place);
      }
      place.uses++;
      place.leaving = false;
    } finally {
      lock.unlock();
    }
    if (ending != null) {
      ending.run(goodbye);
    }
    Place entered = place;
    return new Lease(entered.session, () -> leave(key, entered));
  }

  private Ending makeRoom() {
    for (Map.Entry<Key, Place> entry : places.entrySet()) {
      if (entry.getValue().uses == 0) {
        places.remove(entry.getKey());
        return ending(entry.getKey(), entry.getValue());
      }
    }
    throw new CallFailure(
        Status.RESOURCE_EXHAUSTED.withDescription(
            "all "
                + options.maxSessions()
                + " sessions that this program may have at Pops are in use; try again later, or"
                + " raise maxSessions"));
  }

  private void leave(Key key, Place place) {
    Ending ending = null;
    lock.lock();
    try {
      place.uses--;
      place.idleSince = nanos.getAsLong();
      if (places.remove(key, place)) {
        if (place.uses == 0 && place.leaving) {
          ending = ending(key, place);
        } else {
          places.put(key, place);
          awaitIdle(options.idle().toNanos());
        }
      }
    } finally {
      lock.unlock();
    }
    if (ending != null) {
      ending.run(goodbye);
    }
  }

  /** Closes a session as soon as nobody uses it; a call that comes before keeps it. */
  void release(PopEndpoint endpoint, PopCredentials credentials) {
    Key key = new Key(endpoint, credentials);
    Ending ending = null;
    lock.lock();
    try {
      Place place = places.get(key);
      if (place != null && place.uses > 0) {
        place.leaving = true;
      } else if (place != null) {
        places.remove(key);
        ending = ending(key, place);
      }
    } finally {
      lock.unlock();
    }
    if (ending != null) {
      ending.run(goodbye);
    }
  }

  /** Closes what nobody has used for long enough, and looks again when more may be due. */
  void closeIdle() {
    long idle = options.idle().toNanos();
    List<Ending> endings;
    lock.lock();
    try {
      alarm = null;
      long now = nanos.getAsLong();
      endings =
          removed(entry -> entry.getValue().uses == 0 && now - entry.getValue().idleSince >= idle);
      places.values().stream()
          .filter(place -> place.uses == 0)
          .mapToLong(place -> idle - (now - place.idleSince))
          .min()
          .ifPresent(this::awaitIdle);
    } finally {
      lock.unlock();
    }
    endings.forEach(ending -> ending.run(goodbye));
  }

  private void awaitIdle(long inNanos) {
    if (alarm == null && !closed && !options.idle().isZero()) {
      alarm = new CompletableFuture<Void>().completeOnTimeout(null, inNanos, TimeUnit.NANOSECONDS);
      alarm.thenRun(this::closeIdle);
    }
  }

  /** Closes the sessions at a Pop, used or not; the future is done when it was told. */
  CompletableFuture<?> forget(PopEndpoint endpoint) {
    List<Ending> endings;
    lock.lock();
    try {
      endings = removed(entry -> entry.getKey().endpoint().equals(endpoint));
    } finally {
      lock.unlock();
    }
    return all(endings);
  }

  /**
   * Closes all sessions for good; the future is done when all Pops were told, and the own thread
   * has ended.
   */
  CompletableFuture<?> close() {
    List<Ending> endings;
    CompletableFuture<Void> last;
    lock.lock();
    try {
      closed = true;
      last = alarm;
      endings = removed(entry -> true);
    } finally {
      lock.unlock();
    }
    if (last != null) {
      // The timer of the JVM would keep all this until then.
      last.complete(null);
    }
    CompletableFuture<?> told = all(endings);
    return thread == null
        ? told
        : told.handle((done, failure) -> thread.end()).thenCompose(end -> end);
  }

  int size() {
    lock.lock();
    try {
      return places.size();
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /** All log out before the first connection is closed: others may be on the same one. */
  private CompletableFuture<?> all(List<Ending> endings) {
    return CompletableFuture.allOf(
            endings.stream()
                .map(ending -> ending.logout(goodbye))
                .toArray(CompletableFuture<?>[]::new))
        .whenComplete((done, failure) -> endings.forEach(Ending::disconnect));
  }

  private List<Ending> removed(Predicate<Map.Entry<Key, Place>> which) {
    List<Ending> endings = new ArrayList<>();
    Iterator<Map.Entry<Key, Place>> entries = places.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<Key, Place> entry = entries.next();
      if (which.test(entry)) {
        entries.remove();
        endings.add(ending(entry.getKey(), entry.getValue()));
      }
    }
    return endings;
  }

  /**
   * The end of a session that has no place any more; the last one of a Pop takes the connection.
   */
  private Ending ending(Key key, Place place) {
    PopEndpoint endpoint = key.endpoint();
    boolean last = places.keySet().stream().noneMatch(other -> other.endpoint().equals(endpoint));
    return new Ending(place.session, last ? channels.remove(endpoint) : null);
  }

  private record Key(PopEndpoint endpoint, PopCredentials credentials) {}

  /** A session and who uses it; guarded by the lock. */
  private static final class Place {

    final Session session;
    int uses;
    boolean leaving;
    long idleSince;

    Place(Session session) {
      this.session = session;
    }
  }

  private record Ending(Session session, @Nullable PopChannel channel) {

    /** Of a session that nobody uses: another one may be logging out on the connection. */
    void run(Duration goodbye) {
      CompletableFuture<?> last = logout(goodbye);
      if (channel != null) {
        last.whenComplete((done, failure) -> channel.finish());
      }
    }

    CompletableFuture<?> logout(Duration goodbye) {
      return session.end(goodbye);
    }

    void disconnect() {
      if (channel != null) {
        channel.close();
      }
    }
  }
}
