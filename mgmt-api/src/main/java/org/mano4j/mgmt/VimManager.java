package org.mano4j.mgmt;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.mano4j.messaging.BusException;
import org.mano4j.messaging.Delivery;
import org.mano4j.messaging.DeliveryHandler;
import org.mano4j.messaging.DrainReport;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.QueueSpec;
import org.mano4j.messaging.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the calls of {@link VimConnector}s for one VIM instance. The bus belongs to somebody else
 * and stays open. Thread-safe.
 *
 * <p>Every request gets an answer, also one that cannot be read or takes too long, and is
 * acknowledged after it. When as many calls as it handles at a time were answered for and do not
 * end, further ones are answered with {@link MgmtCode#UNAVAILABLE} at once. The queue vanishes with
 * its last manager; requests that have begun then are lost, which their callers notice by their
 * timeout. Managers in several processes may share a queue.
 */
public final class VimManager implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(VimManager.class);
  private static final long KEEP_IDLE_THREADS_SECONDS = 10;

  private final MessageBus bus;
  private final String vimId;
  private final String queue;
  private final MgmtDispatcher dispatcher;
  private final int parallelism;
  private final Duration callLimit;
  private final MgmtResponse late;
  private final MgmtMetrics metrics;
  private final Executor executor;
  private final @Nullable ExecutorService ownExecutor;

  /** Calls that were answered for and still hold a thread, or wait for one. */
  private final AtomicInteger overdue = new AtomicInteger();

  private final ReentrantLock lock = new ReentrantLock();
  private State state = State.NEW;
  private @Nullable Subscription subscription;

  private enum State {
    NEW,
    STARTED,
    CLOSED
  }

  /** A manager with default options. */
  public VimManager(MessageBus bus, String vimId, String queue, VimManagerHandler handler) {
    this(bus, vimId, queue, handler, VimManagerOptions.defaults());
  }

  /**
   * A manager; it serves from {@link #start} on.
   *
   * @param vimId id of the VIM instance in the NFVO: up to 200 bytes of UTF-8, without blanks,
   *     control characters, {@code *} and {@code #}
   * @param queue name of its queue: {@link MgmtAddresses#queue}, or {@link
   *     MgmtAddresses#plainQueue} for connectors of before 5.0. One VIM has one or the other: on
   *     both, every request would be handled twice.
   */
  public VimManager(
      MessageBus bus,
      String vimId,
      String queue,
      VimManagerHandler handler,
      VimManagerOptions options) {
    this.bus = Objects.requireNonNull(bus, "bus");
    this.vimId = MgmtAddresses.checked(vimId);
    this.queue = Objects.requireNonNull(queue, "queue");
    this.dispatcher = new MgmtDispatcher(vimId, Objects.requireNonNull(handler, "handler"));
    this.parallelism = options.parallelism();
    this.callLimit = options.callLimit();
    this.metrics = options.metrics();
    this.late =
        MgmtResponse.failed(
            MgmtCode.UNAVAILABLE,
            "VIM '"
                + vimId
                + "' did not do it within "
                + callLimit.toMillis() / 1000.0
                + " s; it may have been done in part: check the server before trying again");
    Executor given = options.executor();
    this.ownExecutor = given == null ? threads(vimId, parallelism) : null;
    this.executor = given == null ? ownExecutor : given;
  }

  /**
   * Begins to serve.
   *
   * @throws BusException if the broker does not allow the queue or its binding
   * @throws IllegalStateException if it was started or closed before
   */
  public void start() {
    lock.lock();
    try {
      if (state != State.NEW) {
        throw new IllegalStateException(
            "the manager of VIM '"
                + vimId
                + "' was "
                + (state == State.CLOSED ? "closed" : "started")
                + " before; make another one");
      }
      state = State.STARTED;
    } finally {
      lock.unlock();
    }
    Subscription begun;
    try {
      begun = bus.consume(spec(), parallelism, new Requests());
    } catch (RuntimeException e) {
      close();
      throw e;
    }
    lock.lock();
    try {
      if (state == State.STARTED) {
        subscription = begun;
        return;
      }
    } finally {
      lock.unlock();
    }
    begun.close();
  }

  /**
   * Takes no new requests, and waits for those that have arrived; see {@link Subscription#drain}.
   */
  public DrainReport drain(Duration timeout) {
    Subscription current;
    lock.lock();
    try {
      current = subscription;
    } finally {
      lock.unlock();
    }
    return current == null ? new DrainReport(0, 0) : current.drain(timeout);
  }

  /**
   * Stops serving at once, interrupting what its own threads do; requests not answered yet go back
   * to the queue. Idempotent.
   */
  @Override
  public void close() {
    Subscription current;
    lock.lock();
    try {
      state = State.CLOSED;
      current = subscription;
      subscription = null;
    } finally {
      lock.unlock();
    }
    if (current != null) {
      current.close();
    }
    if (ownExecutor != null) {
      ownExecutor.shutdownNow();
    }
  }

  private final class Requests implements DeliveryHandler {

    @Override
    public CompletionStage<Optional<Message>> handle(Delivery delivery) {
      return answer(delivery.message());
    }

    @Override
    public Optional<Message> tooLarge(long size) {
      return counted(
          MgmtResponse.failed(MgmtCode.INVALID, "a request of " + size + " bytes is too large"),
          System.nanoTime());
    }
  }

  private CompletionStage<Optional<Message>> answer(Message request) {
    long arrival = System.nanoTime();
    CompletableFuture<MgmtResponse> response = new CompletableFuture<>();
    BoundedCall call =
        new BoundedCall(() -> response.complete(dispatcher.answer(request)), overdue);
    if (overdue.get() >= parallelism) {
      response.complete(unavailable("waits for " + overdue + " calls that do not end"));
    } else {
      try {
        executor.execute(call);
      } catch (RuntimeException | Error e) {
        response.complete(unavailable("has no thread for it now"));
      }
    }
    return response
        .completeOnTimeout(late, callLimit.toNanos(), TimeUnit.NANOSECONDS)
        .thenApply(
            outcome -> {
              if (outcome == late) {
                call.giveUp();
              }
              return counted(outcome, arrival);
            });
  }

  private MgmtResponse unavailable(String why) {
    return MgmtResponse.failed(
        MgmtCode.UNAVAILABLE, "the manager of VIM '" + vimId + "' " + why + "; try again later");
  }

  /** A request must not fail because it could not be counted. */
  private Optional<Message> counted(MgmtResponse response, long arrival) {
    try {
      metrics.answered(
          Optional.ofNullable(response.code()), Duration.ofNanos(System.nanoTime() - arrival));
    } catch (RuntimeException e) {
      log.warn("VIM '{}': the metrics of the manager threw", vimId, e);
    }
    return Optional.of(Message.text(response.write()));
  }

  private QueueSpec spec() {
    return new QueueSpec(queue, false, true, false, Map.of(), List.of(MgmtAddresses.of(vimId)));
  }

  /** The prefetch window bounds what waits here, with the limit on calls that are overdue. */
  private static ExecutorService threads(String vimId, int parallelism) {
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            parallelism,
            parallelism,
            KEEP_IDLE_THREADS_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread =
                  new Thread(task, "mano4j-vim-mgmt-" + vimId + "-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }
}
