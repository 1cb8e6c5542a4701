package org.mano4j.samples.popd;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mano4j.config.Config;
import org.mano4j.config.Table;
import org.mano4j.pop.Flavour;
import org.mano4j.pop.docker.DockerPopBackend;
import org.mano4j.pop.docker.DockerPopBuilder;
import org.mano4j.pop.server.PopServer;
import org.mano4j.pop.server.PopServerBuilder;
import org.mano4j.pop.server.PopServerTls;
import org.mano4j.pop.server.PopUser;
import org.mano4j.samples.daemon.LogKeys;
import org.mano4j.samples.daemon.Netaddr;
import org.mano4j.samples.daemon.Secrecy;
import org.slf4j.event.Level;

/**
 * What file, variables and command line say together.
 *
 * @param tls null for plain text
 * @param users of the file alone
 * @param drain how long to wait for calls at the end
 * @param backendTimeout of one call of the engine
 * @param warnings what is well but may surprise
 */
record PopdConfig(
    String name,
    Netaddr netaddr,
    @Nullable PopServerTls tls,
    List<PopUser> users,
    LogKeys log,
    StateKeys state,
    EngineKeys engine,
    OutputKeys output,
    NetworkKeys networks,
    List<Flavour> flavours,
    LimitKeys limits,
    Duration drain,
    Duration backendTimeout,
    List<String> warnings) {

  /** The numbers of {@code LogLevel}, 0 to 5, as the first program had them. */
  private static final List<Level> LEVELS =
      List.of(Level.ERROR, Level.ERROR, Level.ERROR, Level.WARN, Level.INFO, Level.DEBUG);

  private static final Duration LONGEST = Duration.ofHours(1);
  private static final String ADDRESS = "Netaddr";
  private static final String CERTIFICATE = "TLSCertPath";
  private static final String KEY = "TLSKeyPath";
  private static final String CLIENTS = "TLSClientCAPath";

  /**
   * Reads all, and checks all.
   *
   * @throws org.mano4j.config.ConfigException with every mistake
   */
  static PopdConfig read(Config config, Map<String, String> environment, PopdOptions options) {
    Table top = config.top();
    config.leave("monitor"); // the program's, which has read it
    List<String> warnings = new ArrayList<>();
    top.text("Proto")
        .mustBe(proto -> proto.isBlank() || proto.equals("tcp"), "must be tcp: there is no other")
        .optional();
    PopdConfig read =
        new PopdConfig(
            Keys.text(top, "PopName").orElse("docker-popd"),
            netaddr(top, options, warnings),
            tls(top),
            UserKeys.read(config.table("Users")),
            log(config, options),
            StateKeys.read(top, environment, options.state()),
            EngineKeys.read(config, environment, options.keepStopped()),
            OutputKeys.read(config.table("Output")),
            NetworkKeys.read(config.table("Networks")),
            FlavourKeys.read(config.table("Flavours")),
            LimitKeys.read(config.table("Limits"), config.table("Sessions")),
            top.duration("DrainTimeout", Duration.ZERO, LONGEST).orElse(Duration.ofSeconds(30)),
            top.duration("BackendTimeout", Duration.ofSeconds(1), LONGEST)
                .orElse(Duration.ofSeconds(60)),
            warnings);
    config.check();
    boolean holdsSecrets = !read.users.isEmpty() || !read.engine.registries().isEmpty();
    Secrecy.warnOfFile(options.file(), holdsSecrets, warnings);
    Secrecy.warnOfKey(read.tls, warnings);
    Secrecy.warnOfState(read.state.directory(), warnings);
    return read;
  }

  private static LogKeys log(Config config, PopdOptions options) {
    Table top = config.top();
    Optional<Level> level =
        top.integer("LogLevel", 0, LEVELS.size() - 1).optional().map(LEVELS::get);
    Optional<Boolean> timestamps = top.flag("LogTimestamps").optional();
    return LogKeys.read(config, options.logFormat(), options.verbose(), level, timestamps);
  }

  DockerPopBackend backend() {
    DockerPopBuilder docker =
        DockerPopBackend.builder().popName(name).outputDirectory(state.output());
    engine.applyTo(docker);
    output.applyTo(docker);
    networks.applyTo(docker);
    return docker.build();
  }

  /** All but the users. */
  PopServerBuilder server(DockerPopBackend backend) {
    PopServerBuilder server =
        PopServer.builder(backend)
            .name(name)
            .address(netaddr.socket().getAddress())
            .port(netaddr.socket().getPort())
            .stateDirectory(state.directory())
            .sync(state.sync())
            .flavours(flavours)
            .backendTimeout(backendTimeout);
    networks.applyTo(server);
    limits.applyTo(server);
    if (tls != null) {
      server.tls(tls);
    }
    return server;
  }

  private static Netaddr netaddr(Table top, PopdOptions options, List<String> warnings) {
    Optional<String> said = Keys.text(top, ADDRESS);
    Netaddr address = Netaddr.DEFAULT;
    if (said.isPresent()) {
      try {
        address = Netaddr.parse(said.get());
      } catch (IllegalArgumentException e) {
        top.problem(ADDRESS, String.valueOf(e.getMessage()));
      }
    }
    address = options.listen() == null ? address : options.listen();
    if (!address.hostIsNamed()) {
      warnings.add(
          "the address to listen on names no host, so only programs of this machine reach this Pop;"
              + " for all addresses set Netaddr = \"0.0.0.0:"
              + address.socket().getPort()
              + "\"");
    }
    return address;
  }

  private static @Nullable PopServerTls tls(Table top) {
    var certificate = Keys.file(top, CERTIFICATE);
    var key = Keys.file(top, KEY);
    var clients = Keys.file(top, CLIENTS);
    boolean some = Keys.text(top, CERTIFICATE).or(() -> Keys.text(top, CLIENTS)).isPresent();
    if (some && Keys.text(top, KEY).isEmpty()) {
      top.problem(KEY, "is missing: TLS needs " + CERTIFICATE + " and " + KEY);
    }
    some = Keys.text(top, KEY).or(() -> Keys.text(top, CLIENTS)).isPresent();
    if (some && Keys.text(top, CERTIFICATE).isEmpty()) {
      top.problem(CERTIFICATE, "is missing: TLS needs " + CERTIFICATE + " and " + KEY);
    }
    if (certificate.isEmpty() || key.isEmpty()) {
      return null;
    }
    return new PopServerTls(certificate.get(), key.get(), clients.orElse(null));
  }
}
