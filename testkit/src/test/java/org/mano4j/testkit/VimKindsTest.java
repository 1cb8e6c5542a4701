package org.mano4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.testkit.VimKinds.Link;

/** What differs between the classes of VIM instances. */
class VimKindsTest {

  private static final Link LINK =
      new Link("private", "10.0.0.0/24", List.of("10.0.0.1"), Map.of("scope", "swarm"));

  private static VimInstance vim(String json) {
    return CatalogueJson.read(json, VimInstance.class);
  }

  @Test
  void findsAnImageOfAGenericVimByItsIdentifier() {
    VimInstance pop = vim("{'type':'pop','images':[{'extId':'web:1'}]}");

    assertThat(VimKinds.image(pop, List.of("web:1"))).contains("web:1");
    assertThat(VimKinds.image(pop, List.of("web:2", "web:1"))).contains("web:1");
    assertThat(VimKinds.image(pop, List.of("web:2"))).isEmpty();
  }

  @Test
  void findsAnImageOfDockerByTag() {
    VimInstance docker =
        vim("{'type':'docker.x','images':[{'extId':'sha256:1','tags':['web:1','web:latest']}]}");

    assertThat(VimKinds.image(docker, List.of("web:latest"))).contains("sha256:1");
    assertThat(VimKinds.image(docker, List.of("sha256:1"))).isEmpty();
  }

  @Test
  void findsAnImageOfOpenstackByNameIfItIsActive() {
    VimInstance openstack =
        vim(
            """
            {'type':'openstack','images':[
              {'extId':'1','name':'a','diskFormat':'q','status':'ACTIVE'},
              {'extId':'2','name':'b','diskFormat':'q'},
              {'extId':'3','name':'c','diskFormat':'q','status':'QUEUED'}]}""");

    assertThat(VimKinds.image(openstack, List.of("a"))).contains("1");
    assertThat(VimKinds.image(openstack, List.of("b"))).contains("2");
    assertThat(VimKinds.image(openstack, List.of("c"))).isEmpty();
  }

  @Test
  void doesNotLookForImagesOfTestAndAmazon() {
    assertThat(VimKinds.image(vim("{'type':'test'}"), List.of("any"))).contains("any");
    assertThat(VimKinds.image(vim("{'type':'amazon'}"), List.of("any"))).contains("any");
  }

  @Test
  void tellsOnlyOpenstackAndDockerTheAddressesOfANetwork() {
    JsonNode openstack = network("openstack");
    assertThat(openstack.path("subnets").path(0).path("name").asText()).isEqualTo("private_subnet");
    assertThat(openstack.path("subnets").path(0).path("cidr").asText()).isEqualTo("10.0.0.0/24");
    assertThat(openstack.path("subnets").path(0).path("dns").path(0).asText())
        .isEqualTo("10.0.0.1");
    JsonNode docker = network("docker");
    assertThat(docker.path("subnet").asText()).isEqualTo("10.0.0.0/24");
    assertThat(docker.path("metadata").path("scope").asText()).isEqualTo("swarm");
    JsonNode pop = network("pop");
    assertThat(pop.path("name").asText()).isEqualTo("private");
    assertThat(pop.toString()).doesNotContain("10.0.0.0");
  }

  private static JsonNode network(String type) {
    return CatalogueJson.toTree(VimKinds.newNetwork(vim("{'type':'" + type + "'}"), LINK));
  }

  @Test
  void looksUpFlavoursForOpenstackOnly() {
    String flavours = "'flavours':[{'flavour_key':'m1.small','extId':'f-1'}]";

    assertThat(VimKinds.flavour(vim("{'type':'openstack'," + flavours + "}"), "m1.small"))
        .isEqualTo("f-1");
    assertThat(VimKinds.flavour(vim("{'type':'pop'}"), "m1.small")).isEmpty();
  }

  @Test
  void refusesARefreshedVimOfAnotherClass() {
    assertThatThrownBy(
            () ->
                VimKinds.refreshed(
                    vim("{'name':'v','type':'docker'}"), vim("{'name':'v','type':'pop'}")))
        .isInstanceOf(NfvoException.class)
        .hasMessageContaining("type docker")
        .hasMessageContaining("type pop");
  }

  @Test
  void replacesOnlyWhatTheDriverSees() {
    VimInstance stored = vim("{'name':'v','type':'pop','authUrl':'http://a','active':true}");
    VimInstance seen =
        vim("{'name':'x','type':'pop','authUrl':'http://b','images':[{'extId':'i'}]}");

    VimInstance refreshed = VimKinds.refreshed(stored, seen);

    assertThat(refreshed.name()).isEqualTo("v");
    assertThat(refreshed.authUrl()).isEqualTo("http://a");
    assertThat(VimKinds.image(refreshed, List.of("i"))).contains("i");
  }
}
