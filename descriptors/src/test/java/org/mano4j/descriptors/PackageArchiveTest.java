package org.mano4j.descriptors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Entries that no package may have. */
class PackageArchiveTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/etc/passwd",
        "../vnfd.json",
        "scripts/../../evil.sh",
        "scripts/..",
        "..",
        "scripts\\evil.sh",
        "C:/windows/evil.sh",
        "c:evil.sh",
        "scripts/C:evil.sh",
        "docs/x:stream",
        "scripts/a\u0007.sh",
        "scripts/a\nb.sh",
        "scripts/\u202ehs.live",
        "."
      })
  void refusesNamesThatLeadOutOrDeceive(String name) {
    PackageTar tar = PackageTar.sound().add(name, "evil");

    assertThatExceptionOfType(PackageException.class)
        .isThrownBy(tar::read)
        .withMessageStartingWith("cannot use VNF package sipp.tar: entry '")
        .satisfies(e -> assertThat(e.entry()).hasValue(PackagePath.printable(name)));
    assertThat(tar.validate().findings())
        .extracting(Finding::rule)
        .containsExactly("unsafe-entry-name");
    assertThat(tar.validate().findings().get(0).toString()).doesNotContain("\n", "\u0007");
  }

  @Test
  void refusesFoldersThatLeadOut() {
    assertThatExceptionOfType(PackageException.class)
        .isThrownBy(PackageTar.sound().add("../x/", TarConstants.LF_DIR, new byte[0])::read)
        .withMessageContaining("'../x/'");
  }

  @Test
  void refusesNamesThatAreNotUtf8() {
    byte[] tar = PackageTar.sound().bytes();

    assertThatExceptionOfType(PackageException.class)
        .isThrownBy(() -> PackageTar.read(PackageTar.patch(tar, 0, 0, new byte[] {(byte) 0xe9})))
        .withMessageContaining("not UTF-8");
  }

  @ParameterizedTest
  @ValueSource(chars = {'1', '2', '3', '4', '6', 'V', 'Z'})
  void refusesWhatIsNoFile(char kind) {
    PackageTar tar = PackageTar.sound().add("scripts/x", (byte) kind, new byte[0]);

    assertThatExceptionOfType(PackageException.class)
        .isThrownBy(tar::read)
        .withMessageContaining("entry 'scripts/x': it is ");
    assertThat(tar.validate().findings()).extracting(Finding::rule).containsExactly("not-a-file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "scripts/install.sh",
        "./scripts/install.sh",
        "scripts//install.sh",
        "METADATA.yaml",
        "vnfd.json/x",
        "scripts"
      })
  void refusesDuplicateNames(String name) {
    assertThatExceptionOfType(PackageException.class)
        .isThrownBy(PackageTar.sound().add(name, "x")::read)
        .withMessageContaining("entry '" + name + "': another entry has the same name");
  }

  @Test
  void refusesAFolderThatIsAFile() {
    assertThatExceptionOfType(PackageException.class)
        .isThrownBy(PackageTar.sound().add("vnfd.json/", TarConstants.LF_DIR, new byte[0])::read)
        .withMessageContaining("same name");
  }
}
