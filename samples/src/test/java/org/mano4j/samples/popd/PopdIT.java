package org.mano4j.samples.popd;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.mano4j.pop.server.PasswordHash;
import org.mano4j.samples.ExitCode;
import org.mano4j.samples.pop.PopCommand;
import org.mano4j.samples.pop.Surroundings;

/** The program on a real engine; every container it makes has a name that nobody else has. */
@EnabledIfSystemProperty(named = "mano4j.live", matches = "true")
class PopdIT {

  private static final String ENGINE =
      System.getProperty("mano4j.docker", "unix:///var/run/docker.sock");
  private static final String PASSWORD = "ge:heim";

  private final String name = "popd-" + UUID.randomUUID().toString().substring(0, 8);
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<PopdProcess> processes = new ArrayList<>();
  private String address = "";

  @TempDir private Path folder;
  private Path state;

  @BeforeEach
  void nameTheDirectory() {
    state = folder.resolve("state");
  }

  @AfterEach
  void leaveNothingBehind() throws Exception {
    processes.forEach(PopdProcess::close);
    for (String id : docker("ps", "-aq", "--filter", "name=" + name)) {
      docker("rm", "-f", id);
    }
    for (String id : docker("network", "ls", "-q", "--filter", "name=" + name)) {
      docker("network", "rm", id);
    }
  }

  @Test
  void whatInitWritesServesAndWhatRunsGoesOnAndIsFoundAgain() throws Exception {
    Path file = initialised();

    PopdProcess popd = start("--config", file.toString(), "--state", state.toString());
    address = popd.address();
    assertThat(address).startsWith("127.0.0.1:");
    assertThat(pop("spawn", "image=mano4j-test/polite", "name=" + name)).as(this::told).isZero();
    assertThat(told())
        .contains("name: " + name, "status: RUNNING", "extendedStatus: the container is running");
    popd.signal("TERM");
    assertThat(popd.end()).as(popd::log).isZero();
    assertThat(popd.line()).isEqualTo("ended; nothing was left undone");
    assertThat(running()).hasSize(1);

    PopdProcess second = start("--config", file.toString(), "--state", state.toString());
    address = second.address();
    assertThat(pop("servers", name)).as(this::told).isZero();
    assertThat(told()).contains("status: RUNNING");
    assertThat(pop("delete", name)).as(this::told).isZero();
    awaitNoContainers();
    second.signal("INT");
    assertThat(second.end()).isZero();
  }

  @Test
  void oneThatIsKilledWhileAContainerStartsFindsAllAgain() throws Exception {
    String[] arguments = {"--listen", "127.0.0.1:0", "--state", state.toString()};
    String starting = name + "-starting";
    PopdProcess popd = start(arguments);
    address = popd.address();
    assertThat(pop("spawn", "image=mano4j-test/polite", "name=" + name)).as(this::told).isZero();
    assertThat(pop("create", "image=mano4j-test/polite", "name=" + starting)).isZero();
    Surroundings elsewhere = surroundings(new ByteArrayOutputStream(), new ByteArrayOutputStream());
    CompletableFuture<Integer> start =
        CompletableFuture.supplyAsync(() -> PopCommand.run(elsewhere, "start", starting));
    await()
        .atMost(60, SECONDS)
        .pollInterval(10, MILLISECONDS)
        .until(() -> containers().contains(starting));
    popd.signal("KILL");
    popd.end();
    start.get(60, SECONDS);

    address = start(arguments).address();

    List<String> listed = listed("RUNNING", name, starting);
    assertThat(listed).contains(name);
    assertThat(containers()).containsExactlyInAnyOrderElementsOf(listed);
    assertThat(running()).containsExactlyInAnyOrderElementsOf(listed);
    assertThat(listed.contains(starting) ? 0 : pop("start", starting)).as(this::told).isZero();
    assertThat(running()).containsExactlyInAnyOrder(name, starting);
    assertThat(pop("delete", name)).as(this::told).isZero();
    assertThat(pop("delete", starting)).as(this::told).isZero();
    awaitNoContainers();
  }

  @Test
  void aSecondOneOnTheSameStateDirectoryRefuses() throws Exception {
    String[] arguments = {"--listen", "127.0.0.1:0", "--state", state.toString()};
    start(arguments).address();

    PopdProcess second = start(arguments);

    assertThat(second.end()).isEqualTo(ExitCode.FAILED);
    assertThat(second.log()).contains("error:  cannot use", "in use by process");
  }

  @Test
  void aPortThatIsTakenIsASentence() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      PopdProcess popd =
          start("--listen", "127.0.0.1:" + taken.getLocalPort(), "--state", state.toString());

      assertThat(popd.end()).isEqualTo(ExitCode.FAILED);
      assertThat(popd.log())
          .contains("error:  ", "cannot listen", "" + taken.getLocalPort())
          .doesNotContain("\tat ");
    }
  }

  @Test
  void aFileOfTheFirstProgramStartsIt() throws Exception {
    String bytes =
        PasswordHash.of(PASSWORD, PasswordHash.MIN_COST)
            .text()
            .chars()
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(", "));
    Path file =
        Files.writeString(
            folder.resolve("old.toml"),
            """
            PopName = "%s"
            Proto = "tcp"
            Netaddr = ":0"
            DockerdHost = ""
            LogLevel = 3
            LogTimestamps = false
            AutoRemove = true
            TLSCertPath = ""
            TLSKeyPath = ""

            [Users]
              [Users.admin]
                Name = "admin"
                HashedPassword = [%s]
            """
                .formatted(name, bytes));

    PopdProcess popd = start("--cfg", file.toString(), "--state", state.toString());
    address = popd.address();

    assertThat(pop("info")).as(this::told).isZero();
    assertThat(told()).contains("name: " + name, "type: docker");
    assertThat(popd.log()).contains("WARN", "names no host").doesNotContain("INFO");
  }

  @Test
  void usersAreReadAgainWhenItHangsUp() throws Exception {
    Path file = initialised();
    PopdProcess popd = start("--config", file.toString(), "--state", state.toString());
    address = popd.address();
    Files.writeString(file, Files.readString(file).replace("[Users.\"admin\"]", "[Users.eve]"));

    popd.signal("HUP");

    await().atMost(60, SECONDS).until(() -> popd.log().contains("the users were read again"));
    assertThat(pop("info")).isEqualTo(1);
    popd.signal("TERM");
    assertThat(popd.end()).isZero();
  }

  private PopdProcess start(String... arguments) throws IOException {
    // not the default one, which others share, and which they could not remove then
    Map<String, String> environment =
        new HashMap<>(Map.of("DOCKER_HOST", ENGINE, "MANO4J_NETWORKS_DEFAULT", name));
    if (!List.of(arguments).contains("--config") && !List.of(arguments).contains("--cfg")) {
      environment.put("POPD_AUTH", "admin:" + PASSWORD);
    }
    PopdProcess started = PopdProcess.start(folder, environment, arguments);
    processes.add(started);
    return started;
  }

  /** A file made by {@code init}. */
  private Path initialised() {
    Path file = folder.resolve("docker-popd.toml");
    String answers =
        String.join("\n", name, "127.0.0.1:0", ENGINE, "admin", PASSWORD, PASSWORD, "");
    int code =
        PopdCommand.run(
            surroundings(),
            new ByteArrayInputStream(answers.getBytes(StandardCharsets.UTF_8)),
            "init",
            "--config",
            file.toString());
    assertThat(code).as(this::told).isZero();
    return file;
  }

  private int pop(String... arguments) {
    out.reset();
    err.reset();
    return PopCommand.run(surroundings(), arguments);
  }

  private Surroundings surroundings() {
    return surroundings(out, err);
  }

  private Surroundings surroundings(ByteArrayOutputStream toOut, ByteArrayOutputStream toErr) {
    return new Surroundings(
        Map.of("POP_HOST", address, "POP_AUTH", "admin:" + PASSWORD),
        toOut,
        toErr,
        false,
        false,
        "");
  }

  /** Those of these containers that the Pop lists with this status. */
  private List<String> listed(String status, String... names) {
    return Stream.of(names)
        .filter(
            each -> {
              assertThat(pop("servers", each)).as(this::told).isZero();
              return told().contains("status: " + status);
            })
        .toList();
  }

  private String told() {
    return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
  }

  private List<String> containers() throws Exception {
    return docker("ps", "-a", "--filter", "name=" + name, "--format", "{{.Names}}");
  }

  private void awaitNoContainers() {
    await().atMost(60, SECONDS).untilAsserted(() -> assertThat(containers()).isEmpty());
  }

  private List<String> running() throws Exception {
    return docker("ps", "--filter", "name=" + name, "--format", "{{.Names}}");
  }

  /** The lines that Docker's own command prints. */
  private static List<String> docker(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("docker", "-H", ENGINE));
    command.addAll(List.of(arguments));
    Process docker = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> lines = docker.inputReader(StandardCharsets.UTF_8).lines().toList();
    assertThat(docker.waitFor(60, SECONDS)).isTrue();
    assertThat(docker.exitValue()).as(() -> String.join("\n", lines)).isZero();
    return lines;
  }
}
