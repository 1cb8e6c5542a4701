package org.mano4j.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mano4j.catalogue.manager.ManagerCredentials;
import org.mano4j.catalogue.message.MessageJson;
import org.mano4j.catalogue.vim.VimInstance;

class SecretsTest {

  private static final String VIM =
      "{\"type\":\"%s\",\"name\":\"vim\",\"authUrl\":\"http://user:hunter2@host\","
          + "\"password\":\"hunter2\",\"secretKey\":\"hunter2\",\"accessKey\":\"hunter2\","
          + "\"dockerKey\":\"hunter2\",\"novel\":\"hunter2\",\"metadata\":{\"password\":\"hunter2\"}}";

  @ParameterizedTest
  @ValueSource(strings = {"openstack", "docker", "amazon", "pop"})
  void areNotInTheTextOfAVimInstance(String type) {
    VimInstance vim = CatalogueJson.read(VIM.formatted(type), VimInstance.class);

    assertThat(vim.toString()).contains("vim").doesNotContain("hunter2");
    assertThat(CatalogueJson.writePretty(vim)).contains("hunter2");
  }

  @Test
  void areNotInTheTextOfCredentials() {
    ManagerCredentials credentials =
        CatalogueJson.read(
            "{\"rabbitUsername\":\"mgmt\",\"rabbitPassword\":\"hunter2\"}",
            ManagerCredentials.class);

    assertThat(credentials.toString()).contains("mgmt").doesNotContain("hunter2");
  }

  @Test
  void areNotInTheTextOfMessages() {
    for (String message :
        List.of(
            "{\"action\":\"INSTANTIATE\",\"extension\":{\"ssh_password\":\"hunter2\"}}",
            "{\"action\":\"SCALE_OUT\",\"extension\":{\"ssh_password\":\"hunter2\"},\"vimInstance\":"
                + VIM.formatted("pop")
                + "}",
            "{\"action\":\"GRANT_OPERATION\",\"vduVim\":{\"1\":" + VIM.formatted("docker") + "}}",
            "{\"action\":\"NOVEL\",\"password\":\"hunter2\"}")) {
      byte[] json = message.getBytes(StandardCharsets.UTF_8);

      assertThat(MessageJson.readOrVnfm(json).toString()).doesNotContain("hunter2");
    }
  }

  @Test
  void userDataIsNotInTheTextOfAMessage() {
    for (String json :
        List.of(
            "{\"action\":\"ALLOCATE_RESOURCES\",\"userdata\":\"hunter2\"}",
            "{\"action\":\"SCALING\",\"userData\":\"hunter2\"}")) {
      assertThat(MessageJson.readVnfmOr(json.getBytes(StandardCharsets.UTF_8)).toString())
          .doesNotContain("hunter2");
    }
  }
}
