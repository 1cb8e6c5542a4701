package org.mano4j.descriptors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mano4j.catalogue.Blob;
import org.mano4j.catalogue.packaging.Script;
import org.mano4j.catalogue.packaging.ScriptBuilder;

class VnfPackageTest {

  @Test
  void readsWhatThePackageSaysAboutItself() {
    PackageMetadata metadata = PackageTar.sound().read().metadata();

    assertThat(metadata.name()).isEqualTo("sipp-client");
    assertThat(metadata.provider()).isEqualTo("mano4j");
    assertThat(metadata.version()).isEqualTo("1.10");
    assertThat(metadata.nfvoVersion()).isEqualTo("6.0.0");
    assertThat(metadata.vimTypes()).containsExactly("docker");
    assertThat(metadata.requirements()).containsExactly(Map.entry("memory", "512"));
    assertThat(metadata.osVersion()).isEqualTo("3.20");
    assertThat(metadata.image()).isNotNull();
    assertThat(metadata.image().upload()).isEqualTo("check");
    assertThat(metadata.image().names()).containsExactly("mano4j/sipp-client:latest");
    assertThat(metadata.imageConfig()).isNotNull();
    assertThat(metadata.imageConfig().minRam()).isEqualTo(256);
    assertThat(metadata.imageConfig().isPublic()).isFalse();
    assertThat(metadata.additionalRepos()).hasSize(1);
    assertThat(metadata.extensions()).isEmpty();
  }

  @Test
  void readsTheVnfdAndTheScripts() {
    VnfPackage sipp = PackageTar.sound().read();

    assertThat(sipp.vnfd().name()).isEqualTo("sipp-client");
    assertThat(sipp.scripts())
        .extracting(Script::name)
        .containsExactly("functions.sh", "install.sh", "server_start.sh");
    assertThat(sipp.scripts().get(1).payload().toText()).startsWith("#!/bin/sh\n");
    assertThat(sipp.files()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"metadata.yaml", "METADATA.YAML", "./Metadata.yaml", ".//./Metadata.yaml"})
  void findsTheMetadataUnderItsOtherNames(String name) {
    assertThat(PackageTar.sound().rename("Metadata.yaml", name).read())
        .isEqualTo(PackageTar.sound().read());
  }

  @Test
  void readsWhatTarMakesOfAFolder() {
    PackageTar tar = new PackageTar();
    PackageTar.sound().files().forEach((name, content) -> tar.add("./" + name, content.toBytes()));
    tar.addFirst("./scripts/", (byte) '5', new byte[0]).addFirst("./", (byte) '5', new byte[0]);

    assertThat(tar.read()).isEqualTo(PackageTar.sound().read());
  }

  @Test
  void passesOverTheCompanionsOfMacOs() {
    PackageTar tar =
        PackageTar.sound()
            .add("./._vnfd.json", "x")
            .add("scripts/._install.sh", "x")
            .add("._Metadata.yaml", "x");

    assertThat(tar.read()).isEqualTo(PackageTar.sound().read());
  }

  @Test
  void readsCompressedArchives() {
    assertThat(PackageTar.read(PackageTar.gzip(PackageTar.sound().bytes())))
        .isEqualTo(PackageTar.sound().read());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void leavesTheStreamOpen(boolean compressed) throws IOException {
    byte[] tar = PackageTar.sound().bytes();
    AtomicBoolean closed = new AtomicBoolean();
    InputStream in =
        new ByteArrayInputStream(compressed ? PackageTar.gzip(tar) : tar) {
          @Override
          public void close() {
            closed.set(true);
          }
        };

    VnfPackage.read("sipp.tar", in);

    assertThat(closed).isFalse();
  }

  @Test
  void readsMetadataOfOtherSpellings() {
    PackageMetadata metadata =
        PackageTar.sound()
            .remove("Metadata.yaml")
            .add(
                "Metadata.yaml",
                """
                name: 7
                vendor: mano4j
                version: 1.10
                nfvo-version: 6.0
                vim-types: docker
                shared: true
                image:
                  upload: true
                  names: sipp
                  cached: [1, 2]
                """)
            .read()
            .metadata();

    assertThat(metadata.name()).isEqualTo("7");
    assertThat(metadata.provider()).isEqualTo("mano4j");
    assertThat(metadata.version()).isEqualTo("1.10");
    assertThat(metadata.nfvoVersion()).isEqualTo("6.0");
    assertThat(metadata.vimTypes()).containsExactly("docker");
    assertThat(metadata.extensions()).containsOnlyKeys("shared");
    assertThat(metadata.image().upload()).isEqualTo("true");
    assertThat(metadata.image().names()).containsExactly("sipp");
    assertThat(metadata.image().extensions()).containsOnlyKeys("cached");
  }

  @Test
  void tellsWhereTheVnfdIsWrong() {
    PackageTar tar =
        PackageTar.sound().replace("vnfd.json", "\"scale_in_out\": 5", "\"scale_in_out\":");

    assertThatExceptionOfType(PackageException.class)
        .isThrownBy(tar::read)
        .withMessageStartingWith(
            "cannot use VNF package sipp.tar: entry 'vnfd.json', line 14, column ")
        .withMessageEndingWith("; correct it there, or just before")
        .satisfies(
            e -> {
              assertThat(e.archive()).isEqualTo("sipp.tar");
              assertThat(e.line()).hasValue(14);
            });
  }

  @Test
  void refusesPartsThatWouldBeReadAsSomethingElse() {
    VnfPackage sipp = PackageTar.sound().read();
    Blob x = Blob.of("x");
    List<Map<String, Blob>> wrong =
        List.of(
            Map.of("other.json", x),
            Map.of("scripts/a.sh", x),
            Map.of("METADATA.yaml", x),
            Map.of("../a", x),
            Map.of("./a", x),
            Map.of("._a", x),
            Map.of("a", x, "a/b", x));

    for (Map<String, Blob> files : wrong) {
      assertThatExceptionOfType(PackageException.class)
          .as("%s", files)
          .isThrownBy(() -> sipp.withFiles(files));
    }
    Script script = ScriptBuilder.builder().name("a.sh").payload(x).build();
    for (List<Script> scripts :
        List.of(
            List.of(script, script),
            List.of(script.withName(null)),
            List.of(script.withPayload(null)),
            List.of(script.withName("../vnfd.json")))) {
      assertThatExceptionOfType(PackageException.class)
          .as("%s", scripts)
          .isThrownBy(() -> sipp.withScripts(scripts));
    }
  }

  @Test
  void noTextOfItShowsContent() {
    assertThat(PackageTar.sound().read().toString()).doesNotContain("#!/bin/sh", "installing");
  }
}
