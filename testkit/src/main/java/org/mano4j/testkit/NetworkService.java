package org.mano4j.testkit;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.descriptor.NetworkServiceDescriptor;
import org.mano4j.catalogue.record.NetworkServiceRecord;
import org.mano4j.catalogue.record.Status;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A launched service: its VNFs, its status, and what it is busy with. State is changed on its lane
 * alone; what may be read from elsewhere is volatile and immutable.
 */
final class NetworkService {

  private static final Logger log = LoggerFactory.getLogger(NetworkService.class);

  private final String id;
  private final String name;
  private final LaunchOptions options;
  private final Lane lane;
  private final Map<String, Vnf> vnfs = new LinkedHashMap<>();
  private final DependencyBook dependencies;
  private final StatusTally tally;
  private final Work work;
  private final StatusWaiters waiters = new StatusWaiters(this);
  private volatile NetworkServiceDescriptor onboarded;
  private volatile NetworkServiceDescriptor nsd;
  private volatile NetworkServiceRecord base;
  private volatile Status status = Status.NULL;
  private volatile @Nullable Failure failure;
  private volatile boolean gone;
  private @Nullable ScaleOut scaleOut;
  private @Nullable Deployment deployment;

  /**
   * A service that has not begun.
   *
   * @param onboarded its descriptor
   * @param nsd the same with the values that were given at the launch
   */
  NetworkService(
      NetworkServiceDescriptor onboarded,
      NetworkServiceDescriptor nsd,
      LaunchOptions options,
      NetworkServiceRecord base,
      DependencyBook dependencies,
      Executor executor) {
    this.id = String.valueOf(base.id());
    this.name = String.valueOf(nsd.name());
    this.onboarded = onboarded;
    this.nsd = nsd;
    this.options = options;
    this.base = base;
    this.dependencies = dependencies;
    this.lane = new Lane(executor, e -> log.error("NSR {}: a step failed", base.id(), e));
    this.work = new Work(id, lane, waiters::tell);
    nsd.vnfd().forEach(vnfd -> vnfs.put(String.valueOf(vnfd.name()), new Vnf(vnfd)));
    this.tally = new StatusTally(vnfs.size());
  }

  String id() {
    return id;
  }

  String name() {
    return name;
  }

  LaunchOptions options() {
    return options;
  }

  Lane lane() {
    return lane;
  }

  Collection<Vnf> vnfs() {
    return vnfs.values();
  }

  Optional<Vnf> vnf(@Nullable String name) {
    return Optional.ofNullable(name).map(vnfs::get);
  }

  Vnf require(String name) {
    return vnf(name)
        .orElseThrow(() -> new NfvoException("NSR " + id + " has no VNF named " + name));
  }

  DependencyBook dependencies() {
    return dependencies;
  }

  NetworkServiceRecord base() {
    return base;
  }

  void base(NetworkServiceRecord changed) {
    base = changed;
  }

  /** The descriptor without the values that were given at the launch. */
  NetworkServiceDescriptor onboarded() {
    return onboarded;
  }

  NetworkServiceDescriptor nsd() {
    return nsd;
  }

  Status status() {
    return status;
  }

  Optional<Failure> failure() {
    return Optional.ofNullable(failure);
  }

  boolean terminating() {
    return work.isTerminating();
  }

  boolean isGone() {
    return gone;
  }

  /** The record as it is now, with all its VNFRs. */
  NetworkServiceRecord record() {
    List<VirtualNetworkFunctionRecord> vnfrs =
        vnfs.values().stream().flatMap(vnf -> vnf.record().stream()).toList();
    return base.withVnfr(vnfrs).withVnfDependency(dependencies.all()).withStatus(status);
  }

  /** Enters a new version of a record. */
  void store(Vnf vnf, VirtualNetworkFunctionRecord version) {
    Status before = vnf.status();
    vnf.store(version);
    tally.moved(before, vnf.status());
    statusChanged();
  }

  /** Enters the status of a VNF that has no record. */
  void neverGranted(Vnf vnf, Status status) {
    Status before = vnf.status();
    vnf.status(status);
    tally.moved(before, status);
    statusChanged();
  }

  /** A VNF has nothing left that anybody would have to release. */
  void released(Vnf vnf) {
    Status before = vnf.status();
    vnf.gone();
    tally.moved(before, vnf.status());
    statusChanged();
  }

  boolean allReleased() {
    return tally.all(Status.TERMINATED);
  }

  boolean all(Status wanted) {
    return tally.all(wanted);
  }

  private void statusChanged() {
    status = tally.ofNsr();
    waiters.tell();
  }

  /**
   * Keeps the failure if it is the first; before the status says so, since somebody may wait. What
   * fails because the service is given up says nothing.
   */
  void note(Failure first) {
    if (!terminating()) {
      noteRelease(first);
    }
  }

  /** Keeps what goes wrong with the release, if nothing has gone wrong before. */
  void noteRelease(Failure first) {
    if (failure == null) {
      failure = first;
    }
  }

  /** Ends what the service is busy with, unless that is its end. */
  void failed(Failure why) {
    note(why);
    work.failed(why);
  }

  /** Forgets the failure: the service gets another chance. */
  void forgive() {
    failure = null;
  }

  /** What the service is busy with. */
  Work work() {
    return work;
  }

  /** The end: nothing is left but its status. Descriptors may be large, and are let go of. */
  void end() {
    gone = true;
    dependencies.clear();
    onboarded = onboarded.withVnfd(List.of());
    nsd = nsd.withVnfd(List.of());
    scaleOut = null;
    work.terminated();
  }

  /** Nothing more will happen: the orchestrator is closed. From any thread. */
  void abandon() {
    NfvoException closed = new NfvoException("the orchestrator was closed");
    work.abandon(closed);
    waiters.giveUp(closed);
  }

  /** The scale-out in progress, for the request of the VNFM that belongs to it. */
  Optional<ScaleOut> scaleOut() {
    return Optional.ofNullable(scaleOut);
  }

  void scaleOut(ScaleOut inProgress) {
    scaleOut = inProgress;
  }

  /** How its VNFRs become ACTIVE; there is one from the launch on. */
  Deployment deployment() {
    return Objects.requireNonNull(deployment, "deployment");
  }

  void deployment(Deployment begun) {
    deployment = begun;
  }

  /** Completes when the service has the status; see {@link OfflineNfvo#awaitStatus}. */
  CompletableFuture<Status> whenStatus(Status wanted) {
    return waiters.add(wanted);
  }
}
