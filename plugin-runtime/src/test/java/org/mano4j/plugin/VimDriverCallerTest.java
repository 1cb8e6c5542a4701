package org.mano4j.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.descriptor.DeploymentFlavour;
import org.mano4j.catalogue.descriptor.DeploymentFlavourBuilder;
import org.mano4j.catalogue.descriptor.VNFDConnectionPointBuilder;
import org.mano4j.catalogue.security.KeyBuilder;
import org.mano4j.catalogue.vim.DockerNetworkBuilder;
import org.mano4j.catalogue.vim.QuotaBuilder;
import org.mano4j.catalogue.vim.Server;
import org.mano4j.catalogue.vim.Subnet;
import org.mano4j.catalogue.vim.SubnetBuilder;
import org.mano4j.catalogue.vim.VimImage;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.catalogue.vim.VimNetwork;
import org.mano4j.messaging.BusException;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.QueueSpec;
import org.mano4j.messaging.nfvo.NfvoAddresses;

class VimDriverCallerTest {

  private static final String ID = "vim-drivers.test.test";
  private static final LaunchRequest LAUNCH =
      LaunchRequestBuilder.builder()
          .name("cli-1")
          .image("alpine")
          .networks(
              List.of(
                  VNFDConnectionPointBuilder.builder()
                      .virtualLinkReference("private")
                      .interfaceId(0)
                      .build()))
          .securityGroups(List.of("web"))
          .userData("#!/bin/sh")
          .floatingIps(Map.of("private", "random"))
          .keys(List.of(KeyBuilder.builder().name("k").publicKey("ssh-ed25519 A").build()))
          .build();

  private final PluginNfvo nfvo = new PluginNfvo();
  private final ScriptedDriver driver = new ScriptedDriver(VimDriverCallerTest::sample);
  private final VimDriverPlugin plugin = nfvo.plugin(driver).build();
  private final VimDriverCaller caller = nfvo.caller(ID);
  private final VimInstance vim = Samples.vim();
  private final VimNetwork network = DockerNetworkBuilder.builder().name("private").build();
  private final DeploymentFlavour flavour =
      DeploymentFlavourBuilder.builder().flavourKey("m1.small").ram(64).build();
  private final Subnet subnet = SubnetBuilder.builder().cidr("10.0.0.0/24").build();

  private static Object sample(ScriptedDriver.Kind kind) {
    Object value =
        Map.<Class<?>, Object>of(
                VimInstance.class, Samples.vim(),
                Server.class, Samples.server("s-1"),
                VimImage.class, Samples.image("alpine").withDiskFormat("raw"),
                VimNetwork.class, DockerNetworkBuilder.builder().name("n").subnet("x").build(),
                Subnet.class, SubnetBuilder.builder().name("sub").build(),
                DeploymentFlavour.class, DeploymentFlavourBuilder.builder().ram(1).build(),
                org.mano4j.catalogue.vim.Quota.class, QuotaBuilder.builder().cores(4).build(),
                Boolean.class, true,
                String.class, "text",
                Object.class, "")
            .get(kind.type());
    return kind.many() ? List.of(value, value) : value;
  }

  @BeforeEach
  void start() {
    plugin.start();
  }

  @AfterEach
  void stop() {
    plugin.close();
    nfvo.close();
  }

  @Test
  void carriesALaunchThereAndTheServerBack() {
    Server server = caller.launchInstanceAndWait(vim, LAUNCH);

    assertThat(server).isEqualTo(Samples.server("s-1"));
    assertThat(driver.onlyCall().parameters().get(1)).isEqualTo(LAUNCH);
    assertThat(driver.onlyCall().parameters().get(0)).isEqualTo(vim);
  }

  @Test
  void reachesEveryFunction() {
    assertThat(caller.refresh(vim)).isEqualTo(Samples.vim());
    assertThat(caller.launchInstance(vim, LAUNCH).extId()).isEqualTo("s-1");
    caller.deleteServerByIdAndWait(vim, "s-1");
    assertThat(caller.rebuildServer(vim, "s-1", "alpine").extId()).isEqualTo("s-1");
    assertThat(caller.listServer(vim)).hasSize(2);
    assertThat(caller.listImages(vim)).hasSize(2);
    assertThat(caller.listNetworks(vim)).hasSize(2);
    assertThat(caller.listFlavors(vim)).hasSize(2);
    assertThat(caller.createNetwork(vim, network).name()).isEqualTo("n");
    assertThat(caller.updateNetwork(vim, network).name()).isEqualTo("n");
    assertThat(caller.deleteNetwork(vim, "n-1")).isTrue();
    assertThat(caller.getNetworkById(vim, "n-1").name()).isEqualTo("n");
    assertThat(caller.createSubnet(vim, network, subnet).name()).isEqualTo("sub");
    assertThat(caller.updateSubnet(vim, network, subnet).name()).isEqualTo("sub");
    assertThat(caller.deleteSubnet(vim, "sub-1")).isTrue();
    assertThat(caller.getSubnetsExtIds(vim, "n-1")).containsExactly("text", "text");
    assertThat(caller.addFlavor(vim, flavour).ram()).isEqualTo(1);
    assertThat(caller.updateFlavor(vim, flavour).ram()).isEqualTo(1);
    assertThat(caller.deleteFlavor(vim, "f-1")).isTrue();
    assertThat(caller.addImage(vim, Samples.image("i"), "file".getBytes())).isNotNull();
    assertThat(caller.addImage(vim, Samples.image("i"), "http://host/i")).isNotNull();
    assertThat(caller.addImage(vim, Samples.image("i"), "http://host/i", "t")).isNotNull();
    assertThat(caller.updateImage(vim, Samples.image("i"))).isNotNull();
    assertThat(caller.copyImage(vim, Samples.image("i"), "file".getBytes())).isNotNull();
    assertThat(caller.deleteImage(vim, Samples.image("i"))).isTrue();
    assertThat(caller.getQuota(vim).cores()).isEqualTo(4);
    assertThat(caller.getType(vim)).isEqualTo("text");

    assertThat(driver.calls)
        .extracting(ScriptedDriver.Call::function)
        .containsExactly(
            "refresh",
            "launchInstance",
            "deleteServerByIdAndWait",
            "rebuildServer",
            "listServer",
            "listImages",
            "listNetworks",
            "listFlavors",
            "createNetwork",
            "updateNetwork",
            "deleteNetwork",
            "getNetworkById",
            "createSubnet",
            "updateSubnet",
            "deleteSubnet",
            "getSubnetsExtIds",
            "addFlavor",
            "updateFlavor",
            "deleteFlavor",
            "addImage with a file",
            "addImage with a URL",
            "addImage with a URL and a token",
            "updateImage",
            "copyImage",
            "deleteImage",
            "getQuota",
            "getType");
  }

  @Test
  void sendsACallAsAnNfvoDoes() {
    AtomicReference<Message> seen = new AtomicReference<>();
    answering("vim-drivers.test.spy", "{\"answer\":{}}", seen);

    nfvo.caller("vim-drivers.test.spy").launchInstanceAndWait(vim, LAUNCH);

    assertThat(seen.get().contentType()).isNull();
    assertThat(seen.get().correlationId()).isNotNull();
    assertThat(seen.get().replyTo()).isNotNull();
    JsonNode call = CatalogueJson.read(seen.get().body(), JsonNode.class);
    assertThat(call.at("/methodName").asText()).isEqualTo("launchInstanceAndWait");
    assertThat(call.at("/parameters")).hasSize(10);
    assertThat(call.at("/parameters/0/type").asText()).isEqualTo("test");
    assertThat(call.at("/parameters/1").asText()).isEqualTo("cli-1");
    assertThat(call.at("/parameters/5/0/virtual_link_reference").asText()).isEqualTo("private");
    assertThat(call.at("/parameters/8/private").asText()).isEqualTo("random");
    assertThat(call.at("/parameters/9/0/publicKey").asText()).isEqualTo("ssh-ed25519 A");
    assertThat(call.toString()).doesNotContain("null");
  }

  @Test
  void throwsWhatTheDriverThrowsWithTheServerItLeft() {
    VimDriver failing =
        new VimDriver() {
          @Override
          public Server launchInstanceAndWait(VimInstance vim, LaunchRequest request) {
            throw new VimDriverException(
                "cannot start cli-1 on pop1: out of memory",
                Samples.server("left"),
                new IllegalStateException("exit code 137"));
          }
        };
    try (VimDriverPlugin broken =
        VimDriverPlugin.builder(failing).type("broken").connector(nfvo.broker).build()) {
      broken.start();

      VimDriverException thrown =
          catchThrowableOfType(
              VimDriverException.class,
              () -> nfvo.caller(broken.pluginId()).launchInstanceAndWait(vim, LAUNCH));

      assertThat(thrown).hasMessage("cannot start cli-1 on pop1: out of memory");
      assertThat(thrown.server()).map(Server::extId).contains("left");
      assertThat(thrown.getCause()).hasMessage("exit code 137");
    }
  }

  @Test
  void saysThatNoDriverIsThere() {
    assertThatThrownBy(() -> nfvo.caller("vim-drivers.none.none").refresh(vim))
        .isInstanceOf(VimDriverException.Unavailable.class)
        .hasMessageStartingWith("vim-drivers.none.none did not answer refresh")
        .hasCauseInstanceOf(BusException.Unroutable.class);
  }

  @Test
  void saysThatADriverDoesNotAnswer() {
    nfvo.bus.consume(
        QueueSpec.named("vim-drivers.test.mute", NfvoAddresses.EXCHANGE),
        1,
        delivery -> new CompletableFuture<>());
    VimDriverCaller impatient =
        new VimDriverCaller(nfvo.bus, "vim-drivers.test.mute", Duration.ofMillis(50));

    assertThatThrownBy(() -> impatient.refresh(vim))
        .isInstanceOf(VimDriverException.Unavailable.class)
        .hasCauseInstanceOf(BusException.NoReply.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"answer\":null}", "no json", "[]", "{\"answer\":[1,2]}"})
  void refusesAnAnswerThatIsNone(String answer) {
    answering("vim-drivers.test.odd", answer, new AtomicReference<>());

    assertThatThrownBy(() -> nfvo.caller("vim-drivers.test.odd").launchInstance(vim, LAUNCH))
        .isInstanceOf(VimDriverException.class)
        .isNotInstanceOf(VimDriverException.Unavailable.class);
  }

  @Test
  void readsAnExceptionThatIsOnlyAText() {
    answering("vim-drivers.test.odd", "{\"exception\":\"sorry\"}", new AtomicReference<>());

    assertThatThrownBy(() -> nfvo.caller("vim-drivers.test.odd").refresh(vim)).hasMessage("sorry");
  }

  @Test
  void restoresAnInterruptWhileItWaits() {
    nfvo.bus.consume(
        QueueSpec.named("vim-drivers.test.mute", NfvoAddresses.EXCHANGE),
        1,
        delivery -> new CompletableFuture<>());
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> nfvo.caller("vim-drivers.test.mute").refresh(vim))
        .isInstanceOf(VimDriverException.Unavailable.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  private void answering(String pluginId, String answer, AtomicReference<Message> seen) {
    nfvo.bus.consume(
        QueueSpec.named(pluginId, NfvoAddresses.EXCHANGE),
        1,
        delivery -> {
          seen.set(delivery.message());
          return CompletableFuture.completedFuture(Optional.of(Message.text(answer)));
        });
  }

  @Test
  void saysWhichParameterIsMissing() {
    assertThatThrownBy(() -> caller.refresh(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("vim");
    assertThatThrownBy(() -> caller.launchInstance(vim, null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("request");
  }
}
