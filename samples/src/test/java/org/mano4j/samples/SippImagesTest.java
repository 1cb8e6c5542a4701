package org.mano4j.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mano4j.catalogue.CatalogueJson;

/** The images of the SIPp service against its descriptor, and their two ways of being made. */
class SippImagesTest {

  private static final Path IMAGES = Path.of("sipp", "images");

  @ParameterizedTest
  @ValueSource(strings = {"client", "server"})
  void theImagesHaveTheNamesOfTheDescriptor(String role) throws IOException {
    String script = read("build-offline.sh");

    String name = setting(script, "name") + "-" + role + ":" + setting(script, "tag");

    JsonNode nsd = CatalogueJson.read(Sipp.nsd(), JsonNode.class);
    assertThat(Sipp.vdu(nsd, "sipp-" + role).path("vm_image").get(0).asText()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"client", "server"})
  void clientAndServerAreMadeOfTheBaseThatTheScriptMakes(String role) throws IOException {
    String script = read("build-offline.sh");

    assertThat(instructions(role))
        .startsWith(
            "ARG BASE=" + setting(script, "name") + ":" + setting(script, "tag"), "FROM ${BASE}");
    assertThat(script).contains("make_image " + role + "\n");
  }

  @Test
  void theClientReadsEveryVariableOfTheDescriptor() throws IOException {
    String script = read("client/client_start.sh");
    JsonNode nsd = CatalogueJson.read(Sipp.nsd(), JsonNode.class);

    for (JsonNode vnfd : nsd.path("vnfd")) {
      vnfd.path("configurations")
          .path("configurationParameters")
          .forEach(
              parameter -> assertThat(script).contains("${" + parameter.path("confKey").asText()));
    }
    assertThat(script).contains("\"$SERVER_PRIVATE\"");
  }

  /** The script hands the engine what follows as it is; an import takes these instructions only. */
  @Test
  void theBaseIsAnImportWithItsSettings() throws IOException {
    List<String> instructions = instructions("base");
    List<String> settings =
        instructions.subList(instructions.indexOf("FROM scratch") + 1, instructions.size());

    assertThat(settings.get(0)).isEqualTo("COPY --from=packages /picked /");
    assertThat(settings.subList(1, settings.size()))
        .isNotEmpty()
        .allSatisfy(
            setting -> assertThat(setting).matches("(LABEL|ENV|USER|ENTRYPOINT) .*[^\\\\]"));
    String packages = "sip-tester busybox-static";
    assertThat(instructions).anyMatch(line -> line.endsWith(packages));
    assertThat(read("build-offline.sh")).contains("--include=" + packages.replace(' ', ','));
  }

  @ParameterizedTest
  @ValueSource(strings = {"base", "client", "server"})
  void whatIsCopiedIsThere(String folder) throws IOException {
    assertThat(instructions(folder))
        .filteredOn(line -> line.startsWith("COPY ") && !line.startsWith("COPY --from"))
        .isNotEmpty()
        .allSatisfy(
            line -> {
              String[] words = line.split(" ");
              for (String file : List.of(words).subList(1, words.length - 1)) {
                assertThat(IMAGES.resolve(folder).resolve(file)).isRegularFile();
              }
            });
  }

  @Test
  void whatTheClientCannotDoWithoutIsItsLabelAndIsRefusedWhenMissing() throws Exception {
    assertThat(instructions("client")).contains("LABEL org.mano4j.env=\"SERVER_PRIVATE\"");

    Refusal refusal = start();

    assertThat(refusal.code).isEqualTo(64);
    assertThat(refusal.text).contains("SERVER_PRIVATE is not set", "on the link 'private'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SIPP_RATE=fast",
        "SIPP_RATE=-1",
        "SIPP_RATE_PERIOD=1s",
        "SIPP_RATE_INCREASE=1 2",
        "SIPP_RATE_MAX=*",
        "SIPP_LENGTH=0.5",
        "SIPP_MAX_CALLS=all",
        "SIPP_MAX_CALLS=0",
        "SIPP_TRANSPORT_MODE=udp",
        "SIPP_TRANSPORT_MODE=l1",
        "SERVER_PRIVATE=-sf"
      })
  void aWrongValueIsRefusedByName(String variable) throws Exception {
    Refusal refusal = start("SERVER_PRIVATE=192.0.2.1", variable);

    assertThat(refusal.code).isEqualTo(64);
    assertThat(refusal.text)
        .startsWith("sipp-client: ")
        .contains(variable.replaceFirst("=.*", ""))
        .contains(variable.replaceFirst(".*=", ""));
  }

  private record Refusal(int code, String text) {}

  private static Refusal start(String... variables) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("sh", IMAGES.resolve("client/client_start.sh").toString())
            .redirectErrorStream(true);
    builder.environment().keySet().retainAll(List.of("PATH"));
    for (String variable : variables) {
      String[] pair = variable.split("=", 2);
      builder.environment().put(pair[0], pair[1]);
    }
    Process process = builder.start();
    try {
      String text = new String(process.getInputStream().readAllBytes());
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      return new Refusal(process.exitValue(), text);
    } finally {
      process.destroyForcibly();
    }
  }

  private static String read(String file) throws IOException {
    return Files.readString(IMAGES.resolve(file));
  }

  private static List<String> instructions(String folder) throws IOException {
    return read(folder + "/Dockerfile")
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .toList();
  }

  private static String setting(String script, String name) {
    return Pattern.compile("(?m)^" + name + "=(.*)$")
        .matcher(script)
        .results()
        .map(found -> found.group(1))
        .findFirst()
        .orElseThrow();
  }
}
