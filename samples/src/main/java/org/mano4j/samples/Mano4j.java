package org.mano4j.samples;

import java.util.Arrays;
import org.mano4j.samples.all.AllCommand;
import org.mano4j.samples.plugind.PlugindCommand;
import org.mano4j.samples.pop.PopCheckCommand;
import org.mano4j.samples.pop.PopCommand;
import org.mano4j.samples.pop.PopServerCommand;
import org.mano4j.samples.pop.Surroundings;
import org.mano4j.samples.popd.PopdCommand;
import org.mano4j.samples.vnfmd.VnfmdCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. Exit codes are those of {@link ExitCode}. */
@Command(
    name = "mano4j",
    description = "NFV management and orchestration with containers.",
    subcommands = {DemoCommand.class, ValidateCommand.class},
    exitCodeOnInvalidInput = ExitCode.USAGE)
public final class Mano4j implements Runnable {

  @Spec private CommandSpec spec;
  @Mixin private HelpOption help;

  /** Runs one word of the command line and ends the process with its exit code. */
  public static void main(String[] args) {
    // There are two on the class path; programs that want a log of JSON take the other one.
    System.setProperty("slf4j.internal.verbosity", "warn");
    System.setProperty("slf4j.provider", "org.slf4j.simple.SimpleServiceProvider");
    System.exit(run(args));
  }

  /**
   * {@code pop} is typed often and has many commands: neither does it wait for the others to be
   * made ready, nor they for it.
   */
  private static int run(String... args) {
    String word = args.length == 0 ? "" : args[0];
    String[] rest = Arrays.copyOfRange(args, Math.min(1, args.length), args.length);
    return switch (word) {
      case "pop" -> PopCommand.run(Surroundings.ofProcess(), rest);
      case "pop-check" -> PopCheckCommand.run(Surroundings.ofProcess(), rest);
      case "all" -> AllCommand.run(Surroundings.ofProcess(), rest);
      case "popd" -> PopdCommand.run(Surroundings.ofProcess(), rest);
      case "plugind" -> PlugindCommand.run(Surroundings.ofProcess(), rest);
      case "vnfmd" -> VnfmdCommand.run(Surroundings.ofProcess(), rest);
      case "pop-server" -> PopServerCommand.run(Surroundings.ofProcess(), rest);
      default -> commandLine().execute(args);
    };
  }

  static CommandLine commandLine() {
    return new CommandLine(new Mano4j())
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              command.getErr().println("error: " + failure.getMessage());
              return ExitCode.FAILED;
            });
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
