package org.mano4j.descriptors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageFolderTest {

  @TempDir private Path folder;

  @Test
  void unpacksIntoANewFolderAndPacksItAgain() throws IOException {
    VnfPackage sipp = PackageTar.sound().add("doc/readme.txt", "hello").read();
    Path target = folder.resolve("a/b");

    sipp.unpack(target);

    assertThat(VnfPackage.of(target)).isEqualTo(sipp);
    assertThat(Files.isExecutable(target.resolve("scripts/install.sh"))).isTrue();
    assertThat(Files.isExecutable(target.resolve("vnfd.json"))).isFalse();
  }

  @Test
  void unpacksIntoNothingThatIsThere() throws IOException {
    VnfPackage sipp = PackageTar.sound().read();
    Path target = Files.createDirectories(folder.resolve("target"));
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    Files.createSymbolicLink(target.resolve("scripts"), elsewhere);

    assertThatExceptionOfType(DirectoryNotEmptyException.class)
        .isThrownBy(() -> sipp.unpack(target));
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void packsAFolderWithoutWhatIsHidden() throws IOException {
    VnfPackage sipp = PackageTar.sound().read();
    sipp.unpack(folder);
    Files.createDirectories(folder.resolve(".git/objects"));
    Files.writeString(folder.resolve(".git/config"), "x");
    Files.writeString(folder.resolve("scripts/._install.sh"), "x");

    assertThat(VnfPackage.of(folder)).isEqualTo(sipp);
  }

  @Test
  void packsNoLinks() throws IOException {
    PackageTar.sound().read().unpack(folder);
    Files.createSymbolicLink(folder.resolve("scripts/passwd"), folder.resolve("vnfd.json"));

    assertThatExceptionOfType(PackageException.class)
        .isThrownBy(() -> VnfPackage.of(folder))
        .withMessageContaining("'scripts/passwd'")
        .satisfies(e -> assertThat(e.entry()).hasValue("scripts/passwd"));
  }

  @Test
  void packsNoFolderAboveItsLimits() throws IOException {
    PackageTar.sound().read().unpack(folder);
    PackageLimits limits = PackageLimits.defaults();

    for (PackageLimits small :
        List.of(
            limits.withLargestEntry(100), limits.withLargestSum(500), limits.withMostEntries(4))) {
      assertThatExceptionOfType(PackageException.class)
          .isThrownBy(() -> VnfPackage.of(folder, small))
          .withMessageContaining("raise PackageLimits");
    }
  }
}
