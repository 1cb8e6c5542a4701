package org.mano4j.catalogue.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.CatalogueException;
import org.mano4j.catalogue.CatalogueJson;

class VNFDependencyTest {

  @Test
  void readsNames() {
    VNFDependency dependency = read("{'source':'a','target':'b','source_id':'1'}");

    assertThat(dependency.source()).isEqualTo("a");
    assertThat(dependency.target()).isEqualTo("b");
    assertThat(dependency.sourceId()).isEqualTo("1");
    assertThat(dependency.extensions()).isEmpty();
  }

  @Test
  void takesNameAndIdOfADescriptor() {
    VNFDependency dependency = read("{'source':{'name':'a','id':'1'},'target':{'name':'b'}}");

    assertThat(dependency.source()).isEqualTo("a");
    assertThat(dependency.sourceId()).isEqualTo("1");
    assertThat(dependency.target()).isEqualTo("b");
    assertThat(dependency.targetId()).isNull();
    assertThat(dependency.extensions()).isEmpty();
  }

  @Test
  void keepsADescriptorThatSaysMoreThanNameAndId() {
    JsonNode written = write("{'source':{'name':'a','vdu':[{'id':'9'}]},'target':{'novel':1}}");

    assertThat(written.get("source").asText()).isEqualTo("a");
    assertThat(written.at("/source_vnfd/vdu/0/id").asText()).isEqualTo("9");
    assertThat(written.has("target")).isFalse();
    assertThat(written.at("/target_vnfd/novel").asInt()).isEqualTo(1);
  }

  @Test
  void keepsAnIdThatContradictsTheOneBesides() {
    JsonNode written = write("{'source':{'name':'a','id':'1'},'source_id':'2'}");

    assertThat(written.get("source_id").asText()).isEqualTo("2");
    assertThat(written.at("/source_vnfd/id").asText()).isEqualTo("1");
  }

  @Test
  void leavesAnIdBesidesANameAlone() {
    assertThat(read("{'source':{'name':'a'},'source_id':'2'}").extensions()).isEmpty();
  }

  @Test
  void writesNamesAgainAfterItHasReadThem() {
    JsonNode once = write("{'source':{'name':'a','vdu':[]},'target':'b','novel':null}");

    assertThat(write(once.toString())).isEqualTo(once);
  }

  @Test
  void refusesAListAsAnEnd() {
    assertThatThrownBy(() -> read("{'source':[]}"))
        .isInstanceOf(CatalogueException.class)
        .hasMessageContaining("'/source' must be a text");
  }

  private static VNFDependency read(String json) {
    return CatalogueJson.read(json, VNFDependency.class);
  }

  private static JsonNode write(String json) {
    return CatalogueJson.toTree(read(json));
  }
}
