package org.mano4j.samples.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.server.PopServerTls;

/**
 * Who else on this machine may read what is a program's alone. The file's group is the operator's
 * choice; that everybody may, mostly is nobody's.
 */
public final class Secrecy {

  private Secrecy() {}

  /** The configuration, if it holds passwords or their hashes. */
  public static void warnOfFile(@Nullable Path file, boolean holdsSecrets, List<String> warnings) {
    if (file != null && holdsSecrets) {
      warn("the configuration " + file + ", with passwords or their hashes,", file, warnings);
    }
  }

  /** The key of a server. */
  public static void warnOfKey(@Nullable PopServerTls tls, List<String> warnings) {
    if (tls != null) {
      warn("the TLS key " + tls.privateKey(), tls.privateKey(), warnings);
    }
  }

  /** What a Pop remembers. */
  public static void warnOfState(Path directory, List<String> warnings) {
    warn("the state directory " + directory, directory, warnings);
  }

  private static void warn(String what, Path path, List<String> warnings) {
    try {
      Set<PosixFilePermission> allowed = Files.getPosixFilePermissions(path);
      if (allowed.contains(PosixFilePermission.OTHERS_READ)) {
        warnings.add(
            what
                + " can be read by every user of this machine; chmod o-rwx "
                + path
                + " ends that");
      }
    } catch (IOException | UnsupportedOperationException e) {
      // It is not there (yet), which others tell, or there are no such permissions here.
    }
  }
}
