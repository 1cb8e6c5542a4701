package org.mano4j.samples.vnfmd;

import java.util.concurrent.Callable;
import org.mano4j.samples.ExitCode;
import org.mano4j.samples.daemon.Program;
import org.mano4j.samples.daemon.ProgramOptions;
import org.mano4j.samples.daemon.Version;
import org.mano4j.samples.pop.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code vnfmd}: the generic VNF manager for functions in containers. */
@Command(
    name = "vnfmd",
    description = {
      "A VNF manager for functions in containers: configures and starts them through mgmt, as an"
          + " NFVO asks over its broker.",
      ""
    },
    footer = {
      "",
      "Every key of the file has a variable, too: MANO4J_AMQP_HOST for host in [amqp]."
          + " docs/configuration.md has all keys.",
      "",
      Program.SIGNALS,
      "",
      Program.CODES
    },
    versionProvider = Version.class,
    exitCodeOnInvalidInput = ExitCode.USAGE)
public final class VnfmdCommand implements Callable<Integer> {

  private final Program program;

  @Mixin private ProgramOptions options;

  private VnfmdCommand(Program program) {
    this.program = program;
    this.options = new ProgramOptions();
  }

  /** Runs it with these arguments until the process is told to end; the exit code. */
  public static int run(Surroundings surroundings, String... arguments) {
    Program program = new Program("vnfmd", surroundings);
    return program.execute(new CommandLine(new VnfmdCommand(program)), arguments);
  }

  @Override
  public Integer call() throws InterruptedException {
    return program.serve(options, meters -> VnfmdSetup.prepare(program, options, meters));
  }
}
