package org.mano4j.samples.plugind;

import java.util.List;
import java.util.concurrent.Callable;
import org.mano4j.plugin.PluginArguments;
import org.mano4j.samples.ExitCode;
import org.mano4j.samples.daemon.Program;
import org.mano4j.samples.daemon.ProgramOptions;
import org.mano4j.samples.daemon.Version;
import org.mano4j.samples.pop.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plugind}: the VIM driver for Pops. */
@Command(
    name = "plugind",
    description = {"The VIM driver for Pops, to which an NFVO talks over its broker.", ""},
    footer = {
      "",
      "Every key of the file has a variable, too: MANO4J_AMQP_HOST for host in [amqp]. The arguments"
          + " of an NFVO rule over both; with them, so do the variables username, password and"
          + " virtual_host. docs/configuration.md has all keys.",
      "",
      Program.SIGNALS,
      "",
      Program.CODES
    },
    versionProvider = Version.class,
    exitCodeOnInvalidInput = ExitCode.USAGE)
public final class PlugindCommand implements Callable<Integer> {

  private final Program program;

  @Spec private CommandSpec spec;

  @Mixin private ProgramOptions options;

  @Parameters(
      paramLabel = "ARGUMENT",
      description = "What an NFVO passes: " + PluginArguments.USAGE + ".")
  private List<String> arguments = List.of();

  private PlugindCommand(Program program) {
    this.program = program;
    this.options = new ProgramOptions();
  }

  /** Runs it with these arguments until the process is told to end; the exit code. */
  public static int run(Surroundings surroundings, String... arguments) {
    Program program = new Program("plugind", surroundings);
    return program.execute(new CommandLine(new PlugindCommand(program)), arguments);
  }

  @Override
  public Integer call() throws InterruptedException {
    if (!arguments.isEmpty()) {
      try {
        PluginArguments.parse(arguments.toArray(String[]::new), program.environment());
      } catch (IllegalArgumentException e) {
        throw new ParameterException(spec.commandLine(), e.getMessage());
      }
    }
    return program.serve(
        options, meters -> PlugindSetup.prepare(program, options, arguments, meters));
  }
}
