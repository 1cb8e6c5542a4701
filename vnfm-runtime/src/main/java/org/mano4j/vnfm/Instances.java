package org.mano4j.vnfm;

import java.util.HashMap;
import java.util.Map;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;

/** The states of VNFC instances, which an NFVO takes from the record of an answer. */
final class Instances {

  static final String ACTIVE = "ACTIVE";
  static final String ERROR = "ERROR";
  static final String INACTIVE = "INACTIVE";
  static final String STANDBY = "STANDBY";

  private Instances() {}

  /** The record with all instances active, except those that the handler or their role excepts. */
  static VirtualNetworkFunctionRecord started(
      VirtualNetworkFunctionRecord before, VirtualNetworkFunctionRecord after) {
    Map<String, VNFCInstance> known = byIdentity(before);
    return after.mapVnfcInstances(
        instance ->
            STANDBY.equals(instance.state()) || changed(known, instance)
                ? instance
                : instance.withState(ACTIVE));
  }

  /** The record with all instances inactive, except those whose state the handler has changed. */
  static VirtualNetworkFunctionRecord stopped(
      VirtualNetworkFunctionRecord before, VirtualNetworkFunctionRecord after) {
    Map<String, VNFCInstance> known = byIdentity(before);
    return after.mapVnfcInstances(
        instance -> changed(known, instance) ? instance : instance.withState(INACTIVE));
  }

  /**
   * The record with one instance in a state, unless the handler has changed it. An NFVO fails on
   * other instances without any state: one that was never started is inactive.
   */
  static VirtualNetworkFunctionRecord marked(
      VirtualNetworkFunctionRecord before,
      VirtualNetworkFunctionRecord after,
      VNFCInstance one,
      String state) {
    Map<String, VNFCInstance> known = byIdentity(before);
    return after.mapVnfcInstances(
        instance -> {
          if (same(instance, one)) {
            return changed(known, instance) ? instance : instance.withState(state);
          }
          return instance.state() == null ? instance.withState(INACTIVE) : instance;
        });
  }

  /** The instance as it is in the record; as it was given, if the record does not hold it. */
  static VNFCInstance in(VirtualNetworkFunctionRecord record, VNFCInstance instance) {
    return record.vnfcInstances().stream()
        .filter(candidate -> same(candidate, instance))
        .findFirst()
        .orElse(instance);
  }

  private static boolean changed(Map<String, VNFCInstance> known, VNFCInstance instance) {
    VNFCInstance before =
        known.getOrDefault(
            "id " + instance.id(), known.getOrDefault("name " + instance.hostname(), instance));
    return instance.state() != null && !instance.state().equals(before.state());
  }

  /**
   * The instances by id, or by host name where they have none, as {@link #same} tells them apart. A
   * record may have thousands, and each is looked up.
   */
  private static Map<String, VNFCInstance> byIdentity(VirtualNetworkFunctionRecord record) {
    Map<String, VNFCInstance> instances = new HashMap<>();
    for (VNFCInstance instance : record.vnfcInstances()) {
      if (instance.id() != null) {
        instances.putIfAbsent("id " + instance.id(), instance);
      } else if (instance.hostname() != null) {
        instances.putIfAbsent("name " + instance.hostname(), instance);
      }
    }
    return instances;
  }

  private static boolean same(VNFCInstance one, VNFCInstance other) {
    return one.id() == null
        ? one.hostname() != null && one.hostname().equals(other.hostname())
        : one.id().equals(other.id());
  }
}
