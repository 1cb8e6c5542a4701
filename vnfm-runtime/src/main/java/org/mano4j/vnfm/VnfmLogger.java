package org.mano4j.vnfm;

import org.mano4j.config.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The table {@code [vnfm.logger]}. SLF4J has no way to set a level; with its simple provider a
 * system property does it for loggers that are made afterwards. What cannot be done is said.
 */
final class VnfmLogger {

  private static final String ROOT = "org.mano4j";
  private static final String SIMPLE = "org.slf4j.simple.SimpleLoggerFactory";

  private VnfmLogger() {}

  static void apply(Table table) {
    table.choice("level", Level.class).optional().ifPresent(VnfmLogger::level);
    table.text("out-file").optional().ifPresent(file -> ofNoEffect("out-file", "the file is"));
    if (table.flag("timestamps").orElse(false)) {
      ofNoEffect("timestamps", "time stamps are");
    }
    if (table.flag("use-colors").orElse(false)) {
      ofNoEffect("use-colors", "colours are");
    }
  }

  private static void ofNoEffect(String key, String whatIs) {
    logger()
        .warn(
            "vnfm.logger.{} is of no effect: {} up to the configuration of {}",
            key,
            whatIs,
            provider());
  }

  private static void level(Level level) {
    if (provider().equals(SIMPLE)) {
      System.setProperty("org.slf4j.simpleLogger.log." + ROOT, level.name());
    }
    Logger logger = logger();
    boolean set =
        logger.isEnabledForLevel(level)
            && (level == Level.TRACE || !logger.isEnabledForLevel(lower(level)));
    if (!set) {
      logger.warn(
          "vnfm.logger.level is of no effect: set the level of '{}' in the configuration of {}",
          ROOT,
          provider());
    }
  }

  private static Level lower(Level level) {
    return Level.values()[level.ordinal() + 1];
  }

  private static String provider() {
    return LoggerFactory.getILoggerFactory().getClass().getName();
  }

  private static Logger logger() {
    return LoggerFactory.getLogger(VnfmRuntime.class);
  }
}
