package org.mano4j.pop.server;

import java.util.Map;
import java.util.regex.Pattern;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;

/** What names and metadata may look like. */
final class InputRules {

  /** What container engines take as a name. */
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,254}");

  private InputRules() {}

  static void checkName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new PopException(
          Code.INVALID_ARGUMENT,
          "invalid container name '"
              + name
              + "' (name): only [a-zA-Z0-9][a-zA-Z0-9_.-]* is allowed, up to 255");
    }
  }

  static void checkNetworkName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new PopException(
          Code.INVALID_ARGUMENT,
          PopReason.INVALID_FIELD,
          "invalid network name '"
              + name
              + "' (name): only [a-zA-Z0-9][a-zA-Z0-9_.-]* is allowed, up to 255");
    }
  }

  /** Keys become names of environment variables. */
  static void checkMetadata(Map<String, String> entries) {
    for (String key : entries.keySet()) {
      if (key.isEmpty() || key.indexOf('=') >= 0 || key.indexOf('\0') >= 0) {
        throw new PopException(
            Code.INVALID_ARGUMENT,
            "invalid metadata key '" + key + "' (md.entries): it is empty or holds '=' or NUL");
      }
    }
  }
}
