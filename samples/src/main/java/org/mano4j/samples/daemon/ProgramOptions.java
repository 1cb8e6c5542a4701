package org.mano4j.samples.daemon;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every program has which serves. */
public final class ProgramOptions {

  @Option(
      names = {"--config", "--cfg"},
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "The configuration, in TOML.")
  private @Nullable Path file;

  @Option(
      names = "--log-format",
      paramLabel = "FORMAT",
      description =
          "How to log to standard error: ${COMPLETION-CANDIDATES}; in the place of [log].")
  private LogKeys.@Nullable Format logFormat;

  @Option(
      names = {"-v", "--verbose"},
      description = "Log to standard error all that happens, with the time.")
  private boolean verbose;

  @Option(
      names = "--health",
      description =
          "Start nothing: ask the one that runs with this configuration how it is, print that as"
              + " JSON, and exit with 0 if it is ready, else with 1.")
  private boolean health;

  @Option(names = "--version", versionHelp = true, description = "Show the version and exit.")
  private boolean version;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help and exit.")
  private boolean help;

  /** The configuration file; null for none. */
  public @Nullable Path file() {
    return file;
  }

  /** How to log; null for what the configuration says. */
  public LogKeys.@Nullable Format logFormat() {
    return logFormat;
  }

  /** Whether to log all that happens. */
  public boolean verbose() {
    return verbose;
  }

  /** Whether only the health of a running program is wanted. */
  public boolean health() {
    return health;
  }
}
