package org.mano4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.mano4j.catalogue.descriptor.VNFDConnectionPointBuilder;
import org.mano4j.catalogue.vim.GenericVimInstance;
import org.mano4j.catalogue.vim.GenericVimInstanceBuilder;
import org.mano4j.catalogue.vim.Server;
import org.mano4j.plugin.LaunchRequest;
import org.mano4j.plugin.LaunchRequestBuilder;
import org.mano4j.pop.docker.DockerPopBackend;
import org.mano4j.pop.nfv.LaunchData;
import org.mano4j.pop.nfv.PopVimDriver;
import org.mano4j.pop.server.PopServer;

/** The driver on the engine that the live tests share: what only a real one can refuse. */
@EnabledIfSystemProperty(named = "mano4j.live", matches = "true")
class PopVimDriverDockerIT {

  private static final String ENGINE =
      System.getProperty("mano4j.docker", "unix:///var/run/docker.sock");

  private static final String NETWORK = "mano4j-driver-net";
  private static final String NAME = "mano4j-driver-web-1";

  private PopServer server;
  private PopVimDriver driver;
  private GenericVimInstance vim;

  @BeforeEach
  void start() {
    server =
        PopServer.builder(
                DockerPopBackend.builder()
                    .engine(URI.create(ENGINE))
                    .popName("driver-it")
                    .defaultNetwork(NETWORK)
                    .build())
            .defaultNetwork(NETWORK)
            .user("admin", "secret")
            .bcryptCost(4)
            .build();
    server.start();
    driver = PopVimDriver.create();
    vim =
        GenericVimInstanceBuilder.builder()
            .id("1")
            .name("site-1")
            .type("pop")
            .authUrl("http://" + server.endpoint())
            .metadata(Map.of("username", "admin", "password", "secret", "start", "launch"))
            .build();
  }

  @AfterEach
  void close() {
    driver.listServer(vim).forEach(s -> driver.deleteServerByIdAndWait(vim, s.extId()));
    driver.detached();
    server.close();
  }

  /** A Pop leaves its default network. */
  @AfterAll
  static void removeNetwork() throws IOException, InterruptedException {
    run("network", "rm", NETWORK);
  }

  private static String run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("docker", "-H", ENGINE));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(output).isZero();
    return output.strip();
  }

  private Map<String, String> without(String key) {
    Map<String, String> metadata = new HashMap<>(vim.metadata());
    metadata.remove(key);
    return metadata;
  }

  @Test
  void startsRebuildsAndDeletes() throws Exception {
    LaunchRequest request =
        LaunchRequestBuilder.builder()
            .name(NAME)
            .image("mano4j-test/polite")
            .networks(
                List.of(VNFDConnectionPointBuilder.builder().virtualLinkReference(NETWORK).build()))
            .userData(new LaunchData("", Map.of("GREETING", "hello")).toUserData())
            .build();

    Server launched = driver.launchInstanceAndWait(vim, request);
    assertThat(launched.status()).isEqualTo("RUNNING");
    assertThat(run("inspect", "-f", "{{.Config.Env}}", NAME)).contains("GREETING=hello");
    assertThat(driver.launchInstanceAndWait(vim, request).extId()).isEqualTo(launched.extId());

    String first = run("inspect", "-f", "{{.Id}}", NAME);

    GenericVimInstance creating = vim.withMetadata(without("start"));
    Server created = driver.rebuildServer(creating, launched.extId(), "mano4j-test/good");
    assertThat(created.status()).isEqualTo("CREATED");
    assertThat(run("ps", "-a", "--format", "{{.Names}}")).doesNotContain(NAME);

    Server rebuilt = driver.rebuildServer(vim, launched.extId(), "mano4j-test/polite");
    assertThat(rebuilt.extId()).isEqualTo(launched.extId());
    assertThat(rebuilt.ips()).isEqualTo(launched.ips());
    assertThat(run("inspect", "-f", "{{.Config.Env}} {{.State.Status}}", NAME))
        .contains("GREETING=hello", "running");
    assertThat(run("inspect", "-f", "{{.Id}}", NAME)).isNotEqualTo(first);

    driver.deleteServerByIdAndWait(vim, launched.extId());
    assertThat(run("ps", "-a", "--format", "{{.Names}}")).doesNotContain(NAME);
    assertThat(driver.listServer(vim)).isEmpty();
    assertThat(server.stats().addressesInUse()).isZero();
  }
}
