package org.mano4j.plugin;

import java.time.Duration;

/**
 * Told what a plugin does, for counters. Called by the threads of the plugin and its bus: must be
 * quick; what it throws is logged only. Names of functions come from a fixed set, so that they may
 * be labels.
 */
public interface PluginMetrics {

  /** Counts nothing. */
  PluginMetrics NONE = new PluginMetrics() {};

  /** How a call of the driver ended. */
  enum Outcome {
    /** With a result. */
    DONE,
    /** With an exception of the driver. */
    FAILED,
    /** Not within its time limit. */
    LATE
  }

  /** Why a message never reached the driver. */
  enum Refusal {
    /** It is not JSON, or no call. */
    NO_CALL,
    /** There is no function of that name. */
    UNKNOWN_FUNCTION,
    /** A parameter is missing, of the wrong type, or one too many. */
    WRONG_PARAMETERS,
    /** It is larger than a message may be. */
    TOO_LARGE
  }

  /**
   * A call of the driver has been answered for.
   *
   * @param function its name on the wire
   * @param took from its arrival, with the wait for a worker
   */
  default void called(String function, Outcome outcome, Duration took) {}

  /** A message was answered with an exception, or rejected where no answer was asked for. */
  default void refused(Refusal reason) {}
}
