package org.mano4j.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigTest {

  private static final String SAMPLE =
      """
      [vnfm]
      type = "dummy"
      timeout = 2000

        [vnfm.logger]
        level = "DEBUG"

      [amqp]
      host = "broker"
      password = "geheim"
      """;

  @TempDir Path folder;

  private static Config config(String toml) {
    return Config.parse(toml, "vnfm.toml", Map.of());
  }

  private static List<String> mistakes(Config config) {
    ConfigException failure = catchThrowableOfType(ConfigException.class, config::check);
    assertThat(failure).as("mistakes are found").isNotNull();
    return failure.problems().stream().map(Problem::toString).toList();
  }

  private static void readAll(Config config) {
    Table vnfm = config.table("vnfm");
    vnfm.text("type").required();
    vnfm.duration("timeout", Duration.ofMillis(1), Duration.ofMinutes(25)).optional();
    vnfm.table("logger").text("level").optional();
    Table amqp = config.table("amqp");
    amqp.text("host").orElse("localhost");
    amqp.integer("port", 1, 65535).orElse(5672);
    amqp.text("username").orElse("guest");
    amqp.text("password").orElse("guest");
  }

  @Test
  void readsTheValuesOfAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("vnfm.toml"), "\uFEFF" + SAMPLE);

    Config config = Config.read(file, Map.of());

    Table vnfm = config.table("vnfm");
    assertThat(vnfm.text("type").required()).isEqualTo("dummy");
    assertThat(vnfm.duration("timeout", Duration.ZERO, Duration.ofHours(1)).required())
        .isEqualTo(Duration.ofSeconds(2));
    assertThat(vnfm.table("logger").text("level").optional()).hasValue("DEBUG");
    assertThat(vnfm.table("logger").path()).isEqualTo("vnfm.logger");
    assertThat(config.table("amqp").integer("port", 1, 65535).orElse(5672)).isEqualTo(5672);
  }

  @Test
  void acceptsAFileInWhichEverythingIsKnown() {
    Config config = config(SAMPLE);
    readAll(config);

    config.check();
  }

  @Test
  void reportsEveryMistakeAtOnceWithItsLine() {
    Config config =
        config(
            """
            [vnfm]
            typ = "dummy"
            timeout = "soon"
            [vnfm.loger]
            level = "DEBUG"
            [amqp]
            port = 99999
            host = 7
            timeout = 3
            [ampq]
            host = "x"
            """);
    readAll(config);

    assertThat(mistakes(config))
        .containsExactly(
            "vnfm.toml:1: vnfm.type is missing; set it in [vnfm], or MANO4J_VNFM_TYPE",
            "vnfm.toml:2: vnfm.typ is unknown; did you mean 'type'?",
            "vnfm.toml:3: vnfm.timeout must be milliseconds, or a whole number with a unit"
                + " (ms, s, min, h), such as \"30 s\"",
            "vnfm.toml:4: vnfm.loger is unknown; did you mean 'logger'?",
            "vnfm.toml:7: amqp.port must be from 1 to 65535, not 99999",
            "vnfm.toml:8: amqp.host must be text, and is a whole number",
            "vnfm.toml:9: amqp.timeout is unknown; it belongs to [vnfm]",
            "vnfm.toml:10: ampq is unknown; did you mean 'amqp'?");
  }

  @Test
  void countsTheMistakesInItsMessage() {
    Config config = config("[amqp]\nport = 0\nhots = 'x'\n");
    config.table("amqp").integer("port", 1, 65535).required();
    config.table("amqp").text("host").optional();

    assertThatThrownBy(config::check)
        .hasMessage(
            """
            the configuration in vnfm.toml has 2 mistakes:
              vnfm.toml:2: amqp.port must be from 1 to 65535, not 0
              vnfm.toml:3: amqp.hots is unknown; did you mean 'host'?""");
  }

  @Test
  void saysWhereAMissingTableBelongs() {
    Config config = config("");
    config.table("vnfm").text("type").required();

    assertThat(mistakes(config))
        .containsExactly("vnfm.toml: vnfm.type is missing; set it in [vnfm], or MANO4J_VNFM_TYPE");
  }

  @Test
  void takesABlankTextForMissingWhereOneIsRequired() {
    Config config = config("[vnfm]\ntype = ' '\n");
    config.table("vnfm").text("type").required();

    assertThat(mistakes(config)).containsExactly("vnfm.toml:2: vnfm.type is empty");
  }

  @Test
  void letsVariablesOverrideTheFile() {
    Config config =
        Config.parse(
            SAMPLE,
            "vnfm.toml",
            Map.of("MANO4J_AMQP_HOST", "other", "MANO4J_AMQP_PORT", "5673", "PATH", "/bin"));

    assertThat(config.table("amqp").text("host").required()).isEqualTo("other");
    assertThat(config.table("amqp").integer("port", 1, 65535).required()).isEqualTo(5673);
  }

  @Test
  void namesTheVariableOfAMistake() {
    Config config =
        Config.ofEnvironment(Map.of("MANO4J_AMQP_PORT", "many", "MANO4J_AMQP_TLS_CA", "/nowhere"));
    config.table("amqp").integer("port", 1, 65535).orElse(5672);
    config.table("amqp").table("tls").file("ca").optional();

    assertThat(mistakes(config))
        .containsExactly(
            "MANO4J_AMQP_PORT: amqp.port must be a whole number from 1 to 65535",
            "MANO4J_AMQP_TLS_CA: amqp.tls.ca names a file that is not there or cannot be read:"
                + " /nowhere");
  }

  @Test
  void checksTheFileAlsoWhereAVariableOverridesIt() {
    Config config =
        Config.parse("[amqp]\nport = 0", "vnfm.toml", Map.of("MANO4J_AMQP_PORT", "5672"));
    config.table("amqp").integer("port", 1, 65535).orElse(5672);

    assertThat(mistakes(config))
        .containsExactly("vnfm.toml:2: amqp.port must be from 1 to 65535, not 0");
  }

  @Test
  void takesAnEmptyVariableForOneThatIsNotSet() {
    Config config = Config.parse(SAMPLE, "vnfm.toml", Map.of("MANO4J_AMQP_HOST", ""));

    assertThat(config.table("amqp").text("host").required()).isEqualTo("broker");
  }

  @Test
  void findsVariablesThatBelongToNoKey() {
    Config config =
        Config.parse(
            SAMPLE,
            "vnfm.toml",
            Map.of("MANO4J_AMQP_HOTS", "a", "MANO4J_AMPQ_PASSWORD", "b", "MANO4J_POP_LISTEN", "c"));
    readAll(config);

    assertThat(mistakes(config))
        .containsExactly(
            "MANO4J_AMPQ_PASSWORD: no key belongs to this variable; did you mean"
                + " 'MANO4J_AMQP_PASSWORD'?",
            "MANO4J_AMQP_HOTS: no key belongs to this variable; did you mean"
                + " 'MANO4J_AMQP_HOST'?");
  }

  @Test
  void leavesATableToSomebodyElse() {
    Config config = Config.parse("[rest]\nx = 1", "vnfm.toml", Map.of("MANO4J_REST_Y", "1"));

    config.leave("rest");

    config.check();
  }

  @Test
  void showsNoPasswordAndNoUnknownValue() {
    Config config =
        Config.parse(
            "[amqp]\npassword = 4711\npasswort = 'geheim'\nuri = 'amqp://me:geheim@x y'\n",
            "vnfm.toml",
            Map.of("MANO4J_AMQP_PASSWROD", "geheim"));
    Table amqp = config.table("amqp");
    Setting<String> password = amqp.text("password");
    amqp.uri("uri", "amqp", "amqps").optional();

    assertThat(mistakes(config)).hasSize(4);
    assertThat(mistakes(config) + config.toString() + amqp + password)
        .doesNotContain("geheim")
        .doesNotContain("4711");
  }

  @Test
  void reportsAllThatIsNotTomlWithoutQuotingIt() {
    assertThatThrownBy(() -> config("[a]\nb = geheim\npassword = \"ab\\qc\"\nc = \"d\" efg"))
        .isInstanceOfSatisfying(
            ConfigException.class,
            e ->
                assertThat(e.problems())
                    .extracting(Problem::where)
                    .containsExactly("vnfm.toml:2", "vnfm.toml:3", "vnfm.toml:4"))
        .hasMessageContaining(
            "vnfm.toml:2: this is not TOML, at column 5: Unexpected text, expected ")
        .hasMessageNotContaining("'g'")
        .hasMessageNotContaining("\\q")
        .hasMessageNotContaining("efg");
  }

  @Test
  void namesATableThatIsDefinedTwice() {
    assertThatThrownBy(() -> config("[amqp]\n[amqp]\n"))
        .hasMessageContaining("vnfm.toml:2")
        .hasMessageContaining("amqp previously defined at line 1");
  }

  @Test
  void saysWhenATableIsSomethingElse() {
    Config config = config("amqp = 'x'\n[[vnfm]]\ntype = 'x'\n");
    config.table("amqp");
    config.table("vnfm");

    assertThat(mistakes(config))
        .containsExactly(
            "vnfm.toml:1: amqp must be a table, and is text",
            "vnfm.toml:2: vnfm must be a table, and is an array");
  }

  @Test
  void tellsWhetherATableIsThere() {
    Config config =
        Config.parse("[amqp]\n[amqp.exchange]", "x", Map.of("MANO4J_AMQP_TLS_CA", "ca.pem"));

    assertThat(config.table("amqp").table("exchange").isPresent()).isTrue();
    assertThat(config.table("amqp").table("tls").isPresent()).isTrue();
    assertThat(config.table("amqp").table("queues").isPresent()).isFalse();
  }

  @Test
  void tellsWhetherAKeyIsThereThoughItIsWrong() {
    Table table = Config.parse("[t]\na = 1", "x", Map.of("MANO4J_T_B", "1")).table("t");

    assertThat(table.text("a").optional()).isEmpty();
    assertThat(table.has("a")).isTrue();
    assertThat(table.has("b")).isTrue();
    assertThat(table.has("c")).isFalse();
  }

  @Test
  void aTableChecksItselfBeforeOthersAreRead() {
    Config config = config("[mine]\na = 1\n[other]\nb = 2\n");
    Table mine = config.table("mine");
    mine.integer("a", 1, 1).required();

    mine.check();

    assertThat(mistakes(config))
        .containsExactly("vnfm.toml:3: other is unknown; known tables: mine");
  }

  @Test
  void aTableReportsWhatWasFoundBeforeIt() {
    Config config = config("[vnfm]\n[mine]\nx = 1\n");
    config.table("vnfm").text("type").required();
    Table mine = config.table("mine");

    assertThatThrownBy(mine::check)
        .isInstanceOfSatisfying(
            ConfigException.class,
            e ->
                assertThat(e.problems())
                    .extracting(Problem::key)
                    .containsExactly("vnfm.type", "mine.x"));
  }

  @Test
  void takesMistakesThatOnlyAReaderSees() {
    Config config = Config.parse("[tls]\ncert = 'a'\n", "vnfm.toml", Map.of("MANO4J_TLS_KEY", "b"));
    Table tls = config.table("tls");
    tls.text("cert").optional();
    tls.text("key").optional();
    tls.problem("cert", "needs 'ca', too");
    tls.problem("key", "is of no use");
    tls.problem("ca", "belongs to 'cert'");

    assertThat(mistakes(config))
        .containsExactly(
            "vnfm.toml:1: tls.ca belongs to 'cert'",
            "vnfm.toml:2: tls.cert needs 'ca', too",
            "MANO4J_TLS_KEY: tls.key is of no use");
  }

  @Test
  void refusesTwoKeysWithOneVariable() {
    Config config = config("");
    config.table("a").table("b").text("c").optional();
    Table a = config.table("a");

    assertThatIllegalStateException()
        .isThrownBy(() -> a.text("b-c"))
        .withMessage(
            "the keys a.b.c and a.b-c would share the variable MANO4J_A_B_C; give one of them"
                + " another name");
  }

  @Test
  void saysWhyAFileCannotBeRead() throws IOException {
    Path none = folder.resolve("none.toml");
    Path binary = Files.write(folder.resolve("binary.toml"), new byte[] {(byte) 0xc3, 0x28});
    Path large = Files.writeString(folder.resolve("large.toml"), "#".repeat((1 << 20) + 1));

    assertThatThrownBy(() -> Config.read(none))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("none.toml: the file cannot be read: there is no file " + none);
    assertThatThrownBy(() -> Config.read(folder))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(folder + " is a folder; name the file in it");
    assertThatThrownBy(() -> Config.read(binary)).hasMessageContaining("it is not UTF-8");
    assertThatThrownBy(() -> Config.read(large)).hasMessageContaining("larger than 1 MiB");
  }

  @Test
  void readsTablesThatTheWriterOfTheFileNames() {
    Config config = config("[users.anna]\nrole = 1\n[users.'b-b']\n[users.'b_b']\nrole = 3\n");

    Map<String, Table> users = config.table("users").named();
    users.values().forEach(user -> user.integer("role", 0, 9).required());

    assertThat(users).containsOnlyKeys("anna", "b-b", "b_b");
    assertThat(mistakes(config))
        .containsExactly("vnfm.toml:3: users.b-b.role is missing; set it in [users.b-b]");
  }

  @Test
  void noVariableStandsForAKeyOfSuchATable() {
    Config config =
        Config.parse("[users.anna]\n", "vnfm.toml", Map.of("MANO4J_USERS_ANNA_ROLE", "1"));

    Table anna = config.table("users").named().get("anna");

    assertThat(anna.has("role")).isFalse();
    assertThat(anna.integer("role", 0, 9).optional()).isEmpty();
    assertThat(mistakes(config))
        .containsExactly("MANO4J_USERS_ANNA_ROLE: no key belongs to this variable");
  }

  @Test
  void suchTablesMayHaveVariables() {
    Config config =
        Config.parse(
            "[pops.site-1]\n[pops.b]\nrole = 2\n",
            "p.toml",
            Map.of("MANO4J_POPS_SITE_1_ROLE", "1", "MANO4J_POPS_C_ROLE", "3"));

    Map<String, Table> pops = config.table("pops").namedWithVariables();

    assertThat(pops).containsOnlyKeys("site-1", "b");
    assertThat(pops.get("site-1").integer("role", 0, 9).required()).isEqualTo(1);
    assertThat(pops.get("b").integer("role", 0, 9).required()).isEqualTo(2);
    assertThat(mistakes(config))
        .containsExactly(
            "MANO4J_POPS_C_ROLE: no key belongs to this variable; did you mean 'MANO4J_POPS_B_ROLE'?");
  }

  @Test
  void twoOfThemMustNotShareTheirVariables() {
    Config config = Config.parse("[pops.a-b]\n[pops.a_b]\n", "p.toml", Map.of());

    config.table("pops").namedWithVariables().values().forEach(pop -> pop.flag("x").optional());

    assertThat(mistakes(config))
        .containsExactly(
            "p.toml:2: pops.a_b would share its variables with pops.a-b; rename one of them");
  }

  @Test
  void readsKeysThatStandInNoTable() {
    Config config = Config.parse("name = 'a'\n", "pop.toml", Map.of("MANO4J_PORT", "7"));

    assertThat(config.top().text("name").required()).isEqualTo("a");
    assertThat(config.top().integer("port", 0, 9).required()).isEqualTo(7);
    config.top().text("type").required();

    assertThat(mistakes(config))
        .containsExactly("pop.toml: type is missing; set it at the top, or MANO4J_TYPE");
  }

  @Test
  void readsATextThatIsWrittenAsItsBytes() {
    Config config = config("a = [36, 50, 97]\nb = '$2a'\nc = [256]\nd = [0xff]\n");
    Table top = config.top();

    assertThat(top.textOrBytes("a").required()).isEqualTo("$2a");
    assertThat(top.textOrBytes("b").required()).isEqualTo("$2a");
    top.textOrBytes("c").required();
    top.textOrBytes("d").required();

    assertThat(mistakes(config))
        .containsExactly(
            "vnfm.toml:3: c must be text, or an array of bytes, which are from 0 to 255",
            "vnfm.toml:4: d is an array of bytes that are no text in UTF-8");
  }

  @Test
  void readsNumbersWithAFraction() {
    Config config = config("a = 0.5\nb = 2\nc = 1.5\nd = 'x'\n");
    Table top = config.top();

    assertThat(top.number("a", 0, 1).required()).isEqualTo(0.5);
    assertThat(top.number("b", 0, 2).required()).isEqualTo(2.0);
    top.number("c", 0, 1).required();
    top.number("d", 0, 1).required();

    assertThat(mistakes(config))
        .containsExactly(
            "vnfm.toml:3: c must be from 0.0 to 1.0, not 1.5",
            "vnfm.toml:4: d must be a number, and is text");
  }

  @Test
  void keysOfAnyCaseAreReadForProgramsThatDoNotCare() {
    Config config = config("popname = 'a'\n[USERS.Anna]\nNAME = 'A'\nrol = 1\n");
    config = config.withKeysOfAnyCase();

    assertThat(config.top().text("PopName").required()).isEqualTo("a");
    Map<String, Table> users = config.table("Users").named();
    assertThat(users).containsOnlyKeys("Anna");
    assertThat(users.get("Anna").text("Name").required()).isEqualTo("A");
    users.get("Anna").text("Role").optional();
    assertThat(mistakes(config))
        .containsExactly("vnfm.toml:4: Users.Anna.rol is unknown; did you mean 'Role'?");
  }

  @Test
  void aKeyThatIsThereInTwoCasesIsAMistakeThen() {
    Config config = config("PopName = 'a'\npopname = 'b'\n");

    assertThatThrownBy(config::withKeysOfAnyCase)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("vnfm.toml:2: popname is there twice");
  }

  @Test
  void aPathNeedNotBeThere() throws IOException {
    Path file = Files.writeString(folder.resolve("pop.toml"), "dir = 'state'\n");

    assertThat(Config.read(file, Map.of()).top().location("dir").required())
        .isEqualTo(folder.resolve("state"));
  }
}
