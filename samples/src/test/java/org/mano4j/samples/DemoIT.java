package org.mano4j.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.testkit.broker.RabbitMq;

/** The demo as a program, on a Docker Engine and over RabbitMQ. */
@EnabledIfSystemProperty(named = "mano4j.live", matches = "true")
class DemoIT {

  private static final long SECONDS = 120;
  private static final String LINK = "private";

  @TempDir private Path folder;

  private List<String> networksBefore;

  @BeforeEach
  void look() {
    networksBefore = networks();
  }

  @AfterEach
  void nothingIsLeftOnTheEngine() {
    assertThat(LiveDocker.docker("ps", "-a", "--format", "{{.Labels}}"))
        .doesNotContain("org.mano4j.pop.name=mano4j-demo-");
    assertThat(networks()).isEqualTo(networksBefore);
  }

  @Test
  void theServiceOfTheThesisRunsOverRabbitMqWithDaemonsAsProcesses() throws Exception {
    RabbitMq rabbit = RabbitMq.require();
    try (RabbitMq.VirtualHost vhost = rabbit.virtualHost()) {
      String uri =
          "amqp://%s:%s@%s:%d/%s"
              .formatted(
                  vhost.credentials().username(),
                  vhost.credentials().password(),
                  vhost.options().host(),
                  vhost.options().effectivePort(),
                  vhost.name());
      Process demo = demo("--docker", "--amqp", uri, "--processes", "--json");
      String out = new String(demo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(demo.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
      JsonNode result = CatalogueJson.read(out, JsonNode.class);

      assertThat(result.path("error").asText()).as(this::errors).isEmpty();
      assertThat(demo.exitValue()).isZero();
      assertThat(result.path("steps").findValuesAsText("step"))
          .containsExactly(
              "onboard",
              "launch",
              "scale-out",
              "scale-out",
              "scale-out",
              "scale-out",
              "scale-in",
              "terminate");
      assertThat(result.path("steps").get(1).path("nsrStatus").asText()).isEqualTo("ACTIVE");
      checkClients(result);
      assertThat(result.at("/leftovers/containers").asInt(-1)).isZero();
      await() // each goes with its last consumer, which the broker hears of by itself
          .atMost(30, TimeUnit.SECONDS)
          .until(
              () -> vhost.call("GET", "queues/" + vhost.name() + "?columns=name", "").equals("[]"));
      assertThat(vhost.call("GET", "exchanges/" + vhost.name() + "?columns=name", ""))
          .as("what was there stays")
          .contains("openbaton-exchange");
      assertThat(vhost.call("GET", "vhosts/" + vhost.name() + "/permissions", ""))
          .as("users of the demo")
          .doesNotContain("mano4j-demo-");
    }
  }

  private static void checkClients(JsonNode result) {
    String server =
        list(result.path("servers")).stream()
            .filter(row -> row.path("name").asText().startsWith("sipp-server"))
            .map(row -> row.at("/ips/private/0").asText())
            .findFirst()
            .orElseThrow();
    List<JsonNode> clients =
        list(result.path("servers")).stream()
            .filter(row -> row.path("name").asText().startsWith("sipp-client"))
            .toList();
    assertThat(clients).hasSize(5);
    assertThat(clients)
        .allSatisfy(
            client -> {
              assertThat(client.path("status").asText()).isEqualTo("RUNNING");
              assertThat(client.path("metadata"))
                  .isEqualTo(CatalogueJson.toTree(environmentOfTheThesis(server)));
            });
    assertThat(list(result.path("calls"))).hasSize(5);
    assertThat(list(result.path("calls")))
        .allSatisfy(
            calls -> {
              assertThat(calls.path("successful").asInt()).isPositive();
              assertThat(calls.path("failed").asInt(-1)).isZero();
              assertThat(calls.path("rate").asDouble()).isBetween(5.0, 15.0);
            });
    assertThat(result.path("calls").findValuesAsText("client"))
        .containsExactlyInAnyOrderElementsOf(
            clients.stream().map(client -> client.path("name").asText()).toList());
  }

  /** Figure 5.4, without what an engine and a shell set. */
  private static Map<String, String> environmentOfTheThesis(String server) {
    Map<String, String> environment = new TreeMap<>();
    environment.put("SERVER_PRIVATE", server);
    environment.put("SIPP_LENGTH", "0");
    environment.put("SIPP_RATE", "10");
    environment.put("SIPP_RATE_INCREASE", "0");
    environment.put("SIPP_RATE_MAX", "10");
    environment.put("SIPP_RATE_PERIOD", "1000");
    environment.put("SIPP_RTP_ECHO", "10");
    environment.put("SIPP_TRANSPORT_MODE", "u1");
    return environment;
  }

  @Test
  void aDemoThatIsToldToEndRemovesWhatItHasMade() throws Exception {
    Process demo = demo("--docker", "--clients", "2");
    try (BufferedReader lines = demo.inputReader(StandardCharsets.UTF_8)) {
      boolean told = false;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!told && line.startsWith("launch")) {
          demo.toHandle().destroy(); // Process.destroy would close this stream, too
          told = true; // the timeline has such a line, too
        }
      }
    }
    assertThat(demo.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();

    assertThat(demo.exitValue()).isEqualTo(ExitCode.FAILED);
    assertThat(errors()).contains("told to end (signal TERM)");
  }

  @Test
  void anEngineThatIsNotThereIsToldInOneSentence() throws Exception {
    Process demo = demo(Map.of("DOCKER_HOST", "unix:///none.sock"), "--docker");
    assertThat(demo.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();

    assertThat(demo.exitValue()).isEqualTo(ExitCode.FAILED);
    assertThat(errors().lines())
        .singleElement()
        .asString()
        .startsWith("error: start failed: cannot use the Docker Engine at unix:///none.sock");
  }

  private Process demo(String... options) throws IOException {
    return demo(Map.of("DOCKER_HOST", LiveDocker.uri().toString()), options);
  }

  private Process demo(Map<String, String> environment, String... options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Mano4j.class.getName(),
                "demo"));
    command.addAll(List.of(options));
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(log().toFile());
    builder.environment().putAll(environment);
    return builder.start();
  }

  private Path log() {
    return folder.resolve("demo.log");
  }

  private String errors() {
    try {
      return Files.readString(log());
    } catch (IOException e) {
      return "nothing that can be read: " + e;
    }
  }

  /** Of the name of the descriptor's link; tests beside this one have others. */
  private static List<String> networks() {
    return LiveDocker.docker("network", "ls", "--no-trunc", "--format", "{{.ID}} {{.Name}}")
        .lines()
        .filter(line -> line.endsWith(" " + LINK))
        .toList();
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}
