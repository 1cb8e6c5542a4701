package org.mano4j.samples.popd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mano4j.samples.pop.PopCheckCommand;
import org.mano4j.samples.pop.Surroundings;
import org.mano4j.testkit.pop.PopCase;
import org.mano4j.testkit.pop.PopContract;

/** {@code pop-check} against the program, on a real engine. */
@EnabledIfSystemProperty(named = "mano4j.live", matches = "true")
class PopdCheckIT {

  private static final String ENGINE =
      System.getProperty("mano4j.docker", "unix:///var/run/docker.sock");
  private static final String LOGIN = "admin:ge:heim";

  /** Other Pops of the engine would take addresses of the usual one. */
  private static final String NETWORK = "popd-check-" + UUID.randomUUID();

  @TempDir private static Path folder;

  private static PopdProcess popd;
  private static String address;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeAll
  static void start() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("docker-popd.toml"), "[Networks]\nDefault = \"" + NETWORK + "\"\n");
    popd =
        PopdProcess.start(
            folder,
            Map.of("DOCKER_HOST", ENGINE, "POPD_AUTH", LOGIN),
            "--config",
            file.toString(),
            "--listen",
            "127.0.0.1:0",
            "--state",
            folder.resolve("state").toString());
    address = popd.address();
  }

  @AfterAll
  static void stop() throws Exception {
    if (popd != null) {
      popd.close();
      Process removal =
          new ProcessBuilder("docker", "-H", ENGINE, "network", "rm", NETWORK).inheritIO().start();
      assertThat(removal.waitFor()).isZero();
    }
  }

  /** In parts, none of which takes long. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "session,list,refusal,create",
        "metadata,start",
        "stop,delete",
        "reset,address",
        "network",
        "image,exit",
        "watch,logs,stats,concurrency",
        "deadline,limit"
      })
  void doesWhatEveryPopHasToDo(String areas) {
    String[] arguments = {
      "--addr", address,
      "--user", "admin",
      "--image", "mano4j-test/polite",
      "--exit-image", "0=mano4j-test/good",
      "--exit-image", "3=mano4j-test/bad",
      "--broken-image", "mano4j-test/missing",
      "--image-without-command", "mano4j-test/nocommand",
      "--only", areas
    };

    int code =
        PopCheckCommand.run(
            new Surroundings(Map.of("POP_AUTH", LOGIN), out, err, false, false, ""), arguments);

    assertThat(code).as(() -> failed() + popd.log()).isZero();
  }

  @Test
  void thePartsAreAllThatCanBeTriedFromOutside() throws Exception {
    ValueSource parts =
        PopdCheckIT.class
            .getDeclaredMethod("doesWhatEveryPopHasToDo", String.class)
            .getAnnotation(ValueSource.class);
    Set<String> areas = PopContract.cases().stream().map(PopCase::area).collect(Collectors.toSet());
    areas.remove("reconcile"); // needs to end and start the Pop itself

    assertThat(String.join(",", parts.strings()).split(","))
        .containsExactlyInAnyOrderElementsOf(areas);
  }

  private String failed() {
    return (out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8))
        .lines()
        .filter(line -> !line.startsWith("ok"))
        .collect(Collectors.joining("\n"));
  }
}
