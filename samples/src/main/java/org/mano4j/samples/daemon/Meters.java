package org.mano4j.samples.daemon;

import java.util.function.DoubleSupplier;
import org.mano4j.messaging.BusMetrics;
import org.mano4j.mgmt.MgmtMetrics;
import org.mano4j.plugin.PluginMetrics;
import org.mano4j.vnfm.VnfmMetrics;

/** What a program counts of itself. Nothing, unless somebody reads it. */
public interface Meters {

  /** Counts nothing. */
  Meters NONE = new Meters() {};

  /** Of the bus of a part of the program, such as {@code vnfmd}. */
  default BusMetrics bus(String part) {
    return BusMetrics.NONE;
  }

  /** Of a VIM driver. */
  default PluginMetrics plugin() {
    return PluginMetrics.NONE;
  }

  /** Of a VNF manager. */
  default VnfmMetrics vnfm() {
    return VnfmMetrics.NONE;
  }

  /** Of what a driver answers VNF managers. */
  default MgmtMetrics mgmt() {
    return MgmtMetrics.NONE;
  }

  /**
   * A number that goes up and down.
   *
   * @param name with dots, such as {@code mano4j.pop.containers}
   */
  default void gauge(String name, String description, DoubleSupplier value) {}

  /** All of it, in the text form of Prometheus. */
  default String text() {
    return "";
  }
}
