package org.mano4j.descriptors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.Blob;
import org.mano4j.catalogue.packaging.Script;

class PackageWriterTest {

  @Test
  void writesWhatWasReadToTheByte() {
    PackageTar tar = PackageTar.sound().add("README.md", "# SIPp").add("doc/a b/ü.txt", "é");

    VnfPackage read = tar.read();

    assertThat(contents(write(read))).isEqualTo(tar.files());
    assertThat(PackageTar.read(write(read))).isEqualTo(read);
  }

  @Test
  void keepsTheNameOfTheVnfd() {
    PackageTar tar = PackageTar.sound().rename("vnfd.json", "sipp/client.json");

    assertThat(contents(write(tar.read()))).isEqualTo(tar.files());
  }

  @Test
  void keepsNamesOfEveryLengthAndAlphabet() {
    PackageTar tar = PackageTar.sound();
    for (int length : new int[] {99, 100, 101, 155, 255, 256, 990, 1000, 1020}) {
      tar.add("x".repeat(length), "" + length);
      tar.add("é?" + "y".repeat(length), "" + length);
      tar.add("?" + "é".repeat(length), "" + length);
    }

    assertThat(contents(write(tar.read()))).containsAllEntriesOf(tar.files());
  }

  @Test
  void writesTheSameBytesForTheSamePackage() throws IOException {
    VnfPackage sipp = PackageTar.sound().add("ü".repeat(80), "").read();
    List<Script> reversed = new ArrayList<>(sipp.scripts());
    Collections.reverse(reversed);
    String user = System.getProperty("user.name");
    byte[] first = write(sipp);
    byte[] second;
    try {
      System.setProperty("user.name", "somebody-else");
      second = write(sipp.withScripts(reversed));
    } finally {
      System.setProperty("user.name", user);
    }

    assertThat(HexFormat.of().formatHex(second)).isEqualTo(HexFormat.of().formatHex(first));
  }

  @Test
  void fixesOrderTimesOwnersAndRights() throws IOException {
    List<String> entries = new ArrayList<>();
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new ByteArrayInputStream(write(PackageTar.sound().add("a", "").read())))) {
      for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
        entries.add(
            "%s %o %s:%s/%s:%s %s"
                .formatted(
                    e.getName(),
                    e.getMode(),
                    e.getLongUserId(),
                    e.getUserName(),
                    e.getLongGroupId(),
                    e.getGroupName(),
                    e.getLastModifiedTime()));
      }
    }

    assertThat(entries)
        .containsExactly(
            "Metadata.yaml 100644 0:/0: 1980-01-01T00:00:00Z",
            "vnfd.json 100644 0:/0: 1980-01-01T00:00:00Z",
            "scripts/functions.sh 100755 0:/0: 1980-01-01T00:00:00Z",
            "scripts/install.sh 100755 0:/0: 1980-01-01T00:00:00Z",
            "scripts/server_start.sh 100755 0:/0: 1980-01-01T00:00:00Z",
            "a 100644 0:/0: 1980-01-01T00:00:00Z");
  }

  @Test
  void writesChangedPartsAnewAndTheOthersAsTheyWere() {
    VnfPackage sipp = PackageTar.sound().read();
    VnfPackage changed = sipp.withMetadata(sipp.metadata().withTag("field").withVersion("2.0"));

    byte[] written = write(changed);

    assertThat(PackageTar.read(written).metadata()).isEqualTo(changed.metadata());
    assertThat(contents(written).get("Metadata.yaml").toText())
        .doesNotContain("#")
        .contains("nfvo_version: \"6.0.0\"", "upload: \"check\"", "minCPU: 1");
    assertThat(contents(written).get("vnfd.json"))
        .isEqualTo(PackageTar.sound().files().get("vnfd.json"));
    assertThat(PackageTar.validate(written).findings())
        .extracting(Finding::rule)
        .containsExactly("different-version");
  }

  @Test
  void writesAChangedVnfdAnew() {
    VnfPackage sipp = PackageTar.sound().read();
    VnfPackage changed = sipp.withVnfd(sipp.vnfd().withName("other"));

    assertThat(PackageTar.read(write(changed)).vnfd()).isEqualTo(changed.vnfd());
    assertThat(contents(write(changed)).get("Metadata.yaml"))
        .isEqualTo(PackageTar.sound().files().get("Metadata.yaml"));
  }

  @Test
  void aPackageMadeInMemoryIsReadAsItWas() {
    VnfPackage sipp = PackageTar.sound().read();
    VnfPackage made = VnfPackage.of(sipp.metadata(), sipp.vnfd(), sipp.scripts());

    VnfPackage read = PackageTar.read(write(made));

    assertThat(read.withOriginals(Map.of())).isEqualTo(made);
    assertThat(PackageTar.validate(write(made)).findings()).isEmpty();
  }

  @Test
  void survivesTheRoundTripWithRandomFiles() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 50; i++) {
      PackageTar tar = PackageTar.sound();
      for (int file = random.nextInt(20); file >= 0; file--) {
        byte[] content = new byte[random.nextInt(2000)];
        random.nextBytes(content);
        String name = name(random) + file;
        tar.add(random.nextBoolean() ? "scripts/" + name : name, content);
      }

      assertThat(contents(write(tar.read()))).as("seed %d", seed).isEqualTo(tar.files());
    }
  }

  private static String name(Random random) {
    return random
        .ints(1 + random.nextInt(150), 0, 0x3000)
        .filter(c -> Character.isLetterOrDigit(c) || c == ' ' || c == '-')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .insert(0, 'n')
        .toString();
  }

  private static byte[] write(VnfPackage of) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      of.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** As another reader of archives sees them. */
  private static Map<String, Blob> contents(byte[] bytes) {
    Map<String, Blob> files = new LinkedHashMap<>();
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8.name())) {
      for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
        files.put(e.getName(), Blob.of(tar.readAllBytes()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }
}
