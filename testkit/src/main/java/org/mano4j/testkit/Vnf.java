package org.mano4j.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.descriptor.VirtualNetworkFunctionDescriptor;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.VnfmOrMessage;
import org.mano4j.catalogue.record.Status;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;

/**
 * One VNF of a service. Only the lane of its service changes it; the record may be read from
 * anywhere.
 */
final class Vnf {

  private final String name;
  private volatile VirtualNetworkFunctionDescriptor descriptor;
  private final List<Pending> pending = new ArrayList<>();
  private final Map<String, ServerRef> servers = new LinkedHashMap<>();
  private volatile @Nullable VirtualNetworkFunctionRecord record;
  private Status status = Status.NULL;
  private boolean gone;
  private CompletionStage<?> launching = CompletableFuture.completedFuture(null);

  Vnf(VirtualNetworkFunctionDescriptor descriptor) {
    this.name = String.valueOf(descriptor.name());
    this.descriptor = descriptor;
  }

  /** A request that its VNFM has not answered yet. */
  record Pending(Action asked, CompletableFuture<Optional<VnfmOrMessage>> answer) {}

  String name() {
    return name;
  }

  VirtualNetworkFunctionDescriptor descriptor() {
    return descriptor;
  }

  /** Type of its VNFM. */
  String manager() {
    String endpoint = descriptor.endpoint();
    return String.valueOf(endpoint == null ? descriptor.type() : endpoint);
  }

  /** The stored record; there is none before GRANT_OPERATION and after the release. */
  Optional<VirtualNetworkFunctionRecord> record() {
    return Optional.ofNullable(record);
  }

  /** The stored record of a VNF that was granted. */
  VirtualNetworkFunctionRecord stored() {
    VirtualNetworkFunctionRecord stored = record;
    if (stored == null) {
      throw new NfvoException("VNF " + name + " has no record: it was not granted");
    }
    return stored;
  }

  void store(VirtualNetworkFunctionRecord version) {
    record = version;
    status = version.status() == null ? Status.NULL : version.status();
  }

  /** For a VNF that has no record, and so no place for its status but here. */
  void status(Status without) {
    status = without;
  }

  /**
   * There is nothing left of it; what comes late is ignored. Its name, its type and its VNFM stay
   * known, but not its VDUs, which are most of a descriptor.
   */
  void gone() {
    gone = true;
    record = null;
    descriptor = descriptor.withVdu(List.of());
    status = Status.TERMINATED;
    servers.clear();
  }

  boolean isGone() {
    return gone;
  }

  Status status() {
    return status;
  }

  /** Whether it was given up, until it is resumed or terminated. */
  boolean hasFailed() {
    return status.equals(Status.ERROR);
  }

  /** The servers that were launched for it and not deleted yet, by VNFC instance id. */
  Map<String, ServerRef> servers() {
    return servers;
  }

  List<Pending> pending() {
    return pending;
  }

  /** Ends, without a failure, when the launches that are under way have ended. */
  CompletionStage<?> launching() {
    return launching;
  }

  /** Of these launches only the end counts; their result is a whole record, and not kept. */
  void launching(CompletionStage<?> launches) {
    launching = launches.handle((done, failure) -> true);
  }
}
