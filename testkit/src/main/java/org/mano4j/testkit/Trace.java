package org.mano4j.testkit;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mano4j.testkit.TraceEntry.Direction;
import org.mano4j.testkit.TraceEntry.Kind;

/**
 * Every message an orchestrator has sent or received, without content, and so without secrets. Its
 * text is a table. The assertions throw an {@link AssertionError} that ends with that table.
 * Thread-safe; what it returns are copies.
 */
public final class Trace {

  /** Most messages about a service, and about none, in the report of a failure. */
  private static final int SHOWN = 40;

  private final Clock clock;
  private final int limit;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<TraceEntry> entries = new ArrayDeque<>();
  private long count;

  /**
   * An empty trace.
   *
   * @param limit most entries to keep, from 1; older ones are dropped
   */
  Trace(Clock clock, int limit) {
    this.clock = clock;
    this.limit = limit;
  }

  /** What a message is about. */
  record About(
      String address,
      String what,
      @Nullable String nsrId,
      @Nullable String subject,
      @Nullable String server) {

    /** About no server in particular. */
    About(String address, String what, @Nullable String nsrId, @Nullable String subject) {
      this(address, what, nsrId, subject, null);
    }
  }

  /** Notes a message that goes out and wants an answer, or wants none. */
  long sent(Kind kind, About about, int size, @Nullable String correlationId) {
    return add(Direction.SENT, kind, about, size, correlationId, null, null);
  }

  /** Notes a message that came in and is no answer. */
  long received(Kind kind, About about, int size, @Nullable String correlationId) {
    return add(Direction.RECEIVED, kind, about, size, correlationId, null, null);
  }

  /** Notes an answer that goes out. */
  void replied(About about, int size, long request) {
    add(Direction.SENT, Kind.ANSWER, about, size, null, request, null);
  }

  /** Notes an answer that came in. */
  void answered(About about, int size, long request) {
    add(Direction.RECEIVED, Kind.ANSWER, about, size, null, request, null);
  }

  /** Notes that something did not go its usual way. */
  void note(Direction direction, About about, long request, String note) {
    add(direction, Kind.ANSWER, about, 0, null, request, note);
  }

  private long add(
      Direction direction,
      Kind kind,
      About about,
      int size,
      @Nullable String correlationId,
      @Nullable Long answers,
      @Nullable String note) {
    lock.lock();
    try {
      count++;
      if (entries.size() == limit) {
        entries.remove();
      }
      entries.add(
          new TraceEntry(
              count,
              clock.instant(),
              direction,
              kind,
              about.address(),
              about.what(),
              about.nsrId(),
              about.subject(),
              size,
              correlationId,
              answers,
              note,
              about.server()));
      return count;
    } finally {
      lock.unlock();
    }
  }

  /** All messages, oldest first. */
  public List<TraceEntry> entries() {
    lock.lock();
    try {
      return List.copyOf(entries);
    } finally {
      lock.unlock();
    }
  }

  /** How many messages there were, also those that are no longer kept. */
  public long count() {
    lock.lock();
    try {
      return count;
    } finally {
      lock.unlock();
    }
  }

  /** Actions that were sent for the VNFRs of that name, in order, such as INSTANTIATE. */
  public List<String> actions(String vnfr) {
    return what(e -> e.isRequestSent() && e.nsrId() != null && vnfr.equals(e.subject()));
  }

  /** Actions that were sent for the VNFR of that name in one service, in order. */
  public List<String> actions(String nsrId, String vnfr) {
    return what(e -> e.isRequestSent() && nsrId.equals(e.nsrId()) && vnfr.equals(e.subject()));
  }

  /** Methods that were called on the driver of the VIM instance of that name, in order. */
  public List<String> driverCalls(String vim) {
    return what(e -> e.isRequestSent() && e.nsrId() == null && vim.equals(e.subject()));
  }

  private List<String> what(Predicate<TraceEntry> which) {
    return entries().stream().filter(which).map(TraceEntry::what).toList();
  }

  /**
   * Asserts that exactly these actions were sent for the VNFRs of that name, in this order.
   *
   * @throws AssertionError otherwise, with the trace
   */
  public void assertActions(String vnfr, String... expected) {
    List<String> actual = actions(vnfr);
    if (!actual.equals(List.of(expected))) {
      throw failed("expected for " + vnfr + " " + List.of(expected) + " but sent " + actual);
    }
  }

  /**
   * Asserts that the message was sent for the first VNFR, and that for the second only after it. No
   * message comes before itself.
   *
   * @throws AssertionError otherwise, with the trace
   */
  public void assertBefore(
      String firstVnfr, String firstAction, String thenVnfr, String thenAction) {
    long first = firstSent(firstVnfr, firstAction);
    long then = firstSent(thenVnfr, thenAction);
    if (first == then) {
      throw failed(firstAction + " for " + firstVnfr + " is one message, not two in an order");
    }
    if (first > then) {
      throw failed(
          firstAction + " for " + firstVnfr + " came after " + thenAction + " for " + thenVnfr);
    }
  }

  /**
   * Asserts that no request with that action or method was sent.
   *
   * @throws AssertionError otherwise, with the trace
   */
  public void assertNeverSent(String what) {
    if (entries().stream().anyMatch(e -> e.isRequestSent() && e.what().equals(what))) {
      throw failed(what + " was sent");
    }
  }

  private long firstSent(String vnfr, String action) {
    return entries().stream()
        .filter(e -> e.isRequestSent() && vnfr.equals(e.subject()) && action.equals(e.what()))
        .findFirst()
        .orElseThrow(() -> failed(action + " was not sent for " + vnfr))
        .number();
  }

  private AssertionError failed(String why) {
    return new AssertionError(why + "; the messages were:\n" + this);
  }

  /**
   * A table of the last messages about a service, and of those about none, such as calls of drivers
   * and registrations, that came after the first of these.
   */
  String about(String nsrId) {
    List<TraceEntry> all = entries();
    List<TraceEntry> own = last(all.stream().filter(e -> nsrId.equals(e.nsrId())).toList());
    long first = own.isEmpty() ? Long.MAX_VALUE : own.get(0).number();
    List<TraceEntry> ofNone =
        last(all.stream().filter(e -> e.nsrId() == null && e.number() > first).toList());
    List<TraceEntry> shown =
        Stream.concat(own.stream(), ofNone.stream())
            .sorted(Comparator.comparingLong(TraceEntry::number))
            .toList();
    return TraceTable.of(shown, shown.size())
        + "%n(%d messages of %d; the trace of the orchestrator has the others)"
            .formatted(shown.size(), count());
  }

  private static List<TraceEntry> last(List<TraceEntry> entries) {
    return entries.subList(Math.max(0, entries.size() - SHOWN), entries.size());
  }

  /** A table, one line per message. */
  @Override
  public String toString() {
    return TraceTable.of(entries(), count());
  }
}
