package org.mano4j.samples.popd;

import org.mano4j.config.Table;

/**
 * How much is logged to standard error.
 *
 * @param level of what is mano4j's, in SLF4J's words; libraries tell their warnings
 * @param timestamps whether each line begins with the time
 */
record LogKeys(String level, boolean timestamps) {

  private static final String SIMPLE = "org.slf4j.simpleLogger.";
  private static final int INFO = 4;

  /** The numbers of {@code LogLevel}, 0 to 5, as the first program had them. */
  private static final String[] LEVELS = {"error", "error", "error", "warn", "info", "debug"};

  static LogKeys read(Table top, boolean verbose) {
    String level = LEVELS[top.integer("LogLevel", 0, LEVELS.length - 1).orElse(INFO)];
    boolean timestamps = top.flag("LogTimestamps").orElse(verbose);
    return new LogKeys(verbose ? "debug" : level, timestamps);
  }

  /**
   * Makes it so for loggers that are made from now on; SLF4J's simple provider has no other way.
   */
  void apply() {
    System.setProperty(SIMPLE + "log.org.mano4j", level);
    System.setProperty(SIMPLE + "showDateTime", Boolean.toString(timestamps));
    System.setProperty(SIMPLE + "dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
  }
}
