package org.mano4j.testkit;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.record.Status;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;

/** Stores versions of VNFRs, as the database of an NFVO does. */
final class Records {

  /** What the history says after an answer: event and description. */
  private static final Map<Action, String[]> HISTORY =
      Map.of(
          Action.INSTANTIATE, new String[] {"INSTANTIATE", "instantiated by its VNFM"},
          Action.MODIFY, new String[] {"CONFIGURE", "configured with its dependencies"},
          Action.START, new String[] {"START", "started"},
          Action.STOP, new String[] {"STOP", "stopped"},
          Action.SCALED, new String[] {"SCALE", "scaled"},
          Action.HEAL, new String[] {"HEAL", "healed"},
          Action.UPDATE, new String[] {"UPDATE", "updated"});

  private final Core core;
  private final Identities identities;
  private final Stamps stamps;

  Records(Core core, Identities identities, Stamps stamps) {
    this.core = core;
    this.identities = identities;
    this.stamps = stamps;
  }

  /** The first version of a record: everything in it gets an id. */
  VirtualNetworkFunctionRecord create(
      NetworkService service, Vnf vnf, VirtualNetworkFunctionRecord made) {
    VirtualNetworkFunctionRecord first =
        identities
            .everywhere(made, VirtualNetworkFunctionRecord.class)
            .withStatus(Status.NULL)
            .withProjectId(core.projectId())
            .withCreatedAt(stamps.now())
            .withUpdatedAt(stamps.now())
            .withHbVersion(1)
            .mapVdus(vdu -> vdu.withProjectId(core.projectId()));
    service.store(vnf, first);
    return first;
  }

  /** The next version of a record. */
  VirtualNetworkFunctionRecord save(
      NetworkService service, Vnf vnf, VirtualNetworkFunctionRecord changed) {
    VirtualNetworkFunctionRecord next =
        identities
            .complete(changed)
            .withHbVersion(version(vnf.stored().hbVersion()) + 1)
            .withUpdatedAt(stamps.now())
            .mapVdus(vdu -> vdu.withHbVersion(version(vdu.hbVersion()) + 1));
    service.store(vnf, next);
    return next;
  }

  /** The next version of a record, with an entry in its history. */
  VirtualNetworkFunctionRecord save(
      NetworkService service,
      Vnf vnf,
      VirtualNetworkFunctionRecord changed,
      String event,
      String description) {
    return save(service, vnf, stamps.remember(changed, event, description));
  }

  /** The next version of a record after an answer with that action. */
  VirtualNetworkFunctionRecord saveAfter(
      NetworkService service, Vnf vnf, Action action, VirtualNetworkFunctionRecord changed) {
    String[] entry = HISTORY.get(action);
    return entry == null
        ? save(service, vnf, changed)
        : save(service, vnf, changed, entry[0], entry[1]);
  }

  /**
   * Refuses a record that is not the version that is stored, as the optimistic lock of an NFVO's
   * database does.
   */
  static void requireCurrent(Vnf vnf, Action action, VirtualNetworkFunctionRecord received) {
    VirtualNetworkFunctionRecord stored = vnf.stored();
    if (!Objects.equals(stored.id(), received.id())) {
      throw new NfvoException(
          "the VNFM sent with %s a record with id %s instead of %s; return the record you were given"
              .formatted(action, received.id(), stored.id()));
    }
    if (version(stored.hbVersion()) != version(received.hbVersion())) {
      throw new NfvoException(
          "the VNFM sent with %s version %s of VNFR %s, but version %s is stored; return the record you were given, with its hbVersion"
              .formatted(action, received.hbVersion(), vnf.name(), stored.hbVersion()));
    }
  }

  private static int version(@Nullable Integer hbVersion) {
    return hbVersion == null ? 0 : hbVersion;
  }
}
