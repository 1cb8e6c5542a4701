package org.mano4j.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.record.Status;
import org.mano4j.catalogue.vim.GenericVimInstanceBuilder;
import org.mano4j.testkit.Failure;

/** A VNFM on the published SDK, led by this orchestrator with a driver of this side. */
class PublishedVnfmIT {

  private static final Duration SOON = Duration.ofSeconds(60);

  private final MachineDriver driver = new MachineDriver();
  private PeerSite site;
  private PeerProgram vnfm;

  @BeforeEach
  void startBothSides() throws Exception {
    site = new PeerSite(driver);
    site.nfvo.addVim(
        GenericVimInstanceBuilder.builder()
            .name("vim1")
            .type("peers")
            .authUrl("http://127.0.0.1:5000/v2.0")
            .active(true)
            .build());
    vnfm =
        PeerProgram.start(
            "PublishedVnfm",
            List.of(
                "--spring.rabbitmq.host=" + site.host.options().host(),
                "--spring.rabbitmq.port=" + site.host.options().port(),
                "--spring.rabbitmq.virtualHost=" + site.host.name(),
                "--vnfm.rabbitmq.virtual-host=" + site.host.name(),
                "--spring.rabbitmq.username=" + site.registrationUser.username(),
                "--spring.rabbitmq.password=" + site.registrationUser.password()));
    // Registered comes first: then neither is its queue there, nor does it deregister when it ends.
    await("VNFM").atMost(SOON).until(() -> vnfm.lines().contains("ready now"));
  }

  @AfterEach
  void endBothSides() {
    if (vnfm != null) {
      vnfm.close();
    }
    if (site != null) {
      site.close();
    }
  }

  @Test
  void aServiceReachesActiveWithItsDependencies() {
    launched();

    assertSaid("srv", "instantiate srv 1", "start srv");
    assertSaid("cli", "instantiate cli 1", "modify cli [srv-type]", "start cli");
  }

  @Test
  void aVnfIsScaledOutAndIn() throws Exception {
    String nsr = launched();

    site.nfvo.scaleOut(nsr, "srv").get(SOON.toSeconds(), TimeUnit.SECONDS);
    site.nfvo.awaitStatus(nsr, Status.ACTIVE, SOON);
    assertThat(machines("srv")).isEqualTo(2);
    site.nfvo.scaleIn(nsr, "srv").get(SOON.toSeconds(), TimeUnit.SECONDS);
    site.nfvo.awaitStatus(nsr, Status.ACTIVE, SOON);

    assertThat(machines("srv")).isEqualTo(1);
    assertSaid("srv", "instantiate srv 1", "start srv", "scale srv SCALE_OUT 2");
    assertSaid(
        "cli",
        "instantiate cli 1",
        "modify cli [srv-type]",
        "start cli",
        "modify cli [srv-type]",
        "start cli",
        "scale cli SCALE_IN 1");
  }

  @Test
  void aServiceIsReleased() throws Exception {
    String nsr = launched();

    site.nfvo.terminate(nsr).get(SOON.toSeconds(), TimeUnit.SECONDS);

    assertThat(site.nfvo.status(nsr)).isEqualTo(Status.TERMINATED);
    assertThat(machines("srv") + machines("cli")).isZero();
    assertSaid("srv", "instantiate srv 1", "start srv", "terminate srv");
    assertSaid("cli", "instantiate cli 1", "modify cli [srv-type]", "start cli", "terminate cli");
  }

  @Test
  void aLaunchThatTheDriverRefusesEndsInError() {
    String nsr = site.nfvo.launch(onboard(MachineDriver.REFUSED));

    site.nfvo.awaitStatus(nsr, Status.ERROR, SOON);
    assertThat(site.nfvo.failure(nsr)).map(Failure::toString).get().asString().contains("rack");
  }

  @Test
  void aVnfmThatEndsIsForgotten() {
    assertThat(site.nfvo.registered()).contains("published");

    vnfm.end();

    await("deregistration").atMost(SOON).until(() -> !site.nfvo.registered().contains("published"));
  }

  private String launched() {
    String nsr = site.nfvo.launch(onboard("srv"));
    site.nfvo.awaitStatus(nsr, Status.ACTIVE, SOON);
    return nsr;
  }

  /** What the VNFM printed about a VNFR; its output comes by another way than its answers. */
  private void assertSaid(String vnfr, String... lines) {
    await("output of the VNFM")
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(vnfm.lines().stream().filter(line -> line.split(" ")[1].equals(vnfr)))
                    .containsExactly(lines));
  }

  private long machines(String vnfr) {
    return driver.machines().stream().filter(name -> name.startsWith(vnfr)).count();
  }

  private String onboard(String server) {
    String nsd =
        """
        {"name":"service","vendor":"Acme","version":"1",
         "vld":[{"name":"private","cidr":"10.0.0.0/8"}],
         "vnfd":[%s,%s],
         "vnf_dependency":[
           {"source":"%s","target":"cli","parameters":["port","private"]}]}"""
            .formatted(vnfd(server), vnfd("cli"), server);
    return site.nfvo.onboard("nsd.json", nsd.getBytes(StandardCharsets.UTF_8));
  }

  private static String vnfd(String name) {
    return """
        {"name":"VNF","vendor":"Acme","version":"1","type":"VNF-type","endpoint":"published",
         "configurations":{"name":"VNF-conf","configurationParameters":
           [{"confKey":"port","value":"80"}]},
         "lifecycle_event":[{"event":"START","lifecycle_events":["start.sh"]}],
         "deployment_flavour":[{"flavour_key":"m1.small"}],
         "virtual_link":[{"name":"private"}],
         "vdu":[{"name":"VNF-vdu","vm_image":["image-1"],"scale_in_out":2,"vimInstanceName":[],
                 "vnfc":[{"connection_point":
                   [{"virtual_link_reference":"private","interfaceId":0}]}]}]}"""
        .replace("VNF", name);
  }
}
