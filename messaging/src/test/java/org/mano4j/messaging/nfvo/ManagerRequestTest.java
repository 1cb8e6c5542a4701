package org.mano4j.messaging.nfvo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mano4j.catalogue.CatalogueException;
import org.mano4j.catalogue.manager.EndpointType;
import org.mano4j.messaging.Message;

class ManagerRequestTest {

  @Test
  void registersAVnfmAsTheNfvoExpectsIt() {
    byte[] sample = Resources.bytes("register-vnfm.json");
    ManagerRequest read = ManagerRequest.parse(sample);

    Message message = ManagerRequest.register("mgmt", read.vnfmManagerEndpoint()).toMessage();

    assertThat(withoutEmptyMaps(message)).isEqualTo(Resources.tree(sample));
    assertThat(message.contentType()).isEqualTo("text/plain");
  }

  @Test
  void deregistersAVnfmAsTheNfvoExpectsIt() {
    byte[] sample = Resources.bytes("deregister-vnfm.json");
    ManagerRequest read = ManagerRequest.parse(sample);

    Message message =
        ManagerRequest.deregister("mgmt", "Xk2v0QmT9rLw3ZbA", read.vnfmManagerEndpoint())
            .toMessage();

    assertThat(withoutEmptyMaps(message)).isEqualTo(Resources.tree(sample));
  }

  @Test
  void leavesOutWhatAPluginDoesNotHave() {
    assertThat(ManagerRequest.register("vim-drivers.docker.test", null).toMessage().body())
        .asString(UTF_8)
        .isEqualTo("{\"type\":\"vim-drivers.docker.test\",\"action\":\"register\"}");
    assertThat(
            ManagerRequest.deregister("vim-drivers.openstack.test", "password-9", null)
                .toMessage()
                .body())
        .asString(UTF_8)
        .isEqualTo(
            "{\"username\":\"vim-drivers.openstack.test\",\"action\":\"deregister\","
                + "\"password\":\"password-9\"}");
  }

  @Test
  void readsTheSingleQuotesOfPlugins() {
    ManagerRequest read =
        parse(
            "{'username':'vim-drivers.docker.test','action':'deregister','password':'password-8'}");

    assertThat(read.username()).isEqualTo("vim-drivers.docker.test");
    assertThat(read.password()).isEqualTo("password-8");
    assertThat(read.deregisters()).isTrue();
    assertThat(read.registers()).isFalse();
    assertThat(read.vnfmManagerEndpoint()).isNull();
  }

  @Test
  void readsAnEndpointThatIsAText() {
    ManagerRequest read =
        parse(
            "{\"type\":\"mgmt\",\"action\":\"register\",\"vnfmManagerEndpoint\":"
                + "\"{\\\"type\\\":\\\"mgmt\\\",\\\"endpointType\\\":\\\"RABBIT\\\","
                + "\\\"endpoint\\\":\\\"mgmt-queue\\\"}\"}");

    assertThat(read.registers()).isTrue();
    assertThat(read.vnfmManagerEndpoint().endpoint()).isEqualTo("mgmt-queue");
    assertThat(read.vnfmManagerEndpoint().endpointType()).isEqualTo(EndpointType.RABBIT);
  }

  @Test
  void takesWhatTheGoSdkAddsAndItsOtherSpelling() {
    ManagerRequest read =
        parse("{\"type\":\"t\",\"action\":\"unregister\",\"username\":\"t\",\"more\":[1]}");

    assertThat(read.deregisters()).isTrue();
    assertThat(read.type()).isEqualTo("t");
  }

  @Test
  void hidesThePasswordInItsText() {
    assertThat(ManagerRequest.deregister("user", "hidden", null).toString())
        .contains("user")
        .doesNotContain("hidden");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "not json",
        "{\"vnfmManagerEndpoint\":\"nonsense\"}",
        "{\"vnfmManagerEndpoint\":7}"
      })
  void refusesWhatIsNoRequest(String body) {
    assertThatExceptionOfType(CatalogueException.class).isThrownBy(() -> parse(body));
  }

  /** The catalogue writes empty maps where the peers leave them out; an NFVO takes both. */
  private static JsonNode withoutEmptyMaps(Message message) {
    JsonNode tree = Resources.tree(message.body());
    if (tree.get("vnfmManagerEndpoint") instanceof ObjectNode endpoint) {
      endpoint.properties().removeIf(e -> e.getValue().isObject() && e.getValue().isEmpty());
    }
    return tree;
  }

  private static ManagerRequest parse(String json) {
    return ManagerRequest.parse(json.getBytes(UTF_8));
  }
}
