package org.mano4j.samples.plugind;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.mano4j.config.Config;
import org.mano4j.config.Table;
import org.mano4j.mgmt.VimManagerOptions;
import org.mano4j.plugin.PluginConfig;
import org.mano4j.plugin.VimDriverPlugin;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopEndpoint;
import org.mano4j.pop.nfv.PopVimConfig;
import org.mano4j.pop.nfv.PopVimDriver;
import org.mano4j.samples.daemon.LogKeys;
import org.mano4j.samples.daemon.Meters;
import org.mano4j.samples.daemon.Prepared;
import org.mano4j.samples.daemon.Program;
import org.mano4j.samples.daemon.ProgramOptions;
import org.mano4j.samples.daemon.Secrecy;
import org.mano4j.samples.daemon.Tables;

/** The VIM driver that a configuration describes. */
public final class PlugindSetup {

  private static final String TYPE = "pop";
  private static final int MOST_AT_A_TIME = 1000;

  /** Fewer than a library's, since each thread that has worked keeps some of the memory. */
  private static final int AT_A_TIME = 8;

  private static final Duration LONGEST = Duration.ofHours(1);

  private PlugindSetup() {}

  /**
   * The driver of a program of its own.
   *
   * @throws org.mano4j.config.ConfigException with all mistakes of the configuration
   */
  static Prepared prepare(
      Program program, ProgramOptions options, List<String> arguments, Supplier<Meters> meters) {
    Config config = Tables.of("plugind", options.file(), program.environment());
    LogKeys.read(config, options.logFormat(), options.verbose(), Optional.empty(), Optional.empty())
        .apply();
    return prepare(program, config, options, arguments, endpoint -> Optional.empty(), meters.get());
  }

  /**
   * The driver of a configuration whose {@code [log]} was read.
   *
   * @param arguments of an NFVO; none if there are none
   * @param others credentials for Pops that the configuration has none for
   * @throws org.mano4j.config.ConfigException with all mistakes of the configuration
   */
  public static Prepared prepare(
      Program program,
      Config config,
      ProgramOptions options,
      List<String> arguments,
      Function<PopEndpoint, Optional<PopCredentials>> others,
      Meters meters) {
    Table plugin = config.table("plugin");
    Duration drain =
        plugin.duration("drain", Duration.ZERO, LONGEST).orElse(Duration.ofSeconds(30));
    VimManagerOptions doors = doors(plugin.table("doors"));
    PopVimConfig pops = PopVimConfig.read(config);
    boolean holdsSecrets = config.table("amqp").has("password") || !pops.names().isEmpty();
    PluginConfig read = PluginConfig.read(config).withMetrics(meters.bus("plugind"));
    PluginConfig said =
        arguments.isEmpty()
            ? read
            : read.withArguments(arguments.toArray(String[]::new), program.environment());
    PopVimDriver driver =
        PopVimDriver.builder()
            .pops(pops)
            .credentials(others)
            .mgmtOptions(doors.withMetrics(meters.mgmt()))
            .build();
    VimDriverPlugin.Builder builder = said.builder(driver, TYPE).metrics(meters.plugin());
    if (said.workers().isEmpty()) {
      builder.workers(AT_A_TIME);
    }
    VimDriverPlugin driverPlugin = builder.build();
    List<String> warnings = new ArrayList<>();
    Secrecy.warnOfFile(options.file(), holdsSecrets, warnings);
    return new Prepared(new Plugind(driverPlugin), drain, warnings);
  }

  private static VimManagerOptions doors(Table table) {
    VimManagerOptions usual = VimManagerOptions.defaults();
    return usual
        .withParallelism(table.integer("parallelism", 1, MOST_AT_A_TIME).orElse(AT_A_TIME))
        .withCallLimit(
            table
                .duration("call-limit", Duration.ofMillis(1), Duration.ofMinutes(25))
                .orElse(usual.callLimit()));
  }
}
