package org.mano4j.pop.server;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.Endpoint;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One container from its creation until it is forgotten. Everything that changes it goes through
 * its lane, one after the other. Only a start occupies the lane while the platform works; a stop is
 * waited for outside, so that a container that takes its time to end still answers.
 */
final class ContainerLife {

  private static final Logger LOG = LoggerFactory.getLogger(ContainerLife.class);

  private final String id;
  private final PopParts pop;
  private final Lane lane;

  /** What those wait for who delete it. Touched in the lane only, like the flag below. */
  private CompletableFuture<Void> gone = new CompletableFuture<>();

  private boolean stopUnderWay;

  ContainerLife(String id, PopParts pop) {
    this.id = id;
    this.pop = pop;
    this.lane = new Lane(pop.executor());
  }

  /** Merges entries; an empty value removes its key. */
  CompletableFuture<Void> metadata(Map<String, String> entries) {
    return inLane(
        record -> {
          ContainerRequest.METADATA.after(name(record), status(record));
          InputRules.checkMetadata(entries);
          Map<String, String> merged = new TreeMap<>(record.container().metadata());
          merged.putAll(entries);
          merged.values().removeIf(String::isEmpty);
          pop.store().save(record.changed(c -> c.withMetadata(merged)));
          return null;
        });
  }

  /** Runs it. Completes when it runs. */
  CompletableFuture<Container> start() {
    return inLane(
        record -> {
          ContainerRequest.START.after(name(record), status(record));
          StartedInstance started;
          try {
            started = pop.platform().start(spec(record));
          } catch (PopException e) {
            report(record, ContainerReport.START_FAILED, "error while starting: " + e.text());
            throw e;
          }
          return running(record, started).container();
        });
  }

  /** Begins to stop it. Completes at once. */
  CompletableFuture<Void> stop(Duration grace) {
    return inLane(
        record -> {
          ContainerStatus next = ContainerRequest.STOP.after(name(record), status(record));
          pop.store().save(stopping(record, next));
          beginStop(grace);
          return null;
        });
  }

  /** Stops it if need be, and forgets it. Completes when it is gone. */
  CompletableFuture<Void> delete(Duration grace) {
    return this.<CompletableFuture<Void>>inLane(
            record -> {
              ContainerStatus next = ContainerRequest.DELETE.after(name(record), status(record));
              if (!record.hasInstance()) {
                forget(record);
                return gone;
              }
              boolean stops = next == ContainerStatus.STOPPING;
              pop.store().save((stops ? stopping(record, next) : record).withDeleting(true));
              // A stop that fails at once puts another future in the place of this one.
              CompletableFuture<Void> end = gone;
              if (!stopUnderWay) {
                beginStop(grace);
              }
              return end;
            })
        .thenCompose(Function.identity());
  }

  /** The platform tells that the instance has ended and is gone. */
  void exited(int exitCode) {
    lane.ensure(
        () ->
            pop.store()
                .find(id)
                .filter(ContainerRecord::hasInstance)
                .ifPresent(record -> ended(record, exitCode)));
  }

  private void ended(ContainerRecord record, int exitCode) {
    String text =
        status(record) == ContainerStatus.STOPPING
            ? "the container has exited"
            : exitCode == 0
                ? "the container cleanly exited"
                : "the container terminated unexpectedly with exit code " + exitCode;
    report(record, exitCode == 0 ? ContainerReport.ENDED_WELL : ContainerReport.ENDED_BADLY, text);
  }

  private void beginStop(Duration grace) {
    stopUnderWay = true;
    pop.work().enter();
    Lane.submit(
        pop.executor(),
        () -> stopOnPlatform(grace),
        why -> {
          pop.work().leave();
          stopFailed(
              new PopException(
                  PopException.Code.UNAVAILABLE,
                  "this Pop has no thread for the stop, being closed or overloaded; try again"
                      + " later",
                  why));
        });
  }

  private void stopOnPlatform(Duration grace) {
    Runnable outcome;
    try {
      pop.platform().stop(id, grace);
      outcome = this::stopped;
    } catch (PopException e) {
      outcome = () -> stopFailed(e);
    }
    lane.ensure(outcome);
    lane.ensure(pop.work()::leave);
  }

  private void stopped() {
    stopUnderWay = false;
    // Nothing to do if the platform has reported the end before.
    pop.store()
        .find(id)
        .filter(ContainerRecord::hasInstance)
        .ifPresent(r -> report(r, ContainerReport.STOPPED, "the container has exited"));
  }

  private void stopFailed(PopException failure) {
    stopUnderWay = false;
    ContainerRecord record = pop.store().find(id).orElse(null);
    if (record == null || !record.hasInstance()) {
      LOG.debug("container {} has ended although its stop failed", id, failure);
      return;
    }
    ContainerStatus next = ContainerReport.STOP_FAILED.after(status(record));
    String text = "error while stopping: " + failure.text();
    pop.store()
        .save(record.changed(c -> c.withStatus(next).withExtendedStatus(text)).withDeleting(false));
    CompletableFuture<Void> waited = gone;
    gone = new CompletableFuture<>();
    waited.completeExceptionally(failure);
  }

  /** A report after which nothing is left on the platform. */
  private void report(ContainerRecord record, ContainerReport report, String text) {
    ContainerStatus next = report.after(status(record));
    // A failed stop is still to be seen after the container has ended in the end.
    String shown = next == status(record) ? record.container().extendedStatus() : text;
    ContainerRecord ended =
        record.changed(c -> c.withStatus(next).withExtendedStatus(shown)).withHasInstance(false);
    if (record.deleting()) {
      forget(ended);
      return;
    }
    pop.store().save(ended.withHoldsAddresses(false));
    releaseAddresses(record);
  }

  private void forget(ContainerRecord record) {
    pop.store().delete(id);
    releaseAddresses(record);
    pop.forgotten().accept(record);
    gone.complete(null);
  }

  private void releaseAddresses(ContainerRecord record) {
    if (record.holdsAddresses()) {
      pop.addresses().release(record.container().endpoints().values());
    }
  }

  private ContainerRecord running(ContainerRecord record, StartedInstance started) {
    Instant now = pop.clock().instant();
    Map<String, Endpoint> endpoints = new HashMap<>();
    record
        .container()
        .endpoints()
        .forEach(
            (net, endpoint) -> endpoints.put(net, merged(endpoint, started.endpoints().get(net))));
    ContainerRecord running =
        record
            .changed(
                c ->
                    c.with()
                        .status(ContainerReport.STARTED.after(c.status()))
                        .extendedStatus("the container is running")
                        .command(String.join(" ", started.command()))
                        .started(now)
                        .endpoints(endpoints)
                        .build())
            .withHasInstance(true);
    pop.store().save(running);
    return running;
  }

  private static Endpoint merged(Endpoint ours, @Nullable Endpoint platform) {
    return platform == null
        ? ours
        : ours.with()
            .endpointId(platform.endpointId())
            .mac(platform.mac())
            .ipv6(ours.ipv6() == null ? platform.ipv6() : ours.ipv6())
            .build();
  }

  private static ContainerRecord stopping(ContainerRecord record, ContainerStatus next) {
    return record.changed(
        c -> c.withStatus(next).withExtendedStatus("the container is being stopped"));
  }

  private static InstanceSpec spec(ContainerRecord record) {
    Container container = record.container();
    return InstanceSpecBuilder.builder()
        .id(record.instanceId())
        .name(container.name())
        .image(record.image())
        .flavour(record.flavour())
        .environment(container.metadata())
        .endpoints(container.endpoints())
        .build();
  }

  private <T> CompletableFuture<T> inLane(Function<ContainerRecord, T> work) {
    Supplier<T> task =
        () ->
            work.apply(
                pop.store()
                    .find(id)
                    .orElseThrow(() -> Filters.notFound("container", Filter.byId(id))));
    pop.work().enter();
    return lane.call(task).whenComplete((result, failure) -> pop.work().leave());
  }

  private static String name(ContainerRecord record) {
    return record.container().name();
  }

  private static ContainerStatus status(ContainerRecord record) {
    return record.container().status();
  }
}
