package org.mano4j.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mano4j.catalogue.CatalogueJson;
import picocli.CommandLine;

class DemoReportTest {

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void thePageNamesEachServerWithItsAddressAndTheTimelineHasThePhasesOfAPopInMemory()
      throws IOException {
    Path file = folder.resolve("report.html");

    assertThat(run("demo", "--json", "--report", file.toString())).isZero();
    String page = Files.readString(file);
    JsonNode document = CatalogueJson.read(out.toString(), JsonNode.class);
    assertThat(document.path("servers")).hasSize(4);
    for (JsonNode server : document.path("servers")) {
      assertThat(page)
          .contains(server.path("name").asText() + ", RUNNING, image ")
          .contains(server.at("/ips/private/0").asText() + " on link private");
    }
    assertThat(page).contains("172.16.0.0/16").doesNotContain("engine create: ", "engine start: ");

    assertThat(document.path("timeline").fieldNames()).toIterable().containsExactly("steps");
    List<JsonNode> steps = list(document.at("/timeline/steps"));
    assertThat(steps)
        .extracting(step -> step.path("step").asText())
        .containsExactly("launch", "scale-out", "scale-out");
    assertThat(vnfrs(steps.get(0)))
        .extracting(vnfr -> vnfr.path("name").asText())
        .containsExactlyInAnyOrder("sipp-client", "sipp-server");
    assertThat(vnfrs(steps.get(0)))
        .allSatisfy(vnfr -> assertThat(phases(vnfr)).containsExactly("grant", "allocate"));
    assertThat(client(steps.get(0))).containsExactly("create", "metadata", "ready");
    assertThat(client(steps.get(1))).containsExactly("create", "metadata", "ready");
    assertThat(phases(vnfrs(steps.get(1)).get(0))).containsExactly("allocate");
  }

  @Test
  void aPersonSeesWhereTheTimeWent() {
    assertThat(run("demo")).isZero();

    assertThat(out.toString())
        .containsSubsequence(
            "terminate", "Where the time went: g grant, a allocate", "launch", "|0")
        .containsPattern("sipp-client-\\d+ .*c.* \\d+ ms");
  }

  @Test
  void aRunThatFailsHasItsPageWithTheErrorAndHostileNamesAreTexts() throws IOException {
    Path file = folder.resolve("report.html");
    Path nsd =
        Files.write(
            folder.resolve("nsd.json"),
            Sipp.nsd(
                descriptor -> {
                  ((ObjectNode) descriptor).put("name", "<script>alert(1)</script>");
                  ((ObjectNode) descriptor.at("/vnf_dependency/0")).put("source", "nobody");
                }));

    assertThat(run("demo", "--nsd", nsd.toString(), "--report", file.toString()))
        .isEqualTo(ExitCode.BAD_INPUT);
    assertThat(Files.readString(file))
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "onboard failed", "nobody")
        .doesNotContain("<script");
  }

  @Test
  void aFileThatCannotBeWrittenIsToldBeforeAnythingRuns() {
    Path file = folder.resolve("none/report.html");

    assertThat(run("demo", "--report", file.toString())).isEqualTo(ExitCode.FAILED);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .contains("cannot write the report " + file + ": there is no such folder");

    assertThat(run("demo", "--json", "--report", folder.toString())).isEqualTo(ExitCode.FAILED);
    assertThat(out.toString()).contains("it is a folder").doesNotContain("launch");
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine commandLine = Mano4j.commandLine();
    commandLine.setOut(new PrintWriter(out));
    commandLine.setErr(new PrintWriter(err));
    return commandLine.execute(arguments);
  }

  private static List<JsonNode> vnfrs(JsonNode step) {
    return list(step.path("vnfrs"));
  }

  /** The phases of the only instance of the client in a step. */
  private static List<String> client(JsonNode step) {
    return vnfrs(step).stream()
        .filter(vnfr -> vnfr.path("name").asText().equals("sipp-client"))
        .flatMap(vnfr -> list(vnfr.path("vnfcs")).stream())
        .flatMap(vnfc -> phases(vnfc).stream())
        .toList();
  }

  private static List<String> phases(JsonNode of) {
    return list(of.path("phases")).stream().map(span -> span.path("phase").asText()).toList();
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}
