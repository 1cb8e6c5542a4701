package org.mano4j.pop.server;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.Endpoint;
import org.mano4j.pop.Ip;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;

/**
 * What requests and reports make of a container: from one record the next one, and nothing else.
 *
 * <p>It holds for each record: it has addresses as long as it is CREATED or has an instance; what
 * is CREATED or EXITED has no instance, what is RUNNING or STOPPING has one, what is FAILED may
 * have one that could not be removed.
 */
final class LifeCycle {

  private static final String RUNNING = "the container is running";

  static final String READY = "container ready for instantiation";

  private LifeCycle() {}

  /** Merges metadata; an empty value removes its key. */
  static ContainerRecord withMetadata(ContainerRecord record, Map<String, String> entries) {
    ContainerRequest.METADATA.after(name(record), status(record));
    return record.changed(c -> c.withMetadata(merged(c.metadata(), entries)));
  }

  /** These entries upon those; an empty value removes its key. */
  static Map<String, String> merged(Map<String, String> old, Map<String, String> entries) {
    Map<String, String> merged = new TreeMap<>(old);
    merged.putAll(entries);
    merged.values().removeIf(String::isEmpty);
    return merged;
  }

  /** It runs. */
  static ContainerRecord started(ContainerRecord record, StartedInstance started, Instant now) {
    Map<String, Endpoint> endpoints = new HashMap<>();
    record
        .container()
        .endpoints()
        .forEach((net, ours) -> endpoints.put(net, merged(ours, started.endpoints().get(net))));
    return record
        .changed(
            c ->
                c.with()
                    .status(ContainerReport.STARTED.after(c.status()))
                    .extendedStatus(running(started.remark()))
                    .command(String.join(" ", started.command()))
                    .started(now)
                    .endpoints(endpoints)
                    .build())
        .withHasInstance(true);
  }

  /** The platform has something to say of it while it runs; empty: no more. */
  static ContainerRecord noted(ContainerRecord record, String remark) {
    return status(record) == ContainerStatus.RUNNING
        ? record.changed(c -> c.withExtendedStatus(running(remark)))
        : record;
  }

  private static String running(String remark) {
    return remark.isEmpty() ? RUNNING : RUNNING + "; " + remark;
  }

  /** It could not be started, and nothing of it is left. */
  static ContainerRecord startFailed(ContainerRecord record, String why, Instant now) {
    return over(record, ContainerReport.START_FAILED, "error while starting: " + why, null, now);
  }

  /** Nobody knows whether it was started: something of it may be, or come to be. */
  static ContainerRecord startUnsure(ContainerRecord record, String why) {
    ContainerStatus next = ContainerReport.START_FAILED.after(status(record));
    return record
        .changed(c -> c.withStatus(next).withExtendedStatus("error while starting: " + why))
        .withHasInstance(true);
  }

  /** It is being stopped. */
  static ContainerRecord stopping(ContainerRecord record) {
    return toldToStop(record, ContainerRequest.STOP);
  }

  /** It is being stopped if need be, and then forgotten. */
  static ContainerRecord deleting(ContainerRecord record) {
    return toldToStop(record, ContainerRequest.DELETE).withDeleting(true);
  }

  /** It has ended by itself, or by a stop under way, and nothing of it is left. */
  static ContainerRecord ended(ContainerRecord record, InstanceEnd end, Instant now) {
    Integer exitCode = end.exitCode();
    boolean well = exitCode != null && exitCode == 0;
    String text;
    if (status(record) == ContainerStatus.STOPPING) {
      text = "the container has exited";
    } else if (exitCode == null) {
      text = "the container has ended, nobody knows with which exit code";
    } else {
      text =
          well
              ? "the container cleanly exited"
              : "the container terminated unexpectedly with exit code " + exitCode;
    }
    return over(
        record,
        well ? ContainerReport.ENDED_WELL : ContainerReport.ENDED_BADLY,
        end.remark().isEmpty() ? text : text + ": " + end.remark(),
        exitCode,
        now);
  }

  /** It was stopped, and nothing of it is left. */
  static ContainerRecord stopped(ContainerRecord record, Instant now) {
    return over(record, ContainerReport.STOPPED, "the container has exited", null, now);
  }

  /** It was stopped, and the platform tells only now what it has ended with. */
  static ContainerRecord endedWith(ContainerRecord record, InstanceEnd end) {
    boolean lacking =
        status(record) == ContainerStatus.EXITED && record.container().exitCode() == null;
    return lacking && end.exitCode() != null
        ? record.changed(c -> c.withExitCode(end.exitCode()))
        : record;
  }

  /** Whether it may have been started in its present life, so that something of that is kept. */
  static boolean mayBeKept(ContainerRecord record) {
    return status(record) != ContainerStatus.CREATED;
  }

  /** It is not there any more, and nobody knows how it ended. */
  static ContainerRecord gone(ContainerRecord record, Instant now) {
    String text =
        status(record) == ContainerStatus.STOPPING
            ? "the container has exited"
            : "the container has ended while this Pop was not there to see it; its exit code is"
                + " not known";
    return over(record, ContainerReport.ENDED_BADLY, text, null, now);
  }

  /** It could not be stopped: it may still be there. A deletion ends with that, too. */
  static ContainerRecord stopFailed(ContainerRecord record, String why) {
    ContainerStatus next = ContainerReport.STOP_FAILED.after(status(record));
    return record
        .changed(c -> c.withStatus(next).withExtendedStatus("error while stopping: " + why))
        .withDeleting(false);
  }

  /** A new life. */
  static ContainerRecord reset(ContainerRecord record) {
    ContainerStatus next = ContainerRequest.RESET.after(name(record), status(record));
    if (record.hasInstance()) {
      throw new PopException(
          Code.FAILED_PRECONDITION,
          PopReason.WRONG_STATE,
          "container is in an invalid state: '"
              + name(record)
              + "' is FAILED and its instance is not removed yet ("
              + record.container().extendedStatus()
              + "); delete it, or try again when the platform has removed it");
    }
    return record
        .changed(
            c ->
                c.with()
                    .status(next)
                    .extendedStatus(READY)
                    .command("")
                    .started(null)
                    .finished(null)
                    .exitCode(null)
                    .endpoints(asBefore(c.endpoints()))
                    .life(c.life() + 1)
                    .build())
        .withHoldsAddresses(true);
  }

  private static ContainerRecord toldToStop(ContainerRecord record, ContainerRequest request) {
    ContainerStatus next = request.after(name(record), status(record));
    return next == status(record)
        ? record
        : record.changed(
            c -> c.withStatus(next).withExtendedStatus("the container is being stopped"));
  }

  /** A report after which nothing is left on the platform. */
  private static ContainerRecord over(
      ContainerRecord record,
      ContainerReport report,
      String text,
      @Nullable Integer exitCode,
      Instant now) {
    ContainerStatus next = report.after(status(record));
    // A failed stop is still to be seen after the container has ended in the end.
    String shown = next == status(record) ? record.container().extendedStatus() : text;
    return record
        .changed(
            c ->
                c.with()
                    .status(next)
                    .extendedStatus(shown)
                    .exitCode(exitCode)
                    .finished(now)
                    .build())
        .withHasInstance(false)
        .withHoldsAddresses(false);
  }

  private static Endpoint merged(Endpoint ours, @Nullable Endpoint platform) {
    return platform == null
        ? ours
        : ours.with()
            .endpointId(platform.endpointId())
            .mac(platform.mac())
            .ipv6(ours.ipv6() == null ? foreign(platform.ipv6()) : ours.ipv6())
            .build();
  }

  /** An address without subnet is none of this Pop's. */
  private static @Nullable Ip foreign(@Nullable Ip address) {
    return address == null ? null : Ip.of(address.address());
  }

  /** Without what the platform has told at the start. */
  private static Map<String, Endpoint> asBefore(Map<String, Endpoint> endpoints) {
    Map<String, Endpoint> before = new HashMap<>();
    endpoints.forEach(
        (net, e) -> {
          Ip ipv6 = e.ipv6() == null || e.ipv6().subnet() == null ? null : e.ipv6();
          before.put(net, e.with().endpointId("").mac("").ipv6(ipv6).build());
        });
    return before;
  }

  private static String name(ContainerRecord record) {
    return record.container().name();
  }

  private static ContainerStatus status(ContainerRecord record) {
    return record.container().status();
  }
}
