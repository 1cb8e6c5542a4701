package org.mano4j.catalogue.vim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.Samples;
import org.mano4j.catalogue.message.MessageJson;
import org.mano4j.catalogue.message.OrVnfmInstantiate;

class KindTest {

  @ParameterizedTest
  @CsvSource({
    "openstack, OpenstackVimInstance",
    "openstack.mine, OpenstackVimInstance",
    "docker, DockerVimInstance",
    "docker.docker.x, DockerVimInstance",
    "amazon, AmazonVimInstance",
    "generic, GenericVimInstance",
    "pop, GenericVimInstance",
    "docker-pop, GenericVimInstance",
    "test, GenericVimInstance",
    "'', GenericVimInstance",
    "'.docker', GenericVimInstance",
  })
  void ofAVimInstanceFollowsFromItsType(String type, String kind) {
    VimInstance vim =
        CatalogueJson.read(CatalogueJson.toTree(Map.of("type", type)), VimInstance.class);

    assertThat(vim.getClass().getSimpleName()).isEqualTo(kind);
    assertThat(vim.type()).isEqualTo(type);
  }

  @Test
  void ofAVimInstanceWithoutTypeIsGeneric() {
    assertThat(CatalogueJson.read("{}", VimInstance.class)).isInstanceOf(GenericVimInstance.class);
    assertThat(CatalogueJson.read("{\"type\":null}", VimInstance.class))
        .isInstanceOf(GenericVimInstance.class);
  }

  @Test
  void doesNotCostAGenericVimInstanceWhatItsClassHasNoPlaceFor() {
    JsonNode json =
        CatalogueJson.toTree(Map.of("type", "pop", "username", "admin", "flavours", List.of()));

    JsonNode written = CatalogueJson.toTree(CatalogueJson.read(json, VimInstance.class));

    assertThat(written.get("username").asText()).isEqualTo("admin");
    assertThat(written.has("flavours")).isTrue();
  }

  @Test
  void isReadInsideOfMessages() {
    OrVnfmInstantiate message =
        (OrVnfmInstantiate)
            MessageJson.readOrVnfm(
                Samples.bytes("json/or-vnfm-instantiate.every-vim-subtype.json"));

    assertThat(message.vimInstances().values().stream().flatMap(list -> list.stream()))
        .extracting(Object::getClass)
        .contains(
            OpenstackVimInstance.class,
            DockerVimInstance.class,
            GenericVimInstance.class,
            AmazonVimInstance.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"tags\":[]}                     | DockerImage",
        "{\"tags\":null,\"diskFormat\":\"\"} | DockerImage",
        "{\"diskFormat\":null}             | NFVImage",
        "{\"extId\":\"1\",\"name\":\"n\"}    | BaseNfvImage"
      })
  void ofAnImageFollowsFromItsKeys(String json, String kind) {
    assertThat(CatalogueJson.read(json, VimImage.class).getClass().getSimpleName()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"subnet\":null,\"subnets\":[]} | DockerNetwork",
        "{\"subnets\":[]}               | Network",
        "{\"subnets\":null}             | Network",
        "{\"name\":\"n\"}                 | BaseNetwork"
      })
  void ofANetworkFollowsFromItsKeys(String json, String kind) {
    assertThat(CatalogueJson.read(json, VimNetwork.class).getClass().getSimpleName())
        .isEqualTo(kind);
  }

  @Test
  void survivesBeingWrittenWhereItsKeysDecide() {
    VimNetwork network = NetworkBuilder.builder().name("private").build();

    assertThat(CatalogueJson.read(CatalogueJson.write(network), VimNetwork.class))
        .isEqualTo(network);
  }
}
