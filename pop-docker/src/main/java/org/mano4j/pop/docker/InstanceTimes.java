package org.mano4j.pop.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Event;
import com.github.dockerjava.api.model.EventActor;
import com.github.dockerjava.api.model.EventType;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears from a Docker Engine how long it takes for the instances of Pops' containers, from beside
 * the Pops: they need not be in this JVM. Times are those of the engine's clock. What the engine
 * does not tell, as while it restarts, is not heard. Thread-safe.
 */
public final class InstanceTimes implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(InstanceTimes.class);
  private static final long OPEN_SECONDS = 10;

  private final Listener listener;
  private final Map<String, Instant> created = new ConcurrentHashMap<>();
  private final ExecutorService readers;
  private final EngineClients clients;
  private final Events events = new Events();

  private InstanceTimes(EngineAddress address, Listener listener) {
    this.listener = listener;
    this.readers =
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = new Thread(work, "instance-times");
              thread.setDaemon(true);
              return thread;
            });
    this.clients = EngineClients.to(address, readers);
  }

  /** Is told of each instance that has started, one call at a time or several. */
  @FunctionalInterface
  public interface Listener {

    /**
     * An instance runs.
     *
     * @param containerId the Pop's id of its container
     * @param createBegun when the engine began to create it
     * @param createDone when it had created it
     * @param startDone when it ran
     */
    void started(String containerId, Instant createBegun, Instant createDone, Instant startDone);
  }

  /**
   * Listens; when it returns, no later start is missed.
   *
   * @param engine as for {@link DockerPopBuilder#engine}
   * @param tlsDirectory as for {@link DockerPopBuilder#tls}; null for plain text
   * @throws PopException with UNAVAILABLE if the engine cannot be reached
   */
  public static InstanceTimes listen(URI engine, @Nullable Path tlsDirectory, Listener listener) {
    InstanceTimes times = new InstanceTimes(new EngineAddress(engine, tlsDirectory), listener);
    try {
      times.open();
      return times;
    } catch (RuntimeException e) {
      times.close();
      throw new PopException(
          Code.UNAVAILABLE,
          PopReason.PLATFORM_FAILED,
          "cannot listen to the events of the Docker Engine at " + engine + ": " + e.getMessage(),
          e);
    } catch (InterruptedException e) {
      times.close();
      Thread.currentThread().interrupt();
      throw new PopException(
          Code.CANCELLED, "interrupted while listening to the Docker Engine at " + engine, e);
    }
  }

  private void open() throws InterruptedException {
    clients
        .streams()
        .eventsCmd()
        .withEventTypeFilter(EventType.CONTAINER)
        .withEventFilter("create", "start")
        .withLabelFilter(Labels.CONTAINER)
        .exec(events);
    if (!events.awaitStarted(OPEN_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("no answer within " + OPEN_SECONDS + " s");
    }
  }

  private void heard(Event event) {
    EventActor actor = event.getActor();
    Long nanos = event.getTimeNano();
    if (actor == null || actor.getId() == null || nanos == null) {
      return;
    }
    String instance = actor.getId();
    Instant at = Instant.ofEpochSecond(0, nanos);
    if ("create".equals(event.getAction())) {
      created.put(instance, at);
      return;
    }
    Instant done = created.remove(instance);
    String container =
        actor.getAttributes() == null ? null : actor.getAttributes().get(Labels.CONTAINER);
    if (done != null && container != null) {
      // Not by the thread that hears: the question takes a while.
      readers.execute(() -> tell(instance, container, done, at));
    }
  }

  /** What ends at once is gone before it can be asked for; then nobody is told. */
  private void tell(String instance, String container, Instant createDone, Instant startDone) {
    try {
      EngineTime.parse(clients.probes().inspectContainerCmd(instance).exec().getCreated())
          .ifPresent(begun -> listener.started(container, begun, createDone, startDone));
    } catch (RuntimeException e) {
      LOG.debug("the engine cannot be asked when it began to create {}", instance, e);
    }
  }

  /** Hears no more. Idempotent. */
  @Override
  public void close() {
    try {
      events.close();
    } catch (IOException e) {
      LOG.debug("a stream of events did not end well", e);
    }
    clients.close();
    readers.shutdownNow();
  }

  private final class Events extends ResultCallback.Adapter<Event> {

    @Override
    public void onNext(Event event) {
      heard(event);
    }
  }
}
