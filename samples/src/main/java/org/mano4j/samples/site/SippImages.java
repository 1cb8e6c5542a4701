package org.mano4j.samples.site;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The images of SIPp's client and server, which this program can make. */
final class SippImages {

  static final Set<String> NAMES =
      Set.of(
          "mano4j/sipp-client",
          "mano4j/sipp-client:latest",
          "mano4j/sipp-server",
          "mano4j/sipp-server:latest");

  /** What they are made of; as it is in samples/sipp/images. */
  static final List<String> FILES =
      List.of(
          "build-offline.sh",
          "base/Dockerfile",
          "base/pick.sh",
          "base/sipp_run.sh",
          "base/sipp_stats.awk",
          "client/Dockerfile",
          "client/client_start.sh",
          "server/Dockerfile",
          "server/server_start.sh");

  static final String RESOURCES = "/org/mano4j/samples/sipp/images/";

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final SiteFolder folder;
  private final Consumer<String> progress;

  SippImages(SiteFolder folder, Consumer<String> progress) {
    this.folder = folder;
    this.progress = progress;
  }

  /**
   * Makes them on the engine of Docker's own variables.
   *
   * @param missing what is asked for and not there
   * @throws SiteException with what to do, if that fails
   */
  void make(List<String> missing) {
    progress.accept(
        "The engine has no "
            + String.join(" and no ", missing)
            + "; making the images of SIPp, which takes about 20 s...");
    Path output = folder.path().resolve("images.log");
    try {
      Process script =
          new ProcessBuilder("sh", extracted().toString())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      script.getOutputStream().close();
      await(script);
      if (script.exitValue() != 0) {
        throw notMade(missing, LastLines.last(output), null);
      }
    } catch (IOException e) {
      throw notMade(missing, String.valueOf(e.getMessage()), e);
    }
  }

  private static void await(Process script) {
    try {
      if (!script.waitFor(PATIENCE.toMinutes(), TimeUnit.MINUTES)) {
        throw new SiteException(
            "the images of SIPp are not made after " + PATIENCE.toMinutes() + " minutes");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SiteException("interrupted while the images of SIPp were made", e);
    } finally {
      end(script);
    }
  }

  /** What it has started first: it waits for that, and then removes what it has put elsewhere. */
  private static void end(Process script) {
    script.descendants().forEach(ProcessHandle::destroy);
    script.destroy();
  }

  private Path extracted() throws IOException {
    Path images = folder.path().resolve("images");
    for (String name : FILES) {
      Path file = images.resolve(name);
      Files.createDirectories(file.getParent());
      try (InputStream content = SippImages.class.getResourceAsStream(RESOURCES + name)) {
        Files.copy(Objects.requireNonNull(content, name), file);
      }
    }
    return images.resolve(FILES.get(0));
  }

  private static SiteException notMade(
      List<String> missing, String why, @Nullable Exception cause) {
    return new SiteException(
        "the engine has no "
            + String.join(" and no ", missing)
            + ", and the images of SIPp cannot be made: "
            + why
            + "; docs/nfv-images.md has other ways to make them",
        cause);
  }
}
