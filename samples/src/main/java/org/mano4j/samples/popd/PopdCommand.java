package org.mano4j.samples.popd;

import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.mano4j.samples.ExitCode;
import org.mano4j.samples.daemon.Netaddr;
import org.mano4j.samples.daemon.Program;
import org.mano4j.samples.daemon.ProgramOptions;
import org.mano4j.samples.daemon.Version;
import org.mano4j.samples.pop.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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
      Program.SIGNALS + " HUP reads the users again.",
      "",
      Program.CODES
    },
    versionProvider = Version.class,
    exitCodeOnInvalidInput = ExitCode.USAGE)
public final class PopdCommand implements Callable<Integer> {

  private final Program program;

  @Spec private CommandSpec spec;

  @Mixin private ProgramOptions options;

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

  @Option(names = "--profile-addr", hidden = true)
  private @Nullable String profileAddress;

  private PopdCommand(Program program) {
    this.program = program;
    this.options = new ProgramOptions();
  }

  /** Runs the Pop with these arguments until the process is told to end; the exit code. */
  public static int run(Surroundings surroundings, String... arguments) {
    return run(surroundings, System.in, arguments);
  }

  /** The same with answers for {@code init} from elsewhere. */
  static int run(Surroundings surroundings, InputStream answers, String... arguments) {
    Program program = new Program("popd", surroundings);
    PopdCommand popd = new PopdCommand(program);
    CommandLine line = new CommandLine(popd).addSubcommand(new PopdInit(popd, answers));
    return program.execute(line, arguments);
  }

  @Override
  public Integer call() throws InterruptedException {
    PopdOptions asked = asked();
    return program.serve(
        options,
        meters -> {
          PopdSource source = new PopdSource(asked, program.environment());
          return PopdSetup.prepare(source, source::users, meters, (config, server) -> {});
        });
  }

  private PopdOptions asked() {
    if (profileAddress != null) {
      throw wrong("--profile-addr is not supported: attach a profiler to the JVM");
    }
    try {
      return new PopdOptions(
          options.file(),
          state,
          listen == null ? null : Netaddr.parse(listen),
          keepStopped,
          options.verbose(),
          options.logFormat());
    } catch (IllegalArgumentException e) {
      throw wrong("--listen " + e.getMessage());
    }
  }

  PrintWriter out() {
    return program.out();
  }

  PrintWriter err() {
    return program.err();
  }

  @Nullable Path file() {
    return options.file();
  }

  private ParameterException wrong(String text) {
    return new ParameterException(spec.commandLine(), text);
  }
}
