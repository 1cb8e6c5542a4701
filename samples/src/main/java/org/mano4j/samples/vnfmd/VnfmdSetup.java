package org.mano4j.samples.vnfmd;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.mano4j.config.Config;
import org.mano4j.config.Table;
import org.mano4j.mgmt.VimConnectorOptions;
import org.mano4j.pop.nfv.MgmtVnfm;
import org.mano4j.pop.nfv.MgmtVnfmOptions;
import org.mano4j.samples.daemon.LogKeys;
import org.mano4j.samples.daemon.Meters;
import org.mano4j.samples.daemon.Prepared;
import org.mano4j.samples.daemon.Program;
import org.mano4j.samples.daemon.ProgramOptions;
import org.mano4j.samples.daemon.Secrecy;
import org.mano4j.samples.daemon.Tables;
import org.mano4j.vnfm.VnfmConfig;
import org.mano4j.vnfm.VnfmRuntime;
import org.slf4j.event.Level;

/** The VNF manager that a configuration describes. */
public final class VnfmdSetup {

  /** What the VNFDs of the thesis name as their endpoint. */
  private static final String TYPE = "mgmt";

  private static final Duration LONGEST = Duration.ofHours(1);

  private static final int MOST_AT_A_TIME = 1000;

  private VnfmdSetup() {}

  /**
   * The manager of a program of its own.
   *
   * @throws org.mano4j.config.ConfigException with all mistakes of the configuration
   */
  static Prepared prepare(Program program, ProgramOptions options, Supplier<Meters> meters) {
    Config config = Tables.of("vnfmd", options.file(), program.environment());
    Table logger = config.table("vnfm").table("logger");
    Optional<Level> level = logger.choice("level", Level.class).optional();
    if (level.isPresent() && LogKeys.hasLevel(config)) {
      logger.problem("level", "contradicts log.level; keep one of them");
    }
    LogKeys.read(config, options.logFormat(), options.verbose(), level, Optional.empty()).apply();
    return prepare(config, options, meters.get());
  }

  /**
   * The manager of a configuration whose {@code [log]} was read.
   *
   * @throws org.mano4j.config.ConfigException with all mistakes of the configuration
   */
  public static Prepared prepare(Config config, ProgramOptions options, Meters meters) {
    Table vnfm = config.table("vnfm");
    Duration drain = vnfm.duration("drain", Duration.ZERO, LONGEST).orElse(Duration.ofSeconds(30));
    vnfm.text("channel")
        .mustBe("amqp"::equals, "must be amqp: this manager reaches VIMs over the broker, too")
        .optional();
    MgmtVnfm handler = new MgmtVnfm(mgmt(config.table("mgmt")));
    boolean holdsSecrets = config.table("amqp").has("password");
    VnfmRuntime manager =
        VnfmConfig.builder(handler, config, TYPE, meters.bus("vnfmd"))
            .metrics(meters.vnfm())
            .build();
    List<String> warnings = new ArrayList<>();
    Secrecy.warnOfFile(options.file(), holdsSecrets, warnings);
    return new Prepared(new Vnfmd(manager), drain, warnings);
  }

  private static MgmtVnfmOptions mgmt(Table table) {
    MgmtVnfmOptions usual = MgmtVnfmOptions.defaults();
    return usual
        .withConnector(
            new VimConnectorOptions(
                table
                    .duration("timeout", Duration.ofMillis(1), LONGEST)
                    .orElse(usual.connector().timeout())))
        .withParallelism(
            table.integer("parallelism", 1, MOST_AT_A_TIME).orElse(usual.parallelism()))
        .withRestart(table.flag("restart").orElse(usual.restart()))
        .withFollowNewSources(table.flag("follow-new-sources").orElse(usual.followNewSources()));
  }
}
