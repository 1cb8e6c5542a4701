package org.mano4j.catalogue.lifecycle;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.VnfmOrMessage;
import org.mano4j.catalogue.message.VnfmOrScaled;
import org.mano4j.catalogue.message.VnfmOrStartStop;
import org.mano4j.catalogue.record.Status;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;

/** How the status of VNFRs follows from the answers of their managers, and that of the NSR. */
public final class NsrStatus {

  /** States of a VNFC instance, which are free text on the wire. */
  private static final String ACTIVE = "ACTIVE";

  private static final String INACTIVE = "INACTIVE";
  private static final String STANDBY = "STANDBY";

  private NsrStatus() {}

  /**
   * Status of an NSR: the lowest of its VNFRs in the order of {@link Status.Known}, but TERMINATED
   * as soon as any of them is. A status that is not known counts as NULL, and so does an NSR
   * without VNFRs.
   */
  public static Status of(Collection<Status> vnfrs) {
    if (vnfrs.contains(Status.TERMINATED)) {
      return Status.TERMINATED;
    }
    return vnfrs.stream()
        .min(Comparator.comparing(status -> status.known().orElse(Status.Known.NULL)))
        .orElse(Status.NULL);
  }

  /** The status a VNFR has after an answer with this action; empty where it stays as it was. */
  public static Optional<Status> after(Action answer) {
    return answer.known().map(NsrStatus::statusAfter);
  }

  private static @Nullable Status statusAfter(Action.Known answer) {
    return switch (answer) {
      case GRANT_OPERATION, ALLOCATE_RESOURCES -> Status.NULL;
      case INSTANTIATE -> Status.INITIALIZED;
      case MODIFY -> Status.INACTIVE;
      case START, SCALED, HEAL -> Status.ACTIVE;
      case STOP -> Status.INACTIVE;
      case SCALING -> Status.SCALING;
      case RELEASE_RESOURCES -> Status.TERMINATED;
      case ERROR -> Status.ERROR;
      case SCALE_IN,
          SCALE_OUT,
          UPDATEVNFR,
          UPDATE,
          RELEASE_RESOURCES_FINISH,
          INSTANTIATE_FINISH,
          CONFIGURE,
          LOG_REQUEST,
          RESUME,
          EXECUTE ->
          null;
    };
  }

  /** What {@code task} of a VNFR says after an action: lower case, without underscores. */
  public static String task(Action action) {
    return action.text().toLowerCase(Locale.ROOT).replace("_", "");
  }

  /**
   * The record of an answer as the NFVO keeps it: with the status and the task that follow, and
   * with the state of its instances. START makes all of them ACTIVE, or only the one that the
   * answer names by id; STOP does the same with INACTIVE, and the VNFR follows when none is ACTIVE
   * any more; after SCALED the new instance is ACTIVE unless the manager made it STANDBY.
   *
   * @return empty if the answer carries no record, or has an action that an NFVO takes without
   *     doing anything, such as EXECUTE
   */
  public static Optional<VirtualNetworkFunctionRecord> after(VnfmOrMessage answer) {
    return answer
        .carriedVnfr()
        .filter(vnfr -> answer.action().known().filter(NsrStatus::isHandled).isPresent())
        .map(vnfr -> instancesAfter(answer, vnfr).withTask(task(answer.action())))
        .map(vnfr -> after(answer.action()).map(s -> settle(answer, vnfr, s)).orElse(vnfr));
  }

  private static boolean isHandled(Action.Known answer) {
    return statusAfter(answer) != null
        || answer == Action.Known.UPDATE
        || answer == Action.Known.UPDATEVNFR;
  }

  private static VirtualNetworkFunctionRecord settle(
      VnfmOrMessage answer, VirtualNetworkFunctionRecord vnfr, Status status) {
    boolean partlyStopped =
        answer.action().equals(Action.STOP)
            && vnfr.vnfcInstances().stream().anyMatch(i -> ACTIVE.equals(i.state()));
    return partlyStopped ? vnfr : vnfr.withStatus(status);
  }

  private static VirtualNetworkFunctionRecord instancesAfter(
      VnfmOrMessage answer, VirtualNetworkFunctionRecord vnfr) {
    if (answer instanceof VnfmOrStartStop startStop) {
      String state = answer.action().equals(Action.START) ? ACTIVE : INACTIVE;
      VNFCInstance one = startStop.vnfcInstance();
      return vnfr.mapVnfcInstances(
          instance ->
              one == null || (one.id() != null && one.id().equals(instance.id()))
                  ? instance.withState(state)
                  : instance);
    }
    if (answer instanceof VnfmOrScaled scaled && scaled.vnfcInstance() != null) {
      VNFCInstance added = scaled.vnfcInstance();
      return STANDBY.equals(added.state())
          ? vnfr
          : vnfr.mapVnfcInstances(
              instance ->
                  added.id() != null && added.id().equals(instance.id())
                      ? instance.withState(ACTIVE)
                      : instance);
    }
    return vnfr;
  }
}
