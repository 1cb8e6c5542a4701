package org.mano4j.pop.server;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopReason;

/**
 * What names, metadata and labels may look like.
 *
 * @param maxEntries of a map, at most
 * @param maxBytes of all keys and values of a map in UTF-8, at most
 */
record InputRules(int maxEntries, int maxBytes) {

  static final int DEFAULT_MAX_ENTRIES = 1000;
  static final int DEFAULT_MAX_BYTES = 128 * 1024;

  private static final int MAX_KEY = 255;

  /** Bytes of one variable with its name and {@code =}: what Linux gives to a process. */
  private static final int MAX_VARIABLE = 128 * 1024 - 1;

  /** What container engines take as a name. */
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,254}");

  static InputRules defaults() {
    return new InputRules(DEFAULT_MAX_ENTRIES, DEFAULT_MAX_BYTES);
  }

  void checkName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw invalid(
          "name",
          "invalid container name '"
              + name
              + "' (name): only [a-zA-Z0-9][a-zA-Z0-9_.-]* is allowed, up to 255");
    }
  }

  static void checkNetworkName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw invalid(
          "name",
          "invalid network name '"
              + name
              + "' (name): only [a-zA-Z0-9][a-zA-Z0-9_.-]* is allowed, up to 255");
    }
  }

  void checkIdempotencyKey(String key) {
    if (key.length() > MAX_KEY) {
      throw Refusal.ofField(
          "idempotency_key",
          PopReason.TOO_LARGE,
          "the key has "
              + key.length()
              + " characters (idempotency_key), but may have "
              + MAX_KEY
              + "; take a random one, such as a UUID");
    }
  }

  /**
   * Keys become names of environment variables.
   *
   * @param field of the request, for the refusal
   */
  void checkMetadata(String field, Map<String, String> entries) {
    for (String key : entries.keySet()) {
      if (key.isEmpty() || key.indexOf('=') >= 0 || key.indexOf('\0') >= 0) {
        throw invalid(
            field,
            "invalid metadata key '" + key + "' (" + field + "): it is empty or holds '=' or NUL");
      }
    }
    entries.forEach((key, value) -> checkVariable(field, key, value));
  }

  /** What no process could be given: texts end with NUL there, and have a limit of their own. */
  private static void checkVariable(String field, String key, String value) {
    if (value.indexOf('\0') >= 0) {
      throw invalid(
          field, "invalid value of metadata key '" + key + "' (" + field + "): it holds NUL");
    }
    long bytes = bytes(key) + bytes(value) + 1;
    if (bytes > MAX_VARIABLE) {
      throw Refusal.ofField(
          field,
          PopReason.TOO_LARGE,
          "metadata key '"
              + key
              + "' has, with its value, "
              + bytes
              + " bytes ("
              + field
              + "), but a variable has at most "
              + MAX_VARIABLE
              + "; put it into a file of the image");
    }
  }

  /** Refuses an empty key. */
  void checkLabels(Map<String, String> labels) {
    if (labels.containsKey("")) {
      throw invalid("labels", "invalid label '' (labels): a label needs a name");
    }
    checkSize("labels", labels);
  }

  /** Refuses more than fits. */
  void checkSize(String field, Map<String, String> entries) {
    if (entries.size() > maxEntries) {
      throw tooLarge(field, entries.size() + " entries", maxEntries + " of them");
    }
    long bytes = 0;
    for (Map.Entry<String, String> entry : entries.entrySet()) {
      bytes += bytes(entry.getKey()) + bytes(entry.getValue());
    }
    if (bytes > maxBytes) {
      throw tooLarge(field, bytes + " bytes", maxBytes + " of them");
    }
  }

  private static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static PopException invalid(String field, String message) {
    return Refusal.ofField(field, PopReason.INVALID_FIELD, message);
  }

  private static PopException tooLarge(String field, String is, String limit) {
    return Refusal.ofField(
        field,
        PopReason.TOO_LARGE,
        field
            + " has "
            + is
            + ", but this Pop takes at most "
            + limit
            + " for a container; leave some out, or put them into a file of the image");
  }
}
