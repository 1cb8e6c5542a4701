package org.mano4j.samples.pop;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
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
    exitCodeOnInvalidInput = ExitCode.USAGE)
public final class PopCommand implements Runnable {

  /** In the order of the help. */
  private static final Map<String, Class<?>> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("servers", ServersCommand.class);
    COMMANDS.put("images", ImagesCommand.class);
    COMMANDS.put("networks", NetworksCommand.class);
    COMMANDS.put("flavours", FlavoursCommand.class);
    COMMANDS.put("create", CreateCommand.class);
    COMMANDS.put("spawn", SpawnCommand.class);
    COMMANDS.put("start", StartCommand.class);
    COMMANDS.put("stop", StopCommand.class);
    COMMANDS.put("reset", ResetCommand.class);
    COMMANDS.put("delete", DeleteCommand.class);
    COMMANDS.put("md", MdCommand.class);
    COMMANDS.put("network", NetworkCommand.class);
    COMMANDS.put("pull", PullCommand.class);
    COMMANDS.put("logs", LogsCommand.class);
    COMMANDS.put("stats", StatsCommand.class);
    COMMANDS.put("watch", WatchCommand.class);
    COMMANDS.put("info", InfoCommand.class);
    COMMANDS.put("completion", CompletionCommand.class);
  }

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
    int code = pop.commandLine(arguments).execute(arguments);
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

  /** Its commands, in the order of the help. */
  public static List<Class<?>> commands() {
    return List.copyOf(COMMANDS.values());
  }

  /** Everything that can be typed, for whoever writes a completion script. */
  static CommandLine model() {
    Surroundings nowhere =
        new Surroundings(
            Map.of(),
            OutputStream.nullOutputStream(),
            OutputStream.nullOutputStream(),
            false,
            false,
            "");
    return new PopCommand(nowhere).commandLine();
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

  /** Making a command ready takes time: if the first word names one, the others are left out. */
  private CommandLine commandLine(String... arguments) {
    CommandLine line = new CommandLine(this);
    Class<?> only = arguments.length == 0 ? null : COMMANDS.get(arguments[0]);
    if (only == null) {
      COMMANDS.forEach(line::addSubcommand);
    } else {
      line.addSubcommand(arguments[0], only);
    }
    return Failures.told(line, out, err);
  }
}
