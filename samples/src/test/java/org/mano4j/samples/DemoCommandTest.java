package org.mano4j.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mano4j.catalogue.CatalogueJson;
import picocli.CommandLine;

class DemoCommandTest {

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void showsTheLifeOfTheSippServiceAsJson() {
    assertThat(run("demo", "--json")).isZero();
    JsonNode document = json();

    assertThat(document.path("result").asText()).isEqualTo("ok");
    assertThat(document.path("service").asText()).isEqualTo("sipp");
    assertThat(document.path("steps").findValuesAsText("step"))
        .containsExactly("onboard", "launch", "scale-out", "scale-out", "scale-in", "terminate");
    assertThat(document.path("steps").findValuesAsText("nsrStatus"))
        .containsExactly("null", "ACTIVE", "ACTIVE", "ACTIVE", "ACTIVE", "TERMINATED");
    assertThat(document.path("leftovers").path("containers").asInt(-1)).isZero();
    assertThat(document.path("leftovers").path("addresses").asInt(-1)).isZero();
  }

  @Test
  void everyClientKnowsItsServerAndItsConfiguration() {
    run("demo", "--json");
    List<JsonNode> servers = list(json().path("servers"));
    JsonNode server =
        servers.stream().filter(s -> name(s).startsWith("sipp-server")).findFirst().orElseThrow();
    List<JsonNode> clients =
        servers.stream().filter(s -> name(s).startsWith("sipp-client")).toList();

    assertThat(servers).hasSize(4);
    assertThat(clients).hasSize(3);
    assertThat(clients)
        .allSatisfy(
            client -> {
              assertThat(client.path("status").asText()).isEqualTo("RUNNING");
              assertThat(client.path("metadata").path("SERVER_PRIVATE").asText())
                  .isEqualTo(address(server));
              assertThat(client.path("metadata")).isEqualTo(environment(address(server)));
            });
    assertThat(servers)
        .extracting(DemoCommandTest::address)
        .doesNotHaveDuplicates()
        .allSatisfy(address -> assertThat(address).matches("172\\.16\\.\\d+\\.\\d+"));
  }

  @Test
  void showsAPersonEachStepTheServersAndThatNothingIsLeft() {
    assertThat(run("demo")).isZero();

    assertThat(out.toString())
        .containsSubsequence("onboard", "launch", "scale-out", "scale-in", "terminate")
        .contains("SERVER_PRIVATE=172.16.")
        .contains("NAME")
        .endsWith("Left over: nothing." + System.lineSeparator());
    assertThat(err.toString()).isEmpty();
  }

  /** The descriptor as it is in the samples, with one text of it replaced. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          unknown-vnf        | /vnf_dependency/0/source      | "source": "sipp-server" | "source": "sip-server"
          impossible-scaling | /vnfd/0/vdu/0/scale_in_out    | "scale_in_out": 5       | "scale_in_out": 0
          duplicate-vnfd     | /vnfd/1/name                  | "name": "sipp-server"   | "name": "sipp-client"
          undeclared-link    | /vnfd/0/vdu/0/vnfc/0/connection_point/0/virtual_link_reference | \
          "virtual_link_reference": "private" | "virtual_link_reference": "privat"
          """)
  void aBrokenDescriptorLaunchesNothingAndTheFindingPointsAtThePlace(
      String rule, String pointer, String text, String replacement) throws IOException {
    String nsd = new String(Sipp.nsd(), StandardCharsets.UTF_8);
    int at = nsd.indexOf(text) + text.indexOf(": ") + 2;
    long line = nsd.substring(0, at).lines().count();
    int column = at - nsd.lastIndexOf('\n', at);
    Path file =
        Files.writeString(
            folder.resolve("nsd.json"), nsd.replaceFirst(Pattern.quote(text), replacement));

    assertThat(run("demo", "--nsd", file.toString())).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .contains(file + ":" + line + ":" + column + ": error [" + rule + "] ");

    assertThat(run("demo", "--json", "--nsd", file.toString())).isEqualTo(ExitCode.BAD_INPUT);
    JsonNode document = json();
    assertThat(document.path("result").asText()).isEqualTo("failed");
    assertThat(document.path("step").asText()).isEqualTo("onboard");
    assertThat(document.path("steps")).isEmpty();
    assertThat(list(document.path("findings")))
        .anySatisfy(
            finding -> {
              assertThat(finding.path("rule").asText()).isEqualTo(rule);
              assertThat(finding.path("pointer").asText()).isEqualTo(pointer);
              assertThat(finding.path("line").asLong()).isEqualTo(line);
              assertThat(finding.path("column").asInt()).isEqualTo(column);
            });
  }

  @Test
  void whatIsNotJsonIsAFindingWithItsPlace() throws IOException {
    Path file = Files.writeString(folder.resolve("nsd.json"), "{\n  \"name\": }");

    assertThat(run("demo", "--nsd", file.toString())).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).startsWith(file + ":2:").contains("[not-json]");
  }

  @Test
  void aFileThatIsNotThereIsBadInput() {
    assertThat(run("demo", "--nsd", folder.resolve("none.json").toString()))
        .isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("none.json").contains("no such file");
  }

  @Test
  void aServiceWithoutRoomIsNotScaledAndItsVimNamesAreOffered() throws IOException {
    Path file =
        Files.write(
            folder.resolve("nsd.json"),
            Sipp.nsd(
                nsd -> {
                  Sipp.vdu(nsd, "sipp-client").put("scale_in_out", 1);
                  Sipp.vdu(nsd, "sipp-client").withArray("vimInstanceName").add("berlin:zone-1");
                  Sipp.vdu(nsd, "sipp-server").withArray("vimInstanceName").add("bologna");
                }));

    assertThat(run("demo", "--json", "--nsd", file.toString())).isZero();
    assertThat(json().path("steps").findValuesAsText("step"))
        .containsExactly("onboard", "launch", "terminate");
    assertThat(json().path("servers")).hasSize(2);

    assertThat(run("demo", "--nsd", file.toString())).isZero();
    assertThat(out.toString()).contains("Nothing was scaled");
  }

  @Test
  void anOutputThatCannotBeWrittenIsAFailure() {
    CommandLine commandLine = Mano4j.commandLine();
    commandLine.setOut(new PrintWriter(new FullDisk()));
    commandLine.setErr(new PrintWriter(err));

    assertThat(commandLine.execute("demo", "--json")).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).contains("cannot write");
  }

  private static final class FullDisk extends Writer {
    @Override
    public void write(char[] text, int offset, int length) throws IOException {
      throw new IOException("no space left on device");
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @Test
  void aPartThatFailsIsNamedAndNothingIsLeft() throws IOException {
    Path file =
        Files.write(
            folder.resolve("nsd.json"),
            Sipp.nsd(
                nsd -> {
                  ((ObjectNode) nsd.at("/vld/0")).put("cidr", "10.9.9.0/24");
                  // the gateway's, which only the Pop knows
                  ((ObjectNode) Sipp.vdu(nsd, "sipp-server").at("/vnfc/0/connection_point/0"))
                      .put("fixedIp", "10.9.9.1");
                }));

    assertThat(run("demo", "--json", "--nsd", file.toString())).isEqualTo(ExitCode.FAILED);
    assertThat(json().path("step").asText()).isEqualTo("launch");
    assertThat(json().path("error").asText()).contains("10.9.9.1");
    assertThat(json().path("leftovers").path("containers").asInt(-1)).isZero();
    assertThat(json().path("leftovers").path("addresses").asInt(-1)).isZero();
  }

  @Test
  void daemonsThatAreProcessesDoTheSameOverABrokerInThisJvm() {
    assertThat(run("demo", "--processes", "--json")).as(err::toString).isZero();

    assertThat(json().path("steps").findValuesAsText("step"))
        .containsExactly("onboard", "launch", "scale-out", "scale-out", "scale-in", "terminate");
    assertThat(list(json().path("servers"))).hasSize(4);
    assertThat(json().path("leftovers").path("containers").asInt(-1)).isZero();
    assertThat(json().has("calls")).isFalse();
    assertThat(err.toString()).isEmpty();
    assertThat(ProcessHandle.current().children()).isEmpty();
  }

  @Test
  void itIsScaledOutToAsManyClientsAsAskedFor() {
    assertThat(run("demo", "--clients", "5", "--json")).isZero();
    assertThat(list(json().path("servers"))).hasSize(6);

    assertThat(run("demo", "--clients", "1", "--json")).isZero();
    assertThat(json().path("steps").findValuesAsText("step"))
        .containsExactly("onboard", "launch", "terminate");
  }

  @Test
  void aBrokerThatIsNotThereIsNamed() {
    assertThat(run("demo", "--json", "--amqp", "amqp://guest:guest@localhost:1"))
        .isEqualTo(ExitCode.FAILED);
    assertThat(json().path("step").asText()).isEqualTo("start");
    assertThat(json().path("error").asText()).contains("amqp://localhost:1");
  }

  @Test
  void aWrongCommandLineIsAnswered64() {
    assertThat(run("demo", "--clients", "0")).isEqualTo(ExitCode.USAGE);
    assertThat(run("demo", "--no-such-option")).isEqualTo(ExitCode.USAGE);
    assertThat(run("no-such-word")).isEqualTo(ExitCode.USAGE);
    assertThat(run()).isEqualTo(ExitCode.USAGE);
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine commandLine = Mano4j.commandLine();
    commandLine.setOut(new PrintWriter(out));
    commandLine.setErr(new PrintWriter(err));
    return commandLine.execute(arguments);
  }

  private JsonNode json() {
    return CatalogueJson.read(out.toString(), JsonNode.class);
  }

  /** What the descriptor configures, and where the server is. */
  private static JsonNode environment(String server) {
    return CatalogueJson.toTree(
        Map.of(
            "SERVER_PRIVATE", server,
            "SIPP_LENGTH", "0",
            "SIPP_RATE", "10",
            "SIPP_RATE_PERIOD", "1000",
            "SIPP_RATE_MAX", "10",
            "SIPP_RATE_INCREASE", "0",
            "SIPP_RTP_ECHO", "10",
            "SIPP_TRANSPORT_MODE", "u1"));
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  private static String name(JsonNode server) {
    return server.path("name").asText();
  }

  private static String address(JsonNode server) {
    return server.at("/ips/private/0").asText();
  }
}
