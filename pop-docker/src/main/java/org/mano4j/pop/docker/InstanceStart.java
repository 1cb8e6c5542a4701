package org.mano4j.pop.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerResponse;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.DockerException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.mano4j.pop.Endpoint;
import org.mano4j.pop.Image;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;
import org.mano4j.pop.server.InstanceSpec;
import org.mano4j.pop.server.StartedInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts instances: create, connect to each further network, start, inspect, and no other call
 * where all goes well. Where it does not, nothing is left: what was made is removed. What cannot be
 * removed now, or that the engine may still be at, {@link Reconcile} removes later. Thread-safe.
 */
final class InstanceStart {

  private static final Logger LOG = LoggerFactory.getLogger(InstanceStart.class);

  private static final Duration LONGEST_START = Duration.ofSeconds(30);

  private final Engine engine;
  private final OwnContainers containers;
  private final Patience patience;
  private final long logSize;
  private final UnaryOperator<Image> fetch;

  /** Starts that have not returned yet, by instance id. */
  private final Map<String, CompletableFuture<Void>> starting = new ConcurrentHashMap<>();

  /**
   * Prepares starts.
   *
   * @param fetch gets an image that is not there, or refuses with a {@link PopException}
   */
  InstanceStart(
      Engine engine,
      OwnContainers containers,
      Patience patience,
      long logSize,
      UnaryOperator<Image> fetch) {
    this.engine = engine;
    this.containers = containers;
    this.patience = patience;
    this.logSize = logSize;
    this.fetch = fetch;
  }

  StartedInstance start(InstanceSpec spec) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    starting.put(spec.id(), done);
    try {
      return startNow(spec);
    } finally {
      starting.remove(spec.id());
      done.complete(null);
    }
  }

  /**
   * Waits for the start of an instance that may end before its start has returned: it must not be
   * removed while it is looked at.
   */
  void awaitDone(String instanceId) {
    CompletableFuture<Void> start = starting.get(instanceId);
    if (start != null) {
      start.completeOnTimeout(null, LONGEST_START.toMillis(), TimeUnit.MILLISECONDS).join();
    }
  }

  private StartedInstance startNow(InstanceSpec spec) {
    long begun = System.nanoTime();
    try {
      CreateContainerResponse created = create(spec);
      String id = created.getId();
      containers.remember(spec.id(), id);
      for (Endpoint endpoint : request(spec).further()) {
        goOn(spec);
        call(spec, docker -> connect(docker, id, endpoint));
      }
      Duration time = Duration.ofNanos(System.nanoTime() - begun);
      goOn(spec);
      call(spec, docker -> docker.startContainerCmd(id).exec());
      goOn(spec);
      InspectContainerResponse running =
          call(spec, docker -> docker.inspectContainerCmd(id).exec());
      goOn(spec);
      return StartedContainer.of(spec, running, created.getWarnings(), time);
    } catch (RuntimeException e) {
      Patience.undisturbed(() -> leaveNothing(spec.id(), e));
      throw e;
    }
  }

  private CreateContainerResponse create(InstanceSpec spec) {
    goOn(spec);
    try {
      return create(spec, spec.image());
    } catch (MissingImageException e) {
      Image fetched = fetch.apply(spec.image());
      goOn(spec);
      return create(spec, fetched);
    }
  }

  private CreateContainerResponse create(InstanceSpec spec, Image image) {
    Function<DockerClient, CreateContainerResponse> create =
        docker -> request(spec).create(docker, image.id()).exec();
    try {
      return call(spec, create);
    } catch (TakenNameException e) {
      if (!removeLeftover(spec)) {
        throw StartRefusal.nameTaken(spec, e.refusal);
      }
      return call(spec, create);
    }
  }

  /** Whether the name was that of a container of this Pop that no instance has. */
  private boolean removeLeftover(InstanceSpec spec) {
    Optional<String> holder = containers.instanceNamed(spec.name());
    if (holder.isEmpty() || containers.isKnown(holder.get())) {
      return false;
    }
    containers.lookUp(holder.get()).ifPresent(containers::remove);
    LOG.info("removed container '{}', which no instance of this Pop has", spec.name());
    return true;
  }

  private static Object connect(DockerClient docker, String id, Endpoint endpoint) {
    docker
        .connectToNetworkCmd()
        .withContainerId(id)
        .withNetworkId(InstanceRequest.network(endpoint))
        .withContainerNetwork(InstanceRequest.attachment(endpoint))
        .exec();
    return id;
  }

  /** One call of the engine, with its refusals in words about this instance. */
  private <T> T call(InstanceSpec spec, Function<DockerClient, T> call) {
    Function<DockerClient, T> told =
        docker -> {
          try {
            return call.apply(docker);
          } catch (DockerException e) {
            if (StartRefusal.isMissingImage(e)) {
              throw new MissingImageException(spec, e);
            }
            if (StartRefusal.isTakenName(e)) {
              throw new TakenNameException(e);
            }
            throw StartRefusal.of(spec, e).map(RuntimeException.class::cast).orElse(e);
          }
        };
    return patience.call(() -> engine.call("start '" + spec.name() + "'", told));
  }

  /** Ends the start if its thread was interrupted: then nobody waits for it any more. */
  private static void goOn(InstanceSpec spec) {
    if (Thread.currentThread().isInterrupted()) {
      throw new PopException(
          Code.CANCELLED,
          PopReason.PLATFORM_TIMEOUT,
          "the start of '"
              + spec.name()
              + "' was given up before it was done; nothing of it is left");
    }
  }

  /** Removes what was made. If its id never came, it is looked for by its label. */
  private void leaveNothing(String instanceId, RuntimeException failure) {
    try {
      containers.find(instanceId).ifPresent(containers::remove);
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    } finally {
      containers.forget(instanceId);
    }
  }

  private InstanceRequest request(InstanceSpec spec) {
    return new InstanceRequest(
        spec, containers.labels().ofInstance(spec.id(), spec.containerId()), logSize);
  }

  /** The image is not there; caught here, or what callers get. */
  private static final class MissingImageException extends PopException {

    private static final long serialVersionUID = 1L;

    MissingImageException(InstanceSpec spec, DockerException refusal) {
      super(
          Code.FAILED_PRECONDITION,
          PopReason.NO_SUCH_IMAGE,
          "cannot start '"
              + spec.name()
              + "': image '"
              + EngineImages.name(spec.image())
              + "' is gone; pull it again and reset the container",
          refusal);
    }
  }

  /** The name is taken; caught here. */
  private static final class TakenNameException extends PopException {

    private static final long serialVersionUID = 1L;

    private final transient DockerException refusal;

    TakenNameException(DockerException refusal) {
      super(Code.ALREADY_EXISTS, PopReason.NAME_TAKEN, EngineFailure.message(refusal), refusal);
      this.refusal = refusal;
    }
  }
}
