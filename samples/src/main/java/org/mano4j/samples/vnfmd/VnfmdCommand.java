package org.mano4j.samples.vnfmd;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.mano4j.config.Config;
import org.mano4j.config.ConfigException;
import org.mano4j.pop.nfv.MgmtVnfm;
import org.mano4j.samples.ExitCode;
import org.mano4j.samples.daemon.Daemon;
import org.mano4j.samples.pop.Failures;
import org.mano4j.samples.pop.Surroundings;
import org.mano4j.vnfm.VnfmConfig;
import org.mano4j.vnfm.VnfmRuntime;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vnfmd}: the generic VNF manager for functions in containers. */
@Command(
    name = "vnfmd",
    description = {
      "A VNF manager for functions in containers: configures and starts them through mgmt.",
      ""
    },
    footer = {
      "",
      "Signals: TERM and INT end it when what is in work is done, a second one ends it at once.",
      "",
      "Exit codes: 0 done, 1 failed, 2 the configuration has mistakes, 64 wrong usage."
    },
    exitCodeOnInvalidInput = ExitCode.USAGE)
public final class VnfmdCommand implements Callable<Integer> {

  private static final Duration DRAIN = Duration.ofSeconds(30);

  private final Surroundings surroundings;
  private final PrintWriter out;
  private final PrintWriter err;

  @Option(names = "--config", paramLabel = "FILE", description = "The configuration, in TOML.")
  private @Nullable Path file;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  private boolean help;

  private VnfmdCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.out = surroundings.outWriter();
    this.err = surroundings.errWriter();
  }

  /** Runs it with these arguments until the process is told to end; the exit code. */
  public static int run(Surroundings surroundings, String... arguments) {
    VnfmdCommand command = new VnfmdCommand(surroundings);
    int code = Failures.told(new CommandLine(command), command.out, command.err).execute(arguments);
    command.out.flush();
    command.err.flush();
    return code;
  }

  @Override
  public Integer call() throws InterruptedException {
    VnfmRuntime manager;
    try {
      Config config =
          file == null
              ? Config.ofEnvironment(surroundings.environment())
              : Config.read(file, surroundings.environment());
      manager = VnfmConfig.builder(new MgmtVnfm(), config).build();
    } catch (ConfigException e) {
      err.println("error:  " + e.getMessage());
      return ExitCode.BAD_INPUT;
    }
    return new Daemon(new Vnfmd(manager), DRAIN, out, err).hearingSignals().serve();
  }
}
