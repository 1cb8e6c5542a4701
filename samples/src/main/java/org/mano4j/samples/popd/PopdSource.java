package org.mano4j.samples.popd;

import java.util.List;
import java.util.Map;
import org.mano4j.pop.server.PopUser;
import org.mano4j.samples.daemon.Tables;

/** Where the configuration comes from; it can be read again. Not thread-safe. */
final class PopdSource {

  private final PopdOptions options;
  private final Map<String, String> environment;
  private final String auth;

  /** Of {@code POPD_AUTH}: hashed once, since sessions end when a hash is another one. */
  private List<PopUser> others = List.of();

  PopdSource(PopdOptions options, Map<String, String> environment) {
    this.options = options;
    this.environment = environment;
    this.auth = environment.getOrDefault(PopdAuth.VARIABLE, "");
  }

  /**
   * Reads all of it.
   *
   * @throws org.mano4j.config.ConfigException with every mistake
   */
  PopdConfig read() {
    return PopdConfig.read(Tables.of("popd", options.file(), environment), environment, options);
  }

  /**
   * Who may log in: the users of the file, without any there those of {@code POPD_AUTH}.
   *
   * @throws IllegalArgumentException with a sentence, if there is nobody
   */
  List<PopUser> users(PopdConfig config) {
    if (!config.users().isEmpty()) {
      return config.users();
    }
    if (auth.isEmpty()) {
      throw new IllegalArgumentException(
          options.file() == null
              ? "neither a config file nor POPD_AUTH env variable is set; 'popd init' writes a file"
              : options.file()
                  + " names no user, so nobody could log in; add [Users.<name>] with"
                  + " HashedPassword, as 'popd init' does, or set POPD_AUTH=user:password");
    }
    if (others.isEmpty()) {
      others = PopdAuth.parse(auth);
    }
    return others;
  }

  /** Whether {@code POPD_AUTH} is there for nothing. */
  boolean authIsUnused(PopdConfig config) {
    return !config.users().isEmpty() && !auth.isEmpty();
  }
}
