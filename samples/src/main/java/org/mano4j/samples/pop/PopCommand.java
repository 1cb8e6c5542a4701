package org.mano4j.samples.pop;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mano4j.samples.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line of a Pop's users. */
@Command(
    name = "pop",
    description = {
      "Shows and changes the containers, images and networks of a Pop.",
      "",
      "A FILTER is a name, or id: and an id. Without --auth, user and password come from POP_AUTH;"
          + " without --host, the Pop is the one of POP_HOST, or else localhost:60000.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 done, 1 failed, 64 wrong usage.",
      "",
      "Examples:",
      "  export POP_AUTH=admin:secret",
      "  pop spawn image=nginx:latest name=web",
      "  pop servers",
      "  pop servers -o yaml web",
      "  pop md set web GREETING=hello",
      "  pop delete '*'"
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ServersCommand.class,
      ImagesCommand.class,
      NetworksCommand.class,
      FlavoursCommand.class,
      CreateCommand.class,
      SpawnCommand.class,
      StartCommand.class,
      StopCommand.class,
      ResetCommand.class,
      DeleteCommand.class,
      MdCommand.class,
      NetworkCommand.class,
      PullCommand.class,
      LogsCommand.class,
      StatsCommand.class,
      WatchCommand.class,
      InfoCommand.class,
      CompletionCommand.class
    },
    exitCodeOnInvalidInput = ExitCode.USAGE)
public final class PopCommand implements Runnable {

  private final Surroundings surroundings;
  private final PrintWriter out;
  private final PrintWriter err;

  @Spec private CommandSpec spec;
  @Mixin private PopAccess access;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      scope = ScopeType.INHERIT,
      converter = OutputFormat.Converter.class,
      completionCandidates = OutputFormat.Candidates.class,
      description = "table, yaml or json; by default table on a terminal, and yaml elsewhere.")
  private @Nullable OutputFormat output;

  @Option(names = "--json", scope = ScopeType.INHERIT, description = "The same as --output json.")
  private boolean json;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help and exit.")
  private boolean help;

  private PopCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.out = surroundings.outWriter();
    this.err = surroundings.errWriter();
  }

  /** Runs the command with these arguments; the exit code. */
  public static int run(Surroundings surroundings, String... arguments) {
    PopCommand pop = new PopCommand(surroundings);
    int code = pop.commandLine().execute(arguments);
    pop.err.flush();
    if (pop.out.checkError()) {
      pop.error("cannot write to standard output");
      return ExitCode.FAILED;
    }
    return code;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  /** Everything that can be typed, for whoever writes a completion script. */
  static CommandLine model() {
    return new CommandLine(
        new PopCommand(
            new Surroundings(
                Map.of(),
                OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream(),
                false,
                false,
                "")));
  }

  PrintWriter out() {
    return out;
  }

  Surroundings surroundings() {
    return surroundings;
  }

  /** In the format that was asked for. */
  Printer printer() {
    OutputFormat usual = surroundings.outIsTerminal() ? OutputFormat.TABLE : OutputFormat.YAML;
    OutputFormat asked = json ? OutputFormat.JSON : output;
    return new Printer(asked == null ? usual : asked, out);
  }

  /** Tells a person what went wrong, in one line. */
  void error(@Nullable String text) {
    Failures.tell(text, out, err);
  }

  /** Progress and the like, beside the results. */
  PrintWriter err() {
    return err;
  }

  /** Nothing is sent before the first call. */
  PopConnection connect() {
    try {
      return access.connect(surroundings);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private CommandLine commandLine() {
    return Failures.told(new CommandLine(this), out, err);
  }
}
