package org.mano4j.pop.nfv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.plugin.VimDriverException;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopEndpoint;

class VimAccessTest {

  @Test
  void theConfigurationOfTheDriverComesFirst() {
    VimAccess access =
        VimAccess.of(
            vim(
                "{'authUrl': 'http://u:p@pop.example:60000', 'metadata': {'username': 'm', 'password': 'n'}}"),
            endpoint ->
                Optional.of(new VimAccess(endpoint, new PopCredentials("configured", "x"))));

    assertThat(access.credentials().username()).isEqualTo("configured");
    assertThat(access.endpoint()).isEqualTo(PopEndpoint.of("pop.example", 60000));
  }

  @Test
  void theAddressKeepsItsSchemeWithAndWithoutAUser() {
    assertThat(endpoint("https://u:p@h:1")).isEqualTo(PopEndpoint.tls("h", 1));
    assertThat(endpoint("https://h:1")).isEqualTo(PopEndpoint.tls("h", 1));
    assertThat(endpoint("http://u:p@h:1")).isEqualTo(PopEndpoint.of("h", 1));
    assertThat(endpoint("h:1")).isEqualTo(PopEndpoint.of("h", 1));
    assertThat(endpoint("h")).isEqualTo(PopEndpoint.of("h", 60000));
  }

  private static PopEndpoint endpoint(String url) {
    return VimAccess.of(
            vim("{'authUrl': '" + url + "'}"),
            known -> Optional.of(new VimAccess(known, new PopCredentials("u", "p"))))
        .endpoint();
  }

  @Test
  void userAndPasswordComeFromTheVimWhereverItCarriesThem() {
    PopCredentials expected = new PopCredentials("u", "p");
    assertThat(access("{'type': 'openstack.x', 'authUrl': 'h', 'username': 'u', 'password': 'p'}"))
        .isEqualTo(expected);
    assertThat(access("{'type': 'pop', 'authUrl': 'h', 'username': 'u', 'password': 'p'}"))
        .isEqualTo(expected);
    assertThat(access("{'authUrl': 'h', 'metadata': {'username': 'u', 'password': 'p'}}"))
        .isEqualTo(expected);
    assertThat(access("{'authUrl': 'http://u:p@h:1'}")).isEqualTo(expected);
  }

  @Test
  void aMissingUserNamesTheVimAndWhereToPutIt() {
    assertThatThrownBy(() -> access("{'name': 'site-1', 'authUrl': 'h'}"))
        .isInstanceOf(VimDriverException.class)
        .hasMessageContaining("site-1")
        .hasMessageContaining("metadata");
  }

  @Test
  void aMissingOrUnreadableAddressNamesTheVim() {
    assertThatThrownBy(() -> access("{'name': 'site-1'}")).hasMessageContaining("authUrl");
    assertThatThrownBy(() -> access("{'name': 'site-1', 'authUrl': 'http://u:secret@:60000'}"))
        .hasMessageContaining("site-1")
        .hasMessageNotContaining("secret");
  }

  @Test
  void aPasswordMayHoldAnythingAndIsInNoMessage() {
    assertThat(access("{'authUrl': 'http://u:p@ss/w:rd%zz@h:1'}"))
        .isEqualTo(new PopCredentials("u", "p@ss/w:rd%zz"));
    assertThat(access("{'authUrl': 'http://u:p%40ss@h:1'}"))
        .isEqualTo(new PopCredentials("u", "p@ss"));
    assertThat(access("{'authUrl': 'u:p://ss@h:1'}")).isEqualTo(new PopCredentials("u", "p://ss"));
    assertThatThrownBy(() -> access("{'authUrl': 'u:secret://x@h:port'}"))
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> access("{'authUrl': 'http://u:secret%zz@h:port'}"))
        .hasMessageNotContaining("secret")
        .hasNoCause();
  }

  private static PopCredentials access(String vim) {
    return VimAccess.of(vim(vim), endpoint -> Optional.empty()).credentials();
  }

  private static VimInstance vim(String json) {
    return CatalogueJson.read(json, VimInstance.class);
  }
}
