package org.mano4j.samples.all;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.mano4j.config.Config;
import org.mano4j.config.ConfigException;
import org.mano4j.config.Table;
import org.mano4j.samples.ExitCode;
import org.mano4j.samples.daemon.Meters;
import org.mano4j.samples.daemon.Prepared;
import org.mano4j.samples.daemon.Program;
import org.mano4j.samples.daemon.ProgramOptions;
import org.mano4j.samples.daemon.Tables;
import org.mano4j.samples.daemon.Together;
import org.mano4j.samples.daemon.Version;
import org.mano4j.samples.plugind.PlugindSetup;
import org.mano4j.samples.pop.Surroundings;
import org.mano4j.samples.popd.OwnPop;
import org.mano4j.samples.vnfmd.VnfmdSetup;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code all}: the three programs of a small site in one JVM. */
@Command(
    name = "all",
    description = {
      "A Docker Engine as a Pop, the VIM driver for it, and the VNF manager for its containers, in"
          + " one process: what popd, plugind and vnfmd are as three.",
      ""
    },
    footer = {
      "",
      "The file holds the keys and tables of all three; [amqp] is the driver's and the manager's."
          + " The driver logs in at the Pop by itself. docs/configuration.md and docs/popd.md have"
          + " all keys.",
      "",
      Program.SIGNALS + " HUP reads the users of the Pop again.",
      "",
      Program.CODES
    },
    versionProvider = Version.class,
    exitCodeOnInvalidInput = ExitCode.USAGE)
public final class AllCommand implements Callable<Integer> {

  private final Program program;

  @Mixin private ProgramOptions options;

  private AllCommand(Program program) {
    this.program = program;
    this.options = new ProgramOptions();
  }

  /** Runs it with these arguments until the process is told to end; the exit code. */
  public static int run(Surroundings surroundings, String... arguments) {
    Program program = new Program("all", surroundings);
    return program.execute(new CommandLine(new AllCommand(program)), arguments);
  }

  @Override
  public Integer call() throws InterruptedException {
    return program.serve(options, this::prepare);
  }

  private Prepared prepare(Supplier<Meters> meters) {
    List<ConfigException> mistakes = new ArrayList<>();
    List<Prepared> parts = new ArrayList<>();
    OwnPop pop = OwnPop.of(options, program.environment());
    keep(parts, mistakes, () -> pop.prepare(meters));
    keep(
        parts,
        mistakes,
        () ->
            PlugindSetup.prepare(
                program, config("plugind"), options, List.of(), pop::credentials, meters.get()));
    keep(parts, mistakes, () -> VnfmdSetup.prepare(vnfmd(), options, meters.get()));
    if (!mistakes.isEmpty()) {
      throw ConfigException.of(mistakes);
    }
    return new Together(parts).prepared();
  }

  private static void keep(
      List<Prepared> parts, List<ConfigException> mistakes, Supplier<Prepared> preparation) {
    try {
      parts.add(preparation.get());
    } catch (ConfigException e) {
      mistakes.add(e);
    }
  }

  /** The log of the program is the Pop's. */
  private Config config(String part) {
    Config config = Tables.of(part, options.file(), program.environment());
    config.leave("log");
    return config;
  }

  private Config vnfmd() {
    Config config = config("vnfmd");
    Table logger = config.table("vnfm").table("logger");
    if (logger.has("level")) {
      logger.problem("level", "is for vnfmd alone; the level of this program is log.level");
    }
    return config;
  }
}
