package org.mano4j.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mano4j.catalogue.vim.BaseNetwork;
import org.mano4j.catalogue.vim.DockerNetwork;
import org.mano4j.catalogue.vim.NFVImage;
import org.mano4j.catalogue.vim.Network;
import org.mano4j.catalogue.vim.Subnet;
import org.mano4j.catalogue.vim.VimInstance;

class RecordedCallsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "capture-plugin-01-refresh",
        "capture-plugin-02-listImages",
        "capture-plugin-03-listServer",
        "capture-plugin-04-listNetworks",
        "capture-plugin-05-listFlavors",
        "capture-plugin-06-getQuota",
        "capture-plugin-07-getType",
        "capture-plugin-08-getSubnetsExtIds",
        "capture-plugin-09-launchInstanceAndWait-10-parameters",
        "capture-plugin-11-launchInstanceAndWait-8-parameters",
        "capture-plugin-12-launchInstance",
        "capture-plugin-13-deleteServerByIdAndWait",
        "capture-plugin-14-deleteNetwork",
        "capture-plugin-15-addImage-bytes",
        "capture-plugin-16-addImage-url",
        "capture-plugin-18-createNetwork-docker",
        "capture-plugin-19-createNetwork-with-subnets",
        "capture-plugin-20-createSubnet",
        "capture-plugin-21-rebuildServer",
        "capture-plugin-22-getNetworkById",
        "live-05-refresh",
        "live-11-refresh",
        "live-13-createNetwork",
        "live-20-listServer",
        "live-24-launchInstanceAndWait",
        "live-39-launchInstanceAndWait",
        "live-52-deleteServerByIdAndWait"
      })
  void answersWhatTheOtherSdkAnswered(String name) {
    JsonNode recorded = Recordings.answer(name);
    ScriptedDriver driver = new ScriptedDriver(kind -> Recordings.values(recorded, kind));

    JsonNode answer;
    try (Calls calls = new Calls(driver)) {
      answer = calls.call(Recordings.request(name));
    }

    assertThat(Recordings.differences(recorded, answer)).isEmpty();
    assertThat(driver.onlyCall().function()).isEqualTo(functionOf(name));
    assertThat(answer.toString()).doesNotContain(":null");
  }

  private static String functionOf(String name) {
    if (name.endsWith("addImage-bytes")) {
      return "addImage with a file";
    }
    if (name.endsWith("addImage-url")) {
      return "addImage with a URL";
    }
    return name.replaceFirst("^(capture-plugin|live)-\\d+-", "").replaceFirst("-.*", "");
  }

  @Test
  void answersAFailureWithItsText() {
    JsonNode recorded = Recordings.answer("live-18-launchInstanceAndWait-fails");
    ScriptedDriver driver =
        new ScriptedDriver(
            kind -> {
              throw new VimDriverException("Fake exception in test plugin");
            });

    JsonNode answer;
    try (Calls calls = new Calls(driver)) {
      answer = calls.call(Recordings.request("live-18-launchInstanceAndWait-fails"));
    }

    assertThat(answer.at("/exception/detailMessage"))
        .isEqualTo(recorded.at("/exception/detailMessage"));
    assertThat(answer.has("answer")).isFalse();
  }

  @Test
  void handsTheWholeLaunchToTheDriver() {
    ScriptedDriver driver = played("live-24-launchInstanceAndWait");

    LaunchRequest request = (LaunchRequest) driver.onlyCall().parameters().get(1);
    assertThat(request.name()).isEqualTo("cli-1039078");
    assertThat(request.image()).isEqualTo("ubuntu-14.04-server-cloudimg-amd64-disk1");
    assertThat(request.flavour()).isEmpty();
    assertThat(request.keyPair()).isEmpty();
    assertThat(request.networks())
        .singleElement()
        .satisfies(
            port -> {
              assertThat(port.virtualLinkReference()).isEqualTo("private");
              assertThat(port.interfaceId()).isZero();
            });
    assertThat(request.securityGroups()).isEmpty();
    assertThat(request.userData()).isEmpty();
    assertThat(request.floatingIps()).isEqualTo(Map.of());
    assertThat(request.keys()).isEmpty();
    VimInstance vim = (VimInstance) driver.onlyCall().parameters().get(0);
    assertThat(vim.name()).isEqualTo("vim1");
    assertThat(vim.id()).isEqualTo("214d6e74-f623-45a8-ac7a-fe5da6eff970");
  }

  @Test
  void takesANullParameterThatTheOtherSdkRefuses() {
    JsonNode answer =
        answerOf("capture-plugin-10-launchInstanceAndWait-null-parameter-refused", "launched");

    assertThat(answer.at("/answer/extId").asText()).isEqualTo("launched");
  }

  @Test
  void findsCopyImageThatTheOtherSdkDoesNotFind() {
    ScriptedDriver driver = new ScriptedDriver(kind -> imageNamed("a"));
    try (Calls calls = new Calls(driver)) {
      calls.call(Recordings.request("capture-plugin-17-copyImage-refused"));
    }

    assertThat(driver.onlyCall().function()).isEqualTo("copyImage");
    assertThat(driver.onlyCall().parameters().get(2)).isEqualTo("hello");
  }

  @Test
  void decodesTheFileOfAnImage() {
    ScriptedDriver driver = played("capture-plugin-15-addImage-bytes");

    assertThat(driver.onlyCall().parameters().get(1)).isInstanceOf(NFVImage.class);
    assertThat(driver.onlyCall().parameters().get(2)).isEqualTo("hello");
  }

  @Test
  void answersAnUnknownFunctionWithThoseItKnows() {
    JsonNode answer = answerOf("capture-plugin-23-unknown-method", "");

    assertThat(answer.at("/exception/detailMessage").asText())
        .contains("'noSuch'")
        .contains("launchInstanceAndWait")
        .contains("deleteServerByIdAndWait");
  }

  @Test
  void tellsNetworksApartByTheirKeys() {
    assertThat(played("capture-plugin-18-createNetwork-docker").onlyCall().parameters().get(1))
        .isInstanceOf(DockerNetwork.class);
    assertThat(
            played("capture-plugin-19-createNetwork-with-subnets").onlyCall().parameters().get(1))
        .isInstanceOf(Network.class);
    assertThat(played("live-13-createNetwork").onlyCall().parameters().get(1))
        .isInstanceOf(BaseNetwork.class);
    List<Object> subnet = played("capture-plugin-20-createSubnet").onlyCall().parameters();
    assertThat(subnet.get(2)).isInstanceOf(Subnet.class);
  }

  @ParameterizedTest
  @CsvSource({
    "docker,DockerVimInstance",
    "openstack,OpenstackVimInstance",
    "amazon,AmazonVimInstance"
  })
  void tellsVimInstancesApartByTheirType(String type, String kind) {
    ScriptedDriver driver = new ScriptedDriver(any -> null);
    try (Calls calls = new Calls(driver)) {
      calls.call(Recordings.bytes("vim-type-" + type + ".refresh.json"));
    }

    assertThat(driver.onlyCall().parameters().get(0).getClass().getSimpleName()).isEqualTo(kind);
  }

  private static ScriptedDriver played(String name) {
    JsonNode recorded = Recordings.answer(name);
    ScriptedDriver driver = new ScriptedDriver(kind -> Recordings.values(recorded, kind));
    try (Calls calls = new Calls(driver)) {
      calls.call(Recordings.request(name));
    }
    return driver;
  }

  private static JsonNode answerOf(String name, String extId) {
    ScriptedDriver driver = new ScriptedDriver(kind -> Samples.server(extId));
    try (Calls calls = new Calls(driver)) {
      return calls.call(Recordings.request(name));
    }
  }

  private static NFVImage imageNamed(String name) {
    return Samples.image(name);
  }
}
