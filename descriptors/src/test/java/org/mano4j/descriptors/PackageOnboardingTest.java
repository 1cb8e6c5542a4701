package org.mano4j.descriptors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.packaging.VNFPackage;

class PackageOnboardingTest {

  /** Recorded from an NFVO 6.0 that was given such a package. */
  @Test
  void isHandedOnAsAnNfvoDoes() throws IOException {
    JsonNode recorded =
        CatalogueJson.read(
            Files.readAllBytes(PackageTar.folder().resolveSibling("onboarded.json")),
            JsonNode.class);
    PackageTar tar =
        new PackageTar()
            .add(
                "Metadata.yaml",
                """
                name: pcli
                provider: Acme
                version: 1.0
                nfvo_version: 6.0.0
                vim_types: [test]
                image: {upload: false, names: [image]}
                """)
            .add("vnfd.json", "{ \"name\": \"pcli\", \"endpoint\": \"dummy\" }")
            .add("scripts/install.sh", "#!/bin/sh\necho install\n")
            .add("scripts/server_conf.sh", "#!/bin/sh\necho $server_port\n");

    assertThat(withoutWhatTheNfvoGives(CatalogueJson.toTree(tar.read().toVNFPackage())))
        .isEqualTo(withoutWhatTheNfvoGives(recorded));
  }

  /** Identifiers; and the text that it makes of an os-version that is not there. */
  private static JsonNode withoutWhatTheNfvoGives(JsonNode json) {
    List<String> given =
        List.of("id", "hbVersion", "projectId", "shared", "vnfPackageFatherId", "metadata");
    json.findParents("id").forEach(parent -> ((ObjectNode) parent).remove(given));
    json.findParents("metadata").forEach(parent -> ((ObjectNode) parent).remove(given));
    ObjectNode metadata = (ObjectNode) json.path("vnfPackageMetadata");
    if (metadata.path("osVersion").asText().equals("null")) {
      metadata.remove("osVersion");
    }
    return json;
  }

  @Test
  void anImageToUploadIsHandedOnWithItsPlace() {
    JsonNode handed = CatalogueJson.toTree(PackageTar.sound().read().toVNFPackage());

    assertThat(handed.path("imageLink").asText()).isEqualTo("mano4j/sipp-client:latest");
    assertThat(handed.at("/image/diskFormat").asText()).isEqualTo("QCOW2");
    assertThat(handed.at("/image/containerFormat").asText()).isEqualTo("BARE");
    assertThat(handed.at("/image/minRam").asInt()).isEqualTo(256);
    assertThat(handed.at("/vnfPackageMetadata/additionalRepoInfoList/0/packageType").asText())
        .isEqualTo("DEB");
  }

  @Test
  void aLinkToScriptsReplacesThem() {
    VnfPackage sipp = PackageTar.sound().read();

    VNFPackage handed =
        sipp.withMetadata(sipp.metadata().withScriptsLink("https://example.org/scripts.git"))
            .toVNFPackage();

    assertThat(handed.scripts()).isEmpty();
    assertThat(handed.scriptsLink()).isEqualTo("https://example.org/scripts.git");
  }
}
