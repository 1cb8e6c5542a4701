package org.mano4j.samples.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SiteProcessTest {

  @Test
  void aProgramThatDoesNotStartIsToldWithItsOwnReason() {
    try (SiteFolder folder = new SiteFolder()) {
      String file = folder.write("vnfmd.toml", "[vnfm]\ntimeout = true\n").toString();
      SiteProcesses processes = new SiteProcesses(folder);
      SiteProcess process = processes.add("vnfmd", List.of("--config", file), Map.of());
      process.begin();

      assertThatThrownBy(process::awaitReady)
          .isInstanceOf(SiteException.class)
          .hasMessageStartingWith("vnfmd does not start: ")
          .hasMessageContaining("timeout");
      process.close();
    }
  }

  @Test
  void aFolderIsItsOwnersAloneAndGoesWithAllThatIsInIt() throws IOException {
    SiteFolder folder = new SiteFolder();
    Path file = folder.write("secret.toml", "password = \"x\"\n");
    Files.createDirectory(folder.path().resolve("state"));
    Path path = folder.path();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rwx------");
    folder.close();
    assertThat(path).doesNotExist();
  }

  @Test
  void aFolderThatIsGoneIsNotMadeAgain() {
    SiteFolder folder = new SiteFolder();
    folder.path();
    folder.close();

    assertThatThrownBy(folder::path).isInstanceOf(SiteException.class);
    assertThatThrownBy(() -> folder.write("late.toml", "")).isInstanceOf(SiteException.class);
  }

  @Test
  void aFolderGoesAlsoWithWhatIsPutThereMeanwhile() throws Exception {
    SiteFolder folder = new SiteFolder();
    Path path = folder.path();
    CompletableFuture<Void> begun = new CompletableFuture<>();
    CompletableFuture<Void> writing =
        CompletableFuture.runAsync(
            () -> {
              for (int file = 0; file < 100_000; file++) {
                folder.write("file-" + file, "");
                begun.complete(null);
              }
            });
    begun.get(60, TimeUnit.SECONDS);

    folder.close();

    assertThat(writing).failsWithin(Duration.ofSeconds(60));
    assertThat(path).doesNotExist();
  }
}
