package org.mano4j.pop.server;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.mano4j.pop.ContainerStats;
import org.mano4j.pop.Image;
import org.mano4j.pop.LogChunk;
import org.mano4j.pop.LogOptions;
import org.mano4j.pop.Network;
import org.mano4j.pop.NetworkConfig;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;
import org.mano4j.pop.PullProgress;
import org.mano4j.pop.Resources;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The backend, none of whose calls lasts for ever, and whose every failure is a {@link
 * PopException} that callers may see.
 */
final class Platform implements AutoCloseable {

  static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

  private static final Logger LOG = LoggerFactory.getLogger(Platform.class);

  private final PopBackend backend;
  private final Supplier<Duration> timeout;
  private final Executor threads;
  private final TimedCalls calls;

  /** Starts that have not returned, by instance: it must not be stopped before. */
  private final ConcurrentMap<String, CompletableFuture<Void>> starts = new ConcurrentHashMap<>();

  /** Asked in the caller's thread. */
  Platform(PopBackend backend) {
    this(backend, () -> DEFAULT_TIMEOUT, Runnable::run);
  }

  /**
   * A platform.
   *
   * @param timeout for each call, beyond what the call itself allows; asked at each
   * @param threads run the calls; shut down with the platform
   */
  Platform(PopBackend backend, Supplier<Duration> timeout, Executor threads) {
    this.backend = backend;
    this.timeout = timeout;
    this.threads = threads;
    this.calls = new TimedCalls(threads);
  }

  String type() {
    return backend.type();
  }

  Set<BackendCapability> capabilities() {
    return backend.capabilities();
  }

  /**
   * Refuses what the platform cannot do.
   *
   * @throws PopException UNIMPLEMENTED if it has not this capability
   */
  void need(BackendCapability capability) {
    if (!capabilities().contains(capability)) {
      throw new PopException(
          Code.UNIMPLEMENTED,
          PopReason.NOT_SUPPORTED,
          "backend "
              + type()
              + " does not support "
              + String.join(", ", new TreeSet<>(capability.calls()))
              + "; Info tells what it can do");
    }
  }

  Resources capacity() {
    return timed("for its capacity", timeout.get(), backend::capacity);
  }

  ContainerStats stats(String instanceId) {
    return timed(
        "what instance '" + instanceId + "' uses", timeout.get(), () -> backend.stats(instanceId));
  }

  /** In the caller's thread, however long it takes; the caller ends it by an interrupt. */
  void logs(String instanceId, LogOptions options, Consumer<LogChunk> output) {
    guarded(
        () -> {
          backend.logs(instanceId, options, output);
          return instanceId;
        });
  }

  /** In the caller's thread, however long it takes; the caller ends it by an interrupt. */
  Image pull(String reference, Consumer<PullProgress> progress) {
    return guarded(() -> backend.pull(reference, progress));
  }

  List<InstanceState> instances() {
    return timed("for its instances", timeout.get(), backend::instances);
  }

  List<Image> images() {
    return timed("for its images", timeout.get(), backend::images);
  }

  Optional<Image> image(String reference) {
    return timed("for image '" + reference + "'", timeout.get(), () -> backend.image(reference));
  }

  /** One image, if instances can be made of it; in one call, as a Create waits for it. */
  Optional<Image> usableImage(String reference) {
    return timed(
        "for image '" + reference + "'",
        timeout.get(),
        () -> {
          Optional<Image> image = backend.image(reference);
          image.ifPresent(backend::check);
          return image;
        });
  }

  /** Refuses a name that no instance can have. */
  void checkName(String name) {
    backend.checkName(name);
  }

  /** Throws away what is kept of an instance that has ended. */
  void forget(String instanceId) {
    timed(
        "to forget instance '" + instanceId + "'",
        timeout.get(),
        () -> {
          backend.forget(instanceId);
          return instanceId;
        });
  }

  List<Network> networks() {
    return timed("for its networks", timeout.get(), backend::networks);
  }

  /** Addresses of a network that others have. */
  List<String> foreignAddresses(Network network) {
    return timed(
        "for addresses of others in network '" + network.name() + "'",
        timeout.get(),
        () -> backend.foreignAddresses(network));
  }

  /** Ranges that must not become a network's. */
  List<String> takenSubnets() {
    return timed("for subnets in use", timeout.get(), backend::takenSubnets);
  }

  Network createNetwork(NetworkConfig config) {
    return timed(
        "to make network '" + config.name() + "'",
        timeout.get(),
        () -> backend.createNetwork(config));
  }

  void deleteNetwork(String networkId) {
    timed(
        "to remove network '" + networkId + "'",
        timeout.get(),
        () -> {
          backend.deleteNetwork(networkId);
          return networkId;
        });
  }

  /**
   * Starts an instance.
   *
   * @param caller whom it is for: without patience any more, the backend is interrupted
   * @throws UnansweredException if it takes too long, or longer than the caller waits: it may run
   *     later, and has to be stopped then
   */
  StartedInstance start(InstanceSpec spec, Patience caller) {
    CompletableFuture<Void> returned = new CompletableFuture<>();
    starts.put(spec.id(), returned);
    try {
      return guarded(
          () ->
              calls.call(
                  "to start '" + spec.name() + "'",
                  timeout.get(),
                  caller,
                  () -> {
                    try {
                      return backend.start(spec);
                    } finally {
                      starts.remove(spec.id());
                      returned.complete(null);
                    }
                  }));
    } catch (UnansweredException e) {
      throw e;
    } catch (PopException e) {
      // Also if there was no thread for it.
      starts.remove(spec.id());
      returned.complete(null);
      throw e;
    }
  }

  /**
   * Stops an instance, after its start has returned.
   *
   * @throws UnansweredException if it takes too long: it may be gone later
   */
  void stop(String instanceId, Duration grace) {
    timed(
        "to stop instance '" + instanceId + "'",
        grace.plus(timeout.get()),
        () -> {
          awaitStart(instanceId);
          backend.stop(instanceId, grace);
          return instanceId;
        });
  }

  /** Leaves the platform. Calls under way end with an {@link UnansweredException}. */
  @Override
  public void close() {
    calls.close();
    backend.close();
    if (threads instanceof ExecutorService service) {
      service.shutdownNow();
    }
  }

  /** Whether this Pop has left the platform: what fails from now on says nothing about it. */
  boolean isClosed() {
    return calls.isClosed();
  }

  private void awaitStart(String instanceId) {
    CompletableFuture<Void> start = starts.get(instanceId);
    if (start == null) {
      return;
    }
    try {
      start.get();
    } catch (InterruptedException | ExecutionException e) {
      Thread.currentThread().interrupt();
      throw new PopException(
          Code.UNAVAILABLE,
          PopReason.PLATFORM_TIMEOUT,
          "the platform still starts instance '" + instanceId + "'; try again later",
          e);
    }
  }

  /** Makes a call that ends within the limit, one way or the other. */
  private <T> T timed(String what, Duration limit, Supplier<T> call) {
    return guarded(() -> calls.call(what, limit, call));
  }

  private static <T> T guarded(Supplier<T> call) {
    try {
      return call.get();
    } catch (UnansweredException e) {
      throw e;
    } catch (PopException e) {
      throw seen(e);
    } catch (RuntimeException e) {
      String text = e.getMessage() == null ? e.getClass().getName() : e.getMessage();
      throw new PopException(Code.UNKNOWN, PopReason.PLATFORM_FAILED, text, e);
    } catch (Error e) {
      // Such as a class that is missing: the container must not be stuck for it.
      LOG.error("the platform's backend is broken", e);
      throw new PopException(
          Code.UNKNOWN,
          PopReason.PLATFORM_FAILED,
          "the platform's backend failed with " + e + "; see the log of the Pop",
          e);
    }
  }

  /** As callers may see it: they log in again on PERMISSION_DENIED, old ones without end. */
  private static PopException seen(PopException e) {
    boolean aboutSessions = e.code() == Code.PERMISSION_DENIED || e.code() == Code.UNAUTHENTICATED;
    boolean reasoned = !e.reason().equals(e.code().name());
    return reasoned && !aboutSessions
        ? e
        : new PopException(
            aboutSessions ? Code.UNKNOWN : e.code(),
            reasoned ? e.reason() : PopReason.PLATFORM_FAILED,
            e.text(),
            e);
  }
}
