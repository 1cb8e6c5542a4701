package org.mano4j.pop.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.command.InspectContainerResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.ContainerConfigBuilder;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.Filter;
import org.mano4j.pop.LogOptions;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;

/** What callers and images may think of, on a real engine. */
@EnabledIfSystemProperty(named = "mano4j.live", matches = "true")
class HostileInputIT {

  private final LivePop pop = new LivePop(LiveEngine.uri(), options -> {});
  private final String name = pop.name("hostile");

  @AfterEach
  void close() {
    pop.close();
  }

  @Test
  void aNameThatTheEngineWouldRefuseIsRefusedAtCreate() {
    assertThatThrownBy(() -> create("q", "mano4j-test/polite", Map.of()))
        .isInstanceOfSatisfying(
            PopException.class, e -> assertThat(e.code()).isEqualTo(Code.INVALID_ARGUMENT))
        .hasMessageContaining("two characters");
  }

  @ParameterizedTest
  @ValueSource(ints = {63, 64, 255})
  void longNamesAreTaken(int length) {
    String longName = (name + "-".repeat(length)).substring(0, length - 1) + "x";
    create(longName, "mano4j-test/polite", Map.of());
    assertThat(pop.client().start(Filter.byName(longName)).status())
        .isEqualTo(ContainerStatus.RUNNING);
    pop.client().delete(Filter.byName(longName));
  }

  @Test
  void metadataReachesTheProcessByteForByte() {
    Map<String, String> odd =
        Map.of("LINES", "a\nb=c", "Ü", "€ 'x' \"y\" $HOME", "LD_PRELOAD", "/x", "PATH", "/bin");
    create(name, "mano4j-test/polite", odd);
    pop.client().start(Filter.byName(name));
    assertThat(inspect().getConfig().getEnv())
        .containsExactlyInAnyOrder(
            "LINES=a\nb=c", "Ü=€ 'x' \"y\" $HOME", "LD_PRELOAD=/x", "PATH=/bin");
  }

  @Test
  void theLongestMetadataStarts() {
    create(name, "mano4j-test/exit", Map.of("A", "x".repeat(128 * 1024 - 3)));
    pop.client().start(Filter.byName(name));
    awaitStatus(name, ContainerStatus.EXITED);
  }

  @Test
  void whatIsNoNameOfAnImageFindsNone() {
    for (String image :
        List.of(
            "../containers/json",
            "x/../../containers/json",
            "mano4j-test/sleep?x=1",
            "mano4j-test/sleep#x",
            "mano4j-test%2fsleep",
            "mano4j-test/sleep/",
            "MANO4J-test/sleep",
            "json",
            " ",
            "sha256:abc",
            "mano4j-test/sleep:la test")) {
      assertThatThrownBy(() -> create(name, image, Map.of()))
          .isInstanceOfSatisfying(
              PopException.class, e -> assertThat(e.code()).isEqualTo(Code.NOT_FOUND))
          .hasMessageContaining("no such image: " + image);
    }
  }

  @Test
  void whatAnImageSaysOfItselfIsHeeded() throws Exception {
    String image = name.toLowerCase(Locale.ROOT);
    docker("create", "--name", name, "--stop-signal", "USR1", "mano4j-test/polite");
    docker(
        "commit",
        "-c",
        "VOLUME /data",
        "-c",
        "EXPOSE 5060/udp",
        "-c",
        "USER 1000",
        "-c",
        "HEALTHCHECK --interval=1s CMD [\"/bin/false\"]",
        "-c",
        "CMD []",
        "-c",
        "ENTRYPOINT [\"/bin/sh\",\"-c\","
            + "\"trap 'echo asked; exit 143' USR1; echo ready; sleep 1000 & wait\"]",
        name,
        image);
    docker("rm", "-v", name);
    try {
      create(name, image, Map.of());
      assertThat(pop.client().start(Filter.byName(name)).status())
          .isEqualTo(ContainerStatus.RUNNING);
      String volume = inspect().getMounts().get(0).getName();
      assertThat(inspect().getConfig().getUser()).isEqualTo("1000");

      Awaitility.await().until(() -> output().equals("ready\n")); // From now on it heeds signals.
      pop.client().withDeadline(Duration.ofSeconds(30)).stop(Filter.byName(name));
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  pop.client().container(Filter.byName(name)).orElseThrow().status()
                      != ContainerStatus.STOPPING);

      assertThat(output()).isEqualTo("ready\nasked\n");
      pop.client().delete(Filter.byName(name));
      assertThat(docker("volume", "ls", "-q")).doesNotContain(String.valueOf(volume));
    } finally {
      docker("rmi", "-f", image);
    }
  }

  @Test
  void anyExitCodeIsToldAsItIs() {
    List<Integer> codes = List.of(125, 126, 127, 137, 143, 255);
    for (int code : codes) {
      create(name + code, "mano4j-test/exit", Map.of("CODE", Integer.toString(code)));
      pop.client().start(Filter.byName(name + code));
    }
    for (int code : codes) {
      assertThat(awaitStatus(name + code, ContainerStatus.FAILED).extendedStatus())
          .contains("" + code);
    }
  }

  private String output() {
    StringBuilder output = new StringBuilder();
    try (var chunks = pop.client().logs(Filter.byName(name), LogOptions.all())) {
      while (chunks.hasNext()) {
        output.append(chunks.next().text());
      }
    }
    return output.toString();
  }

  private Container awaitStatus(String container, ContainerStatus status) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> pop.client().container(Filter.byName(container)).orElseThrow(),
            found -> found.status() == status);
  }

  private void create(String container, String image, Map<String, String> metadata) {
    ContainerConfig config = ContainerConfig.of(container, image);
    pop.client().create(ContainerConfigBuilder.builder(config).metadata(metadata).build());
  }

  private InspectContainerResponse inspect() {
    return pop.docker().inspectContainerCmd(name).exec();
  }

  private static String docker(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("docker", "-H"));
    command.add(LiveEngine.uri().toString());
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }
}
