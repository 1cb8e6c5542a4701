package org.mano4j.pop.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Event;
import com.github.dockerjava.api.model.EventType;
import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the engine tells of an owner's containers, each event once, also over the end of a stream:
 * the next one begins a little before the last event that was seen. An engine remembers only a few
 * hundred events, and none over its own restart; so what is missed is found by comparing ({@link
 * Reconcile}). Thread-safe.
 */
final class EngineEvents implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EngineEvents.class);

  /** An engine may tell events of nearly the same time in another order. */
  private static final BigDecimal OVERLAP = BigDecimal.ONE;

  private static final int REMEMBERED = 1_000;
  private static final Duration OPEN_TIME = Duration.ofSeconds(10);

  private final String owner;
  private final Consumer<Event> listener;
  private final Consumer<String> ended;
  private final Map<String, Boolean> seen =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
              return size() > REMEMBERED;
            }
          });
  private volatile @Nullable BigDecimal last;
  private volatile @Nullable Stream current;

  /**
   * Hears nothing yet.
   *
   * @param listener told the events in order, by the thread that reads them
   * @param ended told why, when a stream has ended that was not closed
   */
  EngineEvents(String owner, Consumer<Event> listener, Consumer<String> ended) {
    this.owner = owner;
    this.listener = listener;
    this.ended = ended;
  }

  /**
   * Listens, from the last event seen, in place of the stream there was. Returns when the engine
   * has taken the request.
   *
   * @param engineTime the engine's clock: where to begin at first; null for now
   */
  void begin(DockerClient docker, @Nullable String engineTime) {
    close();
    if (last == null) {
      last = EngineTime.parse(engineTime).map(EngineTime::seconds).orElse(null);
    }
    Stream stream = new Stream();
    current = stream;
    BigDecimal from = last;
    docker
        .eventsCmd()
        .withEventTypeFilter(EventType.CONTAINER)
        .withEventFilter("start", "kill", "oom", "die", "pause", "unpause", "destroy")
        .withLabelFilter(Map.of(Labels.OWNER, owner))
        .withSince(from == null ? null : from.subtract(OVERLAP).toPlainString())
        .exec(stream);
    stream.awaitOpen();
  }

  /** Whether what happens is heard. */
  boolean listening() {
    return current != null;
  }

  @Override
  public void close() {
    Stream closing = current;
    current = null;
    if (closing != null) {
      try {
        closing.close();
      } catch (IOException e) {
        LOG.debug("a stream of events did not end well", e);
      }
    }
  }

  private void told(Event event) {
    Long nano = event.getTimeNano();
    if (nano != null) {
      BigDecimal at = BigDecimal.valueOf(nano, 9);
      BigDecimal before = last;
      last = before == null ? at : before.max(at);
      String id = event.getActor() == null ? "" : event.getActor().getId();
      if (seen.put(nano + " " + id + " " + event.getAction(), true) != null) {
        return;
      }
    }
    try {
      listener.accept(event);
    } catch (RuntimeException e) {
      LOG.error("an event of the engine could not be taken: {}", event, e);
    }
  }

  private final class Stream extends ResultCallback.Adapter<Event> {

    private final CompletableFuture<Void> open = new CompletableFuture<>();

    @Override
    public void onStart(Closeable stream) {
      super.onStart(stream);
      open.complete(null);
    }

    @Override
    public void onNext(Event event) {
      if (current == this) {
        told(event);
      }
    }

    @Override
    public void onError(Throwable failed) {
      super.onError(failed);
      over(EngineFailure.ended(failed));
      open.completeExceptionally(failed);
    }

    @Override
    public void onComplete() {
      super.onComplete();
      over("the engine has ended it");
    }

    private void over(String why) {
      if (current == this && open.isDone()) {
        current = null;
        ended.accept("its stream of events has ended: " + why);
      }
    }

    private void awaitOpen() {
      try {
        open.get(OPEN_TIME.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw failed(e);
      } catch (ExecutionException e) {
        throw failed(e.getCause());
      } catch (TimeoutException e) {
        throw failed(e);
      }
    }

    private PopException failed(Throwable why) {
      EngineEvents.this.close();
      return new PopException(
          Code.UNAVAILABLE,
          PopReason.PLATFORM_FAILED,
          "cannot listen to the events of the Docker Engine: " + why,
          why);
    }
  }
}
