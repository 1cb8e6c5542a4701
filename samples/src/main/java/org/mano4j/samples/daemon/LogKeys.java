package org.mano4j.samples.daemon;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mano4j.config.Config;
import org.mano4j.config.Table;
import org.slf4j.event.Level;

/**
 * {@code [log]}: what is logged to standard error, and how.
 *
 * @param format of a line
 * @param level of what is mano4j's; libraries tell their warnings
 * @param timestamps whether a line of text begins with the time; one of JSON always has it
 */
public record LogKeys(Format format, Level level, boolean timestamps) {

  /** How a line looks. */
  public enum Format {
    /** For people. */
    text,
    /** An object per line, for programs. */
    json
  }

  private static final String DOCKER = "com.github.dockerjava";
  private static final String SIMPLE = "org.slf4j.simpleLogger.";

  /**
   * Reads the table. Call it before anything is logged, and {@link #apply} before anything else of
   * the configuration is read, since that may log.
   *
   * @param asked what the command line says; null for what the table says
   * @param verbose whether the command line wants all, with the time
   * @param otherLevel what another key of the file says; the table rules over it
   * @param otherTimestamps the same for the time
   */
  public static LogKeys read(
      Config config,
      @Nullable Format asked,
      boolean verbose,
      Optional<Level> otherLevel,
      Optional<Boolean> otherTimestamps) {
    Table table = config.table("log");
    Format format = table.choice("format", Format.class).orElse(Format.text);
    Level level =
        table.choice("level", Level.class).optional().or(() -> otherLevel).orElse(Level.INFO);
    Optional<Boolean> timestamps = table.flag("timestamps").optional().or(() -> otherTimestamps);
    return new LogKeys(
        asked == null ? format : asked, verbose ? Level.DEBUG : level, timestamps.orElse(verbose));
  }

  /** Whether {@code [log]} has a level of its own. */
  public static boolean hasLevel(Config config) {
    return config.table("log").has("level");
  }

  /** docker-java logs failures that it also throws, with stack traces. */
  private String dockerLevel() {
    return level.compareTo(Level.DEBUG) < 0 ? "off" : "warn";
  }

  /** Makes it so, for the whole program. Works as long as no logger was made; tests make some. */
  public void apply() {
    if (format == Format.json) {
      JsonLog.begin(Map.of("org.mano4j", level.name(), DOCKER, dockerLevel()));
      return;
    }
    System.setProperty(SIMPLE + "log.org.mano4j", level.name().toLowerCase(Locale.ROOT));
    System.setProperty(SIMPLE + "log." + DOCKER, dockerLevel());
    System.setProperty(SIMPLE + "showDateTime", Boolean.toString(timestamps));
    System.setProperty(SIMPLE + "dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
  }
}
