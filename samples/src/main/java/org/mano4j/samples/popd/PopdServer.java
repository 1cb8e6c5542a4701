package org.mano4j.samples.popd;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.mano4j.pop.server.PopServer;

/** The Pop of {@code popd} for programs that run it inside their own JVM. */
public final class PopdServer {

  private PopdServer() {}

  /**
   * The Pop that {@code popd --config} serves; not started. Logs are up to the program.
   *
   * @param file the configuration, with at least one user
   * @param environment variables that override it
   * @throws org.mano4j.config.ConfigException with every mistake in it
   * @throws IllegalArgumentException with a sentence, if it cannot be used
   * @throws UncheckedIOException if its state directory cannot be made
   */
  public static PopServer of(Path file, Map<String, String> environment) {
    PopdSource source =
        new PopdSource(new PopdOptions(file, null, null, false, false, null), environment);
    PopdConfig config = source.read();
    config.state().make();
    return config.server(config.backend()).users(() -> source.users(source.read())).build();
  }
}
