package org.mano4j.samples.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mano4j.config.Config;
import org.mano4j.messaging.AmqpConfig;
import org.mano4j.pop.nfv.PopVimConfig;
import org.mano4j.pop.server.PasswordHash;
import org.mano4j.samples.ExitCode;
import org.mano4j.samples.all.AllCommand;
import org.mano4j.samples.plugind.PlugindCommand;
import org.mano4j.samples.pop.Surroundings;
import org.mano4j.samples.popd.PopdCommand;
import org.mano4j.samples.vnfmd.VnfmdCommand;

/** The files of {@code samples/config} and the pages that explain their keys. */
class SampleConfigsTest {

  private static final Path CONFIG = Path.of("config");
  private static final Path DOCS = Path.of("..", "docs");

  /** Taken for files of the Go libraries, and without effect. */
  private static final Set<String> OF_GO = Set.of("jobqueue-size", "exclusive");

  private static final String HASH = PasswordHash.of("geheim", PasswordHash.MIN_COST).text();

  @TempDir private Path folder;

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  /** Wrong on purpose in one line: all other lines are read by then, and nothing is started. */
  @ParameterizedTest
  @ValueSource(strings = {"popd", "plugind", "vnfmd", "all"})
  void everyLineIsTakenAsItStandsAndWithItsCommentsTakenAway(String program) throws IOException {
    String text = Files.readString(CONFIG.resolve(program + ".toml"));
    for (String tried : List.of(text, uncommented(text))) {
      Path file =
          Files.writeString(
              folder.resolve("tried.toml"), tried + "\n[log.wrong]\non-purpose = true\n");

      assertThat(run(program, file)).isEqualTo(ExitCode.BAD_INPUT);
      assertThat(err.toString(StandardCharsets.UTF_8))
          .contains("has 1 mistake:", "log.wrong")
          .hasLineCount(2);
    }
  }

  @Test
  void theFileOfAllServesEachProgramAlone() throws IOException {
    for (String program : List.of("popd", "plugind", "vnfmd")) {
      String text = uncommented(Files.readString(CONFIG.resolve("all.toml")));
      Path file =
          Files.writeString(
              folder.resolve("tried.toml"), text + "\n[log.wrong]\non-purpose = true\n");

      assertThat(run(program, file)).isEqualTo(ExitCode.BAD_INPUT);
      assertThat(err.toString(StandardCharsets.UTF_8)).as(program).contains("has 1 mistake:");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"plugind", "vnfmd"})
  void itHasTheKeysOfThePage(String program) throws IOException {
    Set<String> documented = new TreeSet<>();
    for (String table : keysOfTables(program)) {
      documented.addAll(keysUnder(table));
    }
    documented.removeAll(OF_GO);
    if (program.equals("plugind")) {
      documented.remove("deregister"); // the manager's, like workers of [amqp]
    }

    assertThat(keysOf(Files.readString(CONFIG.resolve(program + ".toml"))))
        .containsExactlyInAnyOrderElementsOf(documented);
  }

  @Test
  void theFileOfAllHasTheKeysOfTheOthers() throws IOException {
    Set<String> others = new TreeSet<>();
    for (String program : List.of("popd", "plugind", "vnfmd")) {
      others.addAll(keysOf(Files.readString(CONFIG.resolve(program + ".toml"))));
    }

    assertThat(keysOf(Files.readString(CONFIG.resolve("all.toml"))))
        .containsExactlyInAnyOrderElementsOf(others);
  }

  @Test
  void theValuesInCommentsAreTheDefaults() throws IOException {
    String text = Files.readString(CONFIG.resolve("all.toml"));
    String values = uncommented(text).replaceAll("(?m)^(ca|cert|key|port) = .*$", "");
    Config said = Config.parse(values, "all.toml", Map.of());
    Config none = Config.parse("[amqp.tls]\nenabled = false", "none.toml", Map.of());

    assertThat(AmqpConfig.read(said.table("amqp"))).isEqualTo(AmqpConfig.read(none.table("amqp")));
    assertThat(PopVimConfig.read(said).options()).isEqualTo(PopVimConfig.none().options());
  }

  private static List<String> keysOfTables(String program) {
    List<String> amqp =
        List.of("amqp", "amqp.exchange", "amqp.registration", "amqp.tls", "log", "monitor");
    List<String> own =
        program.equals("plugind")
            ? List.of("plugin", "plugin.doors", "pops", "pops.NAME")
            : List.of("vnfm", "mgmt", "amqp.queues");
    return Stream.concat(own.stream(), amqp.stream()).toList();
  }

  /** The first column of the table under a heading of the page. */
  private static Set<String> keysUnder(String table) throws IOException {
    String page = Files.readString(DOCS.resolve("configuration.md"));
    int begin = page.indexOf("\n## [" + table + "]\n");
    assertThat(begin).as("the heading of [%s]", table).isPositive();
    int end = page.indexOf("\n## ", begin + 1);
    String section = page.substring(begin, end < 0 ? page.length() : end);
    return found("(?m)^\\| `([a-z-]+)` \\|", section);
  }

  private static Set<String> keysOf(String toml) {
    return found("(?m)^#?([A-Za-z0-9-]+) = ", toml);
  }

  private static Set<String> found(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** With the files that its examples name. */
  private String uncommented(String toml) throws IOException {
    for (String name :
        List.of(
            "ca.pem",
            "mano4j.pem",
            "mano4j-key.pem",
            "site-ca.pem",
            "driver.pem",
            "driver-key.pem",
            "pop.pem",
            "pop.key",
            "callers.pem",
            "registry.password",
            "site-1.password")) {
      Files.writeString(folder.resolve(name), "geheim");
    }
    return Pattern.compile("(?m)^#(?=\\[|[A-Za-z0-9-]+ = )")
        .matcher(toml)
        .replaceAll("")
        .replaceAll("(?m)^DockerdTLSPath = .*$", "")
        .replaceAll(
            "(?m)^HashedPassword = .*$",
            Matcher.quoteReplacement("HashedPassword = '" + HASH + "'"));
  }

  private int run(String program, Path file) {
    err.reset();
    Surroundings surroundings =
        new Surroundings(Map.of(), new ByteArrayOutputStream(), err, false, false, "");
    String[] arguments = {"--config", file.toString()};
    return switch (program) {
      case "popd" -> PopdCommand.run(surroundings, arguments);
      case "plugind" -> PlugindCommand.run(surroundings, arguments);
      case "vnfmd" -> VnfmdCommand.run(surroundings, arguments);
      default -> AllCommand.run(surroundings, arguments);
    };
  }
}
