package org.mano4j.samples.plugind;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.mano4j.config.Config;
import org.mano4j.config.ConfigException;
import org.mano4j.messaging.AmqpBusConnector;
import org.mano4j.messaging.AmqpOptions;
import org.mano4j.plugin.PluginArguments;
import org.mano4j.plugin.PluginConfig;
import org.mano4j.plugin.VimDriverPlugin;
import org.mano4j.pop.nfv.PopVimDriver;
import org.mano4j.samples.ExitCode;
import org.mano4j.samples.daemon.Daemon;
import org.mano4j.samples.pop.Failures;
import org.mano4j.samples.pop.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plugind}: the VIM driver for Pops. */
@Command(
    name = "plugind",
    description = {"The VIM driver for Pops, to which an NFVO talks over its broker.", ""},
    footer = {
      "",
      "Signals: TERM and INT end it when what is in work is done, a second one ends it at once.",
      "",
      "Exit codes: 0 done, 1 failed, 2 the configuration has mistakes, 64 wrong usage."
    },
    exitCodeOnInvalidInput = ExitCode.USAGE)
public final class PlugindCommand implements Callable<Integer> {

  private static final Duration DRAIN = Duration.ofSeconds(30);

  private final Surroundings surroundings;
  private final PrintWriter out;
  private final PrintWriter err;

  @Option(names = "--config", paramLabel = "FILE", description = "The configuration, in TOML.")
  private @Nullable Path file;

  @Parameters(
      paramLabel = "ARGUMENT",
      description = "What an NFVO passes: " + PluginArguments.USAGE + ".")
  private List<String> arguments = List.of();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  private boolean help;

  private PlugindCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.out = surroundings.outWriter();
    this.err = surroundings.errWriter();
  }

  /** Runs it with these arguments until the process is told to end; the exit code. */
  public static int run(Surroundings surroundings, String... arguments) {
    PlugindCommand command = new PlugindCommand(surroundings);
    int code = Failures.told(new CommandLine(command), command.out, command.err).execute(arguments);
    command.out.flush();
    command.err.flush();
    return code;
  }

  @Override
  public Integer call() throws InterruptedException {
    VimDriverPlugin plugin;
    try {
      plugin = plugin();
    } catch (ConfigException e) {
      err.println("error:  " + e.getMessage());
      return ExitCode.BAD_INPUT;
    } catch (IllegalArgumentException e) {
      Failures.tell(e.getMessage(), out, err);
      return ExitCode.USAGE;
    }
    return new Daemon(new Plugind(plugin), DRAIN, out, err).hearingSignals().serve();
  }

  private VimDriverPlugin plugin() {
    Map<String, String> environment = surroundings.environment();
    Config config =
        file == null ? Config.ofEnvironment(environment) : Config.read(file, environment);
    VimDriverPlugin.Builder builder =
        PluginConfig.builder(PopVimDriver.create(), config).type("pop");
    if (!arguments.isEmpty()) {
      PluginArguments start = PluginArguments.parse(arguments.toArray(String[]::new), environment);
      builder
          .arguments(start)
          .connector(
              new AmqpBusConnector(
                  AmqpOptions.defaults()
                      .withHost(start.brokerHost())
                      .withPort(start.brokerPort())
                      .withVirtualHost(start.virtualHost())));
    }
    return builder.build();
  }
}
