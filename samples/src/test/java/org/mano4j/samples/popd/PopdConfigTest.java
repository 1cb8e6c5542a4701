package org.mano4j.samples.popd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mano4j.config.ConfigException;
import org.mano4j.config.Problem;
import org.mano4j.pop.Flavour;
import org.mano4j.pop.docker.RegistryLogin;
import org.mano4j.pop.server.PasswordHash;
import org.mano4j.pop.server.PopUser;
import org.mano4j.pop.server.Role;
import org.mano4j.pop.server.SubnetPool;
import org.mano4j.samples.daemon.LogKeys;
import org.mano4j.samples.daemon.Netaddr;
import org.slf4j.event.Level;

class PopdConfigTest {

  private static final PasswordHash HASH = PasswordHash.of("geheim", PasswordHash.MIN_COST);

  private final Map<String, String> environment = new HashMap<>();

  @TempDir private Path folder;

  private PopdSource source(String toml) throws IOException {
    Path file = Files.writeString(folder.resolve("docker-popd.toml"), toml);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return new PopdSource(new PopdOptions(file, null, null, false, false, null), environment);
  }

  private PopdConfig read(String toml) throws IOException {
    return source(toml).read();
  }

  private List<String> mistakes(String toml) throws IOException {
    PopdSource source = source(toml);
    ConfigException failure = catchThrowableOfType(ConfigException.class, source::read);
    assertThat(failure).as("mistakes are found").isNotNull();
    return failure.problems().stream().map(Problem::toString).toList();
  }

  @Test
  void warnsOfSecretsThatEverybodyMayRead() throws IOException {
    Path key = Files.writeString(folder.resolve("pop.key"), "");
    Path state = Files.createDirectory(folder.resolve("state"));
    String toml =
        "Netaddr = '127.0.0.1:60000'\nTLSCertPath = 'pop.key'\nTLSKeyPath = 'pop.key'\n"
            + "StateDirectory = 'state'\n[Users.anna]\nHashedPassword = '"
            + HASH.text()
            + "'\n";
    PopdSource source = source(toml);
    for (String other : List.of("---", "--x", "r-x")) {
      for (Path path : List.of(key, state, folder.resolve("docker-popd.toml"))) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-x" + other));
      }
      List<String> warnings = source.read().warnings();
      if (other.equals("r-x")) {
        assertThat(warnings).hasSize(3);
        assertThat(warnings.get(0)).contains("docker-popd.toml, with passwords or their hashes,");
        assertThat(warnings.get(1)).contains("the TLS key " + key).contains("chmod o-rwx " + key);
        assertThat(warnings.get(2)).contains("the state directory " + state);
      } else {
        assertThat(warnings).isEmpty();
      }
    }
  }

  /** The one that the first program writes: all of its keys, and the hash as an array of bytes. */
  @Test
  void readsAFileOfTheFirstProgram() throws IOException {
    String bytes =
        HASH.text().chars().mapToObj(Integer::toString).collect(Collectors.joining(", "));
    PopdConfig config =
        read(
            """
            PopName = "docker-popd"
            Proto = "tcp"
            Netaddr = ":60000"
            DockerdHost = ""
            LogLevel = 5
            LogTimestamps = true
            AutoRemove = true
            TLSCertPath = ""
            TLSKeyPath = ""

            [Users]
              [Users.admin]
                Name = "admin"
                HashedPassword = [%s]
            """
                .formatted(bytes));

    assertThat(config.name()).isEqualTo("docker-popd");
    assertThat(config.netaddr().socket().getAddress().isLoopbackAddress()).isTrue();
    assertThat(config.netaddr().socket().getPort()).isEqualTo(60000);
    assertThat(config.warnings()).singleElement().asString().contains("0.0.0.0:60000");
    assertThat(config.engine().address()).isEqualTo(EngineKeys.LOCAL);
    assertThat(config.engine().autoRemove()).isTrue();
    assertThat(config.log()).isEqualTo(new LogKeys(LogKeys.Format.text, Level.DEBUG, true));
    assertThat(config.tls()).isNull();
    PopUser admin = config.users().get(0);
    assertThat(admin.name()).isEqualTo("admin");
    assertThat(admin.role()).isEqualTo(Role.ADMIN);
    assertThat(admin.password().matches("geheim")).isTrue();
  }

  @Test
  void keysOfFilesMayHaveAnyCaseAsInTheFirstProgram() throws IOException {
    PopdConfig config = read("popname = 'a'\n[users.Anna]\nhashedpassword = '" + HASH.text() + "'");

    assertThat(config.name()).isEqualTo("a");
    assertThat(config.users()).extracting(PopUser::name).containsExactly("Anna");
  }

  @Test
  void aStateDirectoryThatCannotBeMadeIsToldInWords() throws IOException {
    Path file = Files.writeString(folder.resolve("taken"), "");

    assertThatThrownBy(new StateKeys(file, true)::make).hasMessageContaining(file + " is a file;");
  }

  @Test
  void hasDefaultsForAll() throws IOException {
    PopdConfig config = read("");

    assertThat(config.name()).isEqualTo("docker-popd");
    assertThat(config.netaddr()).isEqualTo(Netaddr.DEFAULT);
    assertThat(config.netaddr().socket().getAddress().isLoopbackAddress()).isTrue();
    assertThat(config.log()).isEqualTo(new LogKeys(LogKeys.Format.text, Level.INFO, false));
    assertThat(config.engine().autoRemove()).isTrue();
    assertThat(config.networks().common()).isEqualTo("private");
    assertThat(config.networks().pools()).isEqualTo(SubnetPool.defaults());
    assertThat(config.drain()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.warnings()).isEmpty();
  }

  @Test
  void readsWhatTheFirstProgramDidNotHave() throws IOException {
    PopdConfig config =
        read(
            """
            Netaddr = "[::1]:0"
            Images = ["nginx:latest"]
            StateDirectory = "state"
            Sync = false
            DrainTimeout = "5 s"
            [Users.eve]
            Role = "viewer"
            HashedPassword = "%s"
            [Networks]
            Default = "mine"
            Offered = ["lan"]
            SubnetPools = ["10.0.0.0/8 in /24"]
            DefaultSubnets = ["10.9.0.0/16 in /20"]
            Driver = "overlay"
            [Output]
            EndedLines = 5
            [Limits]
            ContainersPerUser = 3
            [Sessions]
            Idle = "10 min"
            [Flavours.router]
            VCPUs = 0.5
            RAM = 256
            Pids = 10
            Capabilities = ["NET_ADMIN"]
            Devices = ["/dev/net/tun"]
            Sysctls = ["net.ipv4.ip_forward=1"]
            """
                .formatted(HASH.text()));

    assertThat(config.netaddr().socket().getAddress().getHostAddress())
        .isEqualTo("0:0:0:0:0:0:0:1");
    assertThat(config.engine().images()).containsExactly("nginx:latest");
    assertThat(config.state()).isEqualTo(new StateKeys(folder.resolve("state"), false));
    assertThat(config.drain()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.users().get(0).role()).isEqualTo(Role.VIEWER);
    assertThat(config.networks())
        .isEqualTo(
            new NetworkKeys(
                "mine",
                List.of("lan"),
                List.of(new SubnetPool("10.0.0.0/8", 24)),
                List.of(new SubnetPool("10.9.0.0/16", 20)),
                "overlay",
                Duration.ofSeconds(30)));
    assertThat(config.output()).isEqualTo(new OutputKeys(10 << 20, 5, 256 << 10));
    assertThat(config.limits().containersPerUser()).isEqualTo(3);
    assertThat(config.limits().sessions().idle()).isEqualTo(Duration.ofMinutes(10));
    assertThat(config.flavours())
        .containsExactly(
            new Flavour(
                "router",
                "router",
                0.5,
                256,
                0,
                10,
                List.of("NET_ADMIN"),
                List.of("/dev/net/tun"),
                Map.of("net.ipv4.ip_forward", "1")));
  }

  @Test
  void logsInToRegistriesWithAPasswordOfTheFileOrOfAnother() throws IOException {
    Files.writeString(folder.resolve("secret"), "streng geheim\n");

    assertThat(
            read("""
                    [Registries."registry.example.org:5000"]
                    User = "pop"
                    PasswordFile = "secret"
                    [Registries."docker.io"]
                    User = "pop"
                    Password = "geheim"
                    """)
                .engine()
                .registries())
        .containsExactlyInAnyOrder(
            new RegistryLogin("registry.example.org:5000", "pop", "streng geheim"),
            new RegistryLogin("docker.io", "pop", "geheim"));
  }

  @Test
  void aRegistryNeedsAUserAndOnePassword() throws IOException {
    assertThat(
            mistakes(
                "[Registries.'https://a']\nUser = 'pop'\nPassword = 'geheim'\n[Registries.'b.org']"))
        .hasSize(3)
        .anyMatch(text -> text.contains("is not HOST or HOST:PORT"))
        .anyMatch(text -> text.contains("Registries.b.org.User is missing"))
        .anyMatch(text -> text.contains("Registries.b.org.Password or PasswordFile is to be set"))
        .noneMatch(text -> text.contains("geheim"));
  }

  @Test
  void tellsAllMistakesAtOnceWithTheirLines() throws IOException {
    assertThat(
            mistakes(
                """
                Proto = "unix"
                Netaddr = "60000"
                DockerdHost = "ssh://host"
                LogLevel = 6
                TLSCertPath = "nowhere.pem"
                PopNam = "a"
                [Users.anna]
                HashedPassword = "geheim"
                [Users.bert]
                Role = "king"
                [Flavours.small]
                Id = "docker.container"
                Sysctls = ["a"]
                [Networks]
                SubnetPools = ["10.0.0.0/8", "10.0.0.0/16 in /8"]
                """))
        .satisfiesExactly(
            text -> assertThat(text).startsWith("docker-popd.toml:1: Proto must be tcp"),
            text -> assertThat(text).startsWith("docker-popd.toml:2: Netaddr must be an address"),
            text -> assertThat(text).startsWith("docker-popd.toml:3: DockerdHost must be unix:///"),
            text -> assertThat(text).startsWith("docker-popd.toml:4: LogLevel must be from 0 to 5"),
            text -> assertThat(text).contains(":5: TLSCertPath names a file that is not there"),
            text -> assertThat(text).contains(":6: PopNam is unknown; did you mean 'PopName'?"),
            text ->
                assertThat(text)
                    .contains(":8: Users.anna.HashedPassword cannot be used: this is no bcrypt")
                    .doesNotContain("geheim"),
            text -> assertThat(text).contains(":9: Users.bert.HashedPassword is missing"),
            text -> assertThat(text).contains(":10: Users.bert.Role must be one of viewer"),
            text -> assertThat(text).contains(":12: Flavours.small.Id"),
            text -> assertThat(text).contains(":13: Flavours.small.Sysctls must be like"),
            text -> assertThat(text).contains(":15: Networks.SubnetPools must be like"),
            text -> assertThat(text).contains(":15: Networks.SubnetPools cannot be used: subnets"),
            text -> assertThat(text).contains("TLSKeyPath is missing"));
  }

  @Test
  void aVariableOverridesAKey() throws IOException {
    environment.put("MANO4J_NETADDR", "127.0.0.1:1");
    environment.put("MANO4J_LIMITS_CALLS", "7");

    PopdConfig config = read("Netaddr = '127.0.0.1:2'");

    assertThat(config.netaddr().socket().getPort()).isEqualTo(1);
    assertThat(config.limits().calls()).isEqualTo(7);
  }

  @Test
  void theEngineIsTheOneOfDockersToolsUnlessTheFileNamesOne() throws IOException {
    environment.put("DOCKER_HOST", "tcp://engine:2375");

    assertThat(read("").engine().address()).isEqualTo(URI.create("tcp://engine:2375"));
    assertThat(read("DockerdHost = 'unix:///a'").engine().address())
        .isEqualTo(URI.create("unix:///a"));
  }

  @Test
  void certificatesForTheEngineMustBeThere() throws IOException {
    assertThat(mistakes("DockerdHost = 'tcp://engine:2376'\nDockerdTLSPath = 'certs'"))
        .singleElement()
        .asString()
        .contains(":2: DockerdTLSPath must be a folder with ca.pem", "certs");
  }

  @Test
  void popdAuthIsForConfigurationsWithoutUsers() throws IOException {
    environment.put("POPD_AUTH", "anna:a:b,bert:c");
    PopdSource without = source("");
    PopdSource with = source("[Users.eve]\nHashedPassword = '" + HASH.text() + "'");

    List<PopUser> users = without.users(new PopdSource(options(), environment).read());
    assertThat(users).extracting(PopUser::name).containsExactly("anna", "bert");
    assertThat(users.get(0).password().matches("a:b")).isTrue();
    assertThat(with.users(with.read())).extracting(PopUser::name).containsExactly("eve");
    assertThat(with.authIsUnused(with.read())).isTrue();
  }

  @Test
  void aPasswordOfPopdAuthIsHashedOnceSoThatNoSessionEndsWhenUsersAreReadAgain() {
    environment.put("POPD_AUTH", "anna:a");
    PopdSource source = new PopdSource(options(), environment);

    assertThat(source.users(source.read()).get(0).password())
        .isSameAs(source.users(source.read()).get(0).password());
  }

  @ParameterizedTest(name = "POPD_AUTH={0}")
  @CsvSource({"geheim", "a:geheim;b", "':geheim'", "'anna:'", "'a:geheim,b'"})
  void aMalformedPopdAuthIsToldWithoutPasswords(String auth) {
    environment.put("POPD_AUTH", auth.replace(';', ','));
    PopdSource source = new PopdSource(options(), environment);

    assertThatThrownBy(() -> source.users(source.read()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "invalid POPD_AUTH variable (must be formatted like `user:pass,user2:pass2,[...]`)");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"60000", "::1:60000", "host:", "127.0.0.1:70000", "no-such-host.invalid:1"})
  void addressesThatAreNoneAreRefused(String text) {
    assertThatThrownBy(() -> Netaddr.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("must be an address of this machine and a port");
  }

  private static PopdOptions options() {
    return new PopdOptions(null, null, null, false, false, null);
  }
}
