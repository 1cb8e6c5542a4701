package org.mano4j.samples.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mano4j.samples.ExitCode;
import org.mano4j.samples.plugind.PlugindCommand;
import org.mano4j.samples.pop.Surroundings;
import org.mano4j.samples.vnfmd.VnfmdCommand;

/** The programs as processes, from their first line to their exit code. */
class ProgramsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private Path folder;

  /** The sample of the Go libraries, as they write it. */
  private String fileOfGo(OfflineBroker broker) {
    return """
        [vnfm]
        type = "mgmt"
        endpoint = "mgmt-endpoint"
        description = "mgmt VNFM"
        timeout = 2000

            [vnfm.logger]
            level = "DEBUG"
            use-colors = true

        %s
            [amqp.exchange]
            name = "openbaton-exchange"
        """
        .formatted(broker.table());
  }

  @Test
  void aManagerTellsItsHealthAndMetricsAndEndsWhenToldTo() throws Exception {
    try (OfflineBroker broker = new OfflineBroker()) {
      Path file = file("vnfmd.toml", fileOfGo(broker) + "\n[monitor]\nlisten = \"127.0.0.1:0\"\n");
      try (ProgramProcess vnfmd = start("vnfmd", "--config", file.toString())) {
        assertThat(vnfmd.ready()).isEqualTo("as VNF manager 'mgmt'");
        assertThat(broker.nfvo().registered()).containsExactly("mgmt");

        assertThat(health(file)).isEqualTo(ExitCode.DONE);
        JsonNode told = JSON.readTree(text(out));
        assertThat(told.path("program").asText()).isEqualTo("vnfmd");
        assertThat(told.path("ready").asBoolean()).isTrue();
        assertThat(told.path("parts").path(0).path("state").asText()).isEqualTo("running");

        String base = address(vnfmd);
        assertThat(get(base + "health/ready").statusCode()).isEqualTo(200);
        assertThat(get(base + "metrics").body())
            .contains(
                "mano4j_bus_published_total{part=\"vnfmd\"}",
                "jvm_memory_used_bytes",
                "jvm_threads_live_threads",
                "mano4j_ready 1.0");

        vnfmd.signal("TERM");
        assertThat(vnfmd.line()).isEqualTo("ended; nothing was left undone");
        assertThat(vnfmd.end()).isEqualTo(ExitCode.DONE);
        assertThat(vnfmd.log()).contains("DEBUG ");
      }
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(broker.nfvo().registered()).isEmpty());
      assertThat(health(file)).isEqualTo(ExitCode.FAILED);
      assertThat(text(err)).contains("no vnfmd answers at " + folder).hasLineCount(1);
    }
  }

  @Test
  void aDriverTakesTheArgumentsOfAnNfvoBeforeItsFile() throws Exception {
    try (OfflineBroker broker = new OfflineBroker()) {
      Path file =
          file(
              "plugind.toml",
              """
              [plugin]
              name = "other"
              [amqp]
              host = "no-such-host.invalid"
              username = "guest"
              password = "guest"
              [log]
              format = "json"
              [monitor]
              listen = "127.0.0.1:0"
              """);
      try (ProgramProcess plugind =
          start(
              "plugind",
              "--config",
              file.toString(),
              "embedded",
              "127.0.0.1",
              "" + broker.port(),
              "3")) {
        assertThat(plugind.ready()).isEqualTo("as VIM driver 'vim-drivers.pop.embedded'");
        assertThat(broker.nfvo().registered()).containsExactly("vim-drivers.pop.embedded");

        plugind.signal("TERM");

        assertThat(plugind.end()).isEqualTo(ExitCode.DONE);
        assertIsJson(plugind.log());
      }
    }
  }

  @Test
  void aBrokerThatIsNotThereIsTriedAgainAndThenASentence() throws Exception {
    Path file =
        file(
            "vnfmd.toml",
            "[amqp]\nhost = \"127.0.0.1\"\nport = 1\nconnect-attempts = 2\n[log]\nlevel = \"info\"");
    try (ProgramProcess vnfmd = start("vnfmd", "--config", file.toString())) {
      assertThat(vnfmd.end()).isEqualTo(ExitCode.FAILED);
      assertThat(vnfmd.log())
          .contains("retrying in ")
          .contains("(2 of 2)")
          .containsOnlyOnce("error:  ")
          .contains("check that it runs and can be reached")
          .doesNotContain("\tat ");
    }
  }

  @Test
  void aSilentNfvoIsASentence() throws Exception {
    try (OfflineBroker broker = new OfflineBroker()) {
      broker.nfvo().close();
      Path file =
          file(
              "plugind.toml",
              broker.table() + "[amqp.registration]\nattempts = 2\npause = \"10 ms\"\n");
      try (ProgramProcess plugind = start("plugind", "--config", file.toString())) {
        assertThat(plugind.end()).isEqualTo(ExitCode.FAILED);
        assertThat(plugind.log())
            .contains("(2 of 2)")
            .containsOnlyOnce("error:  ")
            .contains("start the NFVO, and check that it uses this broker and virtual host");
      }
    }
  }

  @Test
  void allFailsAsAWholeWithTheReasonOfItsPart() throws Exception {
    Path file =
        file(
            "all.toml",
            """
            StateDirectory = "state"
            Netaddr = "127.0.0.1:0"
            DockerdHost = "unix:///no/such/engine.sock"
            """);
    try (ProgramProcess all =
        ProgramProcess.start(
            folder, Map.of("POPD_AUTH", "a:b"), "all", "--config", file.toString())) {
      assertThat(all.end()).isEqualTo(ExitCode.FAILED);
      assertThat(all.log())
          .containsOnlyOnce("error:  ")
          .contains("/no/such/engine.sock")
          .doesNotContain("\tat ");
      assertThat(folder.toFile().list()).noneMatch(name -> name.endsWith(".sock"));
    }
  }

  @Test
  void allLogsFromItsFirstLineAsItsOptionSays() throws Exception {
    Path file =
        file(
            "all.toml",
            """
            StateDirectory = "state"
            Netaddr = "127.0.0.1:0"
            DockerdHost = "unix:///no/such/engine.sock"
            [log]
            level = "debug"
            """);
    try (ProgramProcess all =
        ProgramProcess.start(
            folder,
            Map.of("POPD_AUTH", "a:b"),
            "all",
            "--config",
            file.toString(),
            "--log-format",
            "json")) {
      assertThat(all.end()).isEqualTo(ExitCode.FAILED);
      assertThat(all.log()).contains("engine.sock: there is no such socket");
      assertIsJson(all.log());
    }
  }

  @Test
  void unknownKeysAreMistakesWithTheirLine() throws IOException {
    Path file = file("plugind.toml", "[plugin]\nnam = \"x\"\n[monitor]\nlisten = \"here\"\n");

    int code = PlugindCommand.run(surroundings(), "--config", file.toString());

    assertThat(code).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(text(err))
        .contains("plugind.toml:2: plugin.nam is unknown; did you mean 'name'?")
        .contains("plugind.toml:4: monitor.listen must be an address")
        .hasLineCount(3);
  }

  @Test
  void argumentsOfAnotherNumberAreWrongUsage() {
    assertThat(PlugindCommand.run(surroundings(), "one", "two")).isEqualTo(ExitCode.USAGE);
    assertThat(text(err)).contains("<name> <brokerIp> <brokerPort> <consumers>");
  }

  private static void assertIsJson(String log) throws IOException {
    List<String> lines = log.lines().toList();
    assertThat(lines).isNotEmpty();
    for (String line : lines) {
      assertThat(JSON.readTree(line).path("level").asText()).as(line).isNotEmpty();
    }
  }

  private ProgramProcess start(String word, String... arguments) throws IOException {
    return ProgramProcess.start(folder, Map.of(), word, arguments);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Surroundings surroundings() {
    out.reset();
    err.reset();
    Map<String, String> environment = Map.of("RUNTIME_DIRECTORY", folder.toString());
    return new Surroundings(environment, out, err, false, false, "");
  }

  private int health(Path file) {
    return VnfmdCommand.run(surroundings(), "--config", file.toString(), "--health");
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }

  private static String address(ProgramProcess program) {
    Matcher place =
        Pattern.compile("metrics and health are at (http://\\S+/)").matcher(program.log());
    assertThat(place.find()).as(program::log).isTrue();
    return place.group(1);
  }

  private static HttpResponse<String> get(String uri) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.ofString());
  }
}
