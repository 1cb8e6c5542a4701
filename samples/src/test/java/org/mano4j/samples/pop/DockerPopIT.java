package org.mano4j.samples.pop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

@EnabledIfSystemProperty(named = "mano4j.live", matches = "true")
class DockerPopIT {

  private static final String IMAGE = "mano4j-test/polite:latest";
  private static final Pattern BAR =
      Pattern.compile(
          "\\[(#*) *] +([0-9]+)%  [0-9.]+ (?:B|KiB|MiB) of [0-9.]+ (?:B|KiB|MiB)  \\w.*");

  @TempDir private static Path directory;

  private static DockerPop pop;

  private final String name = "nginx-cont-" + UUID.randomUUID();

  @BeforeAll
  static void start() throws Exception {
    pop = new DockerPop(directory);
  }

  @AfterAll
  static void stop() {
    pop.close();
  }

  @Test
  void spawnPrintsWhatTheFirstPopPrints() {
    PopTerminal terminal = pop.terminal();
    try {
      // The name without its tag, since that is how people write it.
      assertThat(terminal.run("spawn", "image=mano4j-test/polite", "name=" + name)).isZero();
      assertThat(terminal.err()).isEmpty();
      String date = "[A-Z][a-z]{2} \\d{1,2}, \\d{4} \\d{1,2}:\\d{1,2}:\\d{1,2} [AP]M";
      assertThat(terminal.out())
          .matches(
              """
              created: <date>
              extId: [0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}
              extendedStatus: the container is running
              flavor:
                disk: 0
                extId: docker-flavour-id
                flavour_key: docker.container
                ram: 0
                vcpus: 0
                version: 0
              floatingIps: \\{}
              hostName: ""
              hypervisorHostName: ""
              image:
                created: <date>
                extId: sha256:[0-9a-f]{64}
                isPublic: false
                minDiskSpace: 0
                minRam: 0
                name: <image>
                version: 0
              instanceName: ""
              ips:
                <network>:
                - \\d+\\.\\d+\\.\\d+\\.\\d+
              name: <name>
              status: RUNNING
              version: 0
              """
                  .replace("<date>", date)
                  .replace("<image>", Pattern.quote(IMAGE))
                  .replace("<network>", DockerPop.NETWORK)
                  .replace("<name>", name));
    } finally {
      terminal.run("delete", name);
    }
  }

  @Test
  void pullShowsABarThatGrowsWithTheBytes() throws Exception {
    String image = pop.push("images-pop/app:1");
    PopTerminal terminal = pop.terminal().isTerminal();
    try {
      assertThat(terminal.run("pull", image)).isZero();

      List<Matcher> bars =
          Stream.of(terminal.err().split("\r\u001b\\[K", -1))
              .map(BAR::matcher)
              .filter(Matcher::matches)
              .toList();
      assertThat(bars).extracting(bar -> bar.group(1).length()).contains(30);
      assertThat(bars).extracting(bar -> bar.group(2)).contains("100");
      assertThat(terminal.err()).doesNotContain("\n").endsWith("\r\u001b[K");
      assertThat(terminal.out().lines().toList())
          .hasSize(2)
          .last()
          .asString()
          .startsWith(image + "   ");
    } finally {
      pop.remove(image);
    }
  }

  @Test
  void pullIntoAFileTellsItsStepsInLines() throws Exception {
    String image = pop.push("images-pop/lines:1");
    PopTerminal terminal = pop.terminal();
    try {
      assertThat(terminal.run("pull", image, "--json")).isZero();

      assertThat(terminal.err().lines())
          .contains("Pulling from images-pop/lines")
          .anyMatch(line -> line.matches("[0-9a-f]{12}: Downloading"))
          .anyMatch(line -> line.matches("[0-9a-f]{12}: Pull complete"))
          .contains("Status: Downloaded newer image for " + image)
          .noneMatch(line -> line.contains("\u001b"));
      assertThat(terminal.out()).startsWith("{").contains("\"name\": \"" + image + "\"");
    } finally {
      pop.remove(image);
    }
  }

  @Test
  void pullOfWhatIsNotThereIsOneLine() throws Exception {
    PopTerminal terminal = pop.terminal();

    assertThat(terminal.run("pull", "127.0.0.1:1/a")).isEqualTo(1);

    assertThat(terminal.out()).isEmpty();
    assertThat(terminal.err())
        .startsWith("error:  ")
        .contains("the engine does not reach registry 127.0.0.1:1")
        .hasLineCount(1);
  }
}
