package org.mano4j.descriptors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"name": "v", "type": "openstack", "images": [{"name": "i", "extId": "x"}]}       | i
          {"name": "v", "type": "openstack.a", "images": [{"name": "i", "status": "SAVING"}, {"name": "j", "status": "ACTIVE"}]} | j
          {"name": "v", "type": "docker", "images": [{"tags": ["i", "j"], "extId": "x"}]}   | i j
          {"name": "v", "type": "pop", "images": [{"extId": "i"}, {"extId": "j"}]}          | i j
          {"name": "v", "type": "kubernetes.a", "images": [{"extId": "i", "name": "n"}]}    | i
          {"name": "v", "type": "test", "images": [{"extId": "i"}]}                         |
          {"name": "v", "type": "test.a", "images": [{"extId": "i"}]}                       |
          {"name": "v", "type": "amazon", "images": [{"extId": "i"}]}                       |
          """)
  void knowsImagesByWhatAnNfvoComparesThemWith(String vim, String images) {
    assertThat(of(vim).images())
        .containsExactlyElementsOf(images == null ? List.of() : List.of(images.split(" ")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"name": "v", "type": "openstack", "flavours": [{"flavour_key": "a", "extId": "b", "id": "c"}, {"flavour_key": "d"}]}          | a b c d
          {"name": "v", "type": "pop", "flavours": [{"flavour_key": "a"}]}                   |
          """)
  void knowsFlavoursOfOpenstackAlone(String vim, String flavours) {
    assertThat(of(vim).flavours())
        .containsExactlyElementsOf(flavours == null ? List.of() : List.of(flavours.split(" ")));
  }

  private static Site.Vim of(String vim) {
    return Site.of(List.of(Vims.vim(vim))).vim("v").orElseThrow();
  }
}
