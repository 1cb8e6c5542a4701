package org.mano4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.mano4j.pop.docker.DockerPopBackend;
import org.mano4j.pop.server.PopBackend;

/** On the engine that the live tests share; the images are theirs. */
@EnabledIfSystemProperty(named = "mano4j.live", matches = "true")
class DockerPopBackendContractIT extends PopBackendContract {

  private static final String ENGINE =
      System.getProperty("mano4j.docker", "unix:///var/run/docker.sock");

  private static final String NETWORK = "mano4j-contract-net";

  /** A Pop leaves its default network; this one is not needed any more. */
  @AfterAll
  static void removeNetwork() throws IOException, InterruptedException {
    Process removal =
        new ProcessBuilder("docker", "-H", ENGINE, "network", "rm", NETWORK).inheritIO().start();
    assertThat(removal.waitFor()).isZero();
  }

  @Override
  protected PopBackend backend() {
    return DockerPopBackend.builder()
        .engine(URI.create(ENGINE))
        .popName("contract")
        .defaultNetwork(NETWORK)
        .build();
  }

  @Override
  protected String defaultNetwork() {
    return NETWORK;
  }

  @Override
  protected String image() {
    return "mano4j-test/polite";
  }

  @Override
  protected Map<Integer, String> exitImages() {
    return Map.of(0, "mano4j-test/good", 3, "mano4j-test/bad");
  }

  @Override
  protected String brokenImage() {
    return "mano4j-test/missing";
  }

  @Override
  protected String imageWithoutCommand() {
    return "mano4j-test/nocommand";
  }

  @Override
  protected boolean survivesCrash() {
    return true;
  }
}
