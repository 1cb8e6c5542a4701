package org.mano4j.samples.popd;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.mano4j.config.ConfigException;
import org.mano4j.pop.server.PopServer;
import org.mano4j.samples.ExitCode;
import org.mano4j.samples.daemon.Daemon;
import org.mano4j.samples.pop.Failures;
import org.mano4j.samples.pop.Surroundings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** A Docker Engine as a Pop. */
@Command(
    name = "popd",
    description = {
      "Makes a Docker Engine a Pop: serves the Pop protocol, and runs what its users start as"
          + " containers of the engine, until it is told to end. Containers go on running then, and"
          + " the next start finds them again.",
      ""
    },
    footer = {
      "",
      "Every key of the file has a variable, too: MANO4J_NETADDR for Netaddr. Without a file,"
          + " POPD_AUTH=user:password[,user2:password2...] says who may log in.",
      "docs/popd.md has all keys.",
      "",
      "Signals: TERM and INT end it when calls under way are answered, a second one ends it at"
          + " once; HUP reads the users again.",
      "",
      "Exit codes: 0 done, 1 failed, 2 the configuration has mistakes, 64 wrong usage."
    },
    exitCodeOnInvalidInput = ExitCode.USAGE)
public final class PopdCommand implements Callable<Integer> {

  private final Surroundings surroundings;
  private final PrintWriter out;
  private final PrintWriter err;

  @Spec private CommandSpec spec;

  @Option(
      names = {"--config", "--cfg"},
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "The configuration, in TOML; 'popd init' writes one.")
  private @Nullable Path file;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description =
          "Where it remembers its containers and networks; one Pop at a time uses a directory. By"
              + " default what the file says, else /var/lib/mano4j/popd for root, and"
              + " ~/.local/state/mano4j/popd for others.")
  private @Nullable Path state;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      description =
          "Where to listen, port 0 for any free one; by default what the file says, else"
              + " 127.0.0.1:60000.")
  private @Nullable String listen;

  @Option(
      names = "--keep-stopped",
      description = "Keep the engine's containers that have ended, as AutoRemove = false does.")
  private boolean keepStopped;

  @Option(
      names = {"-v", "--verbose"},
      description = "Log to standard error all that happens, with the time.")
  private boolean verbose;

  @Option(names = "--profile-addr", hidden = true)
  private @Nullable String profileAddress;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help and exit.")
  private boolean help;

  private PopdCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.out = surroundings.outWriter();
    this.err = surroundings.errWriter();
  }

  /** Runs the Pop with these arguments until the process is told to end; the exit code. */
  public static int run(Surroundings surroundings, String... arguments) {
    return run(surroundings, System.in, arguments);
  }

  /** The same with answers for {@code init} from elsewhere. */
  static int run(Surroundings surroundings, InputStream answers, String... arguments) {
    PopdCommand popd = new PopdCommand(surroundings);
    CommandLine line = new CommandLine(popd).addSubcommand(new PopdInit(popd, answers));
    int code = Failures.told(line, popd.out, popd.err).execute(arguments);
    popd.out.flush();
    popd.err.flush();
    return code;
  }

  @Override
  public Integer call() throws InterruptedException {
    PopdOptions options = options();
    PopdSource source = new PopdSource(options, surroundings.environment());
    PopdConfig config;
    try {
      config = source.read();
      source.users(config);
    } catch (ConfigException e) {
      // a line for each mistake
      err.println("error:  " + e.getMessage());
      return ExitCode.BAD_INPUT;
    } catch (IllegalArgumentException e) {
      Failures.tell(e.getMessage(), out, err);
      return ExitCode.BAD_INPUT;
    }
    config.log().apply();
    warn(source, config);
    try {
      config.state().make();
    } catch (UncheckedIOException e) {
      Failures.tell(e.getMessage(), out, err);
      return ExitCode.FAILED;
    }
    PopServer server;
    try {
      server = config.server().users(() -> source.users(source.read())).build();
    } catch (IllegalArgumentException e) {
      Failures.tell("the configuration cannot be used: " + e.getMessage(), out, err);
      return ExitCode.BAD_INPUT;
    }
    return new Daemon(new Popd(server), config.drain(), out, err).hearingSignals().serve();
  }

  private PopdOptions options() {
    if (profileAddress != null) {
      throw wrong("--profile-addr is not supported: attach a profiler to the JVM");
    }
    try {
      return new PopdOptions(
          file, state, listen == null ? null : Netaddr.parse(listen), keepStopped, verbose);
    } catch (IllegalArgumentException e) {
      throw wrong("--listen " + e.getMessage());
    }
  }

  private static void warn(PopdSource source, PopdConfig config) {
    Logger log = LoggerFactory.getLogger(PopdCommand.class); // made after its level is set
    config.warnings().forEach(log::warn);
    if (source.authIsUnused(config)) {
      log.warn("POPD_AUTH is not used: the configuration file names the users");
    }
  }

  PrintWriter out() {
    return out;
  }

  PrintWriter err() {
    return err;
  }

  @Nullable Path file() {
    return file;
  }

  private ParameterException wrong(String text) {
    return new ParameterException(spec.commandLine(), text);
  }
}
