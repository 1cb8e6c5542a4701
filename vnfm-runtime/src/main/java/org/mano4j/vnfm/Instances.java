package org.mano4j.vnfm;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;

/** The states of VNFC instances, which an NFVO takes from the record of an answer. */
final class Instances {

  static final String ACTIVE = "ACTIVE";
  static final String INACTIVE = "INACTIVE";
  static final String STANDBY = "STANDBY";

  private Instances() {}

  /** The record with all instances active, except those that the handler or their role excepts. */
  static VirtualNetworkFunctionRecord started(
      VirtualNetworkFunctionRecord before, VirtualNetworkFunctionRecord after) {
    return after.mapVnfcInstances(
        instance ->
            STANDBY.equals(instance.state()) || changed(before, instance)
                ? instance
                : instance.withState(ACTIVE));
  }

  /** The record with all instances inactive, except those whose state the handler has changed. */
  static VirtualNetworkFunctionRecord stopped(
      VirtualNetworkFunctionRecord before, VirtualNetworkFunctionRecord after) {
    return after.mapVnfcInstances(
        instance -> changed(before, instance) ? instance : instance.withState(INACTIVE));
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
    return after.mapVnfcInstances(
        instance -> {
          if (same(instance, one)) {
            return changed(before, instance) ? instance : instance.withState(state);
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

  private static boolean changed(VirtualNetworkFunctionRecord before, VNFCInstance instance) {
    @Nullable String now = instance.state();
    return now != null && !Objects.equals(in(before, instance).state(), now);
  }

  private static boolean same(VNFCInstance one, VNFCInstance other) {
    return one.id() == null
        ? one.hostname() != null && one.hostname().equals(other.hostname())
        : one.id().equals(other.id());
  }
}
