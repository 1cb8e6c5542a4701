package org.mano4j.pop.nfv;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.mano4j.config.Table;

/** A password of a configuration, which may stand in a file of its own. */
final class SecretText {

  private static final int MOST_BYTES = 4096;

  private SecretText() {}

  /**
   * Reads {@code key}, or the file that {@code key-file} names, without the end of its line. Notes
   * a mistake if there is not exactly one of both.
   */
  static String read(Table table, String key) {
    String fileKey = key + "-file";
    Optional<String> given = table.text(key).mustBe(text -> !text.isEmpty(), "is empty").optional();
    Optional<Path> file = table.file(fileKey).optional();
    if (table.has(key) && table.has(fileKey)) {
      table.problem(fileKey, "contradicts '" + key + "'; leave one of them out");
      return "";
    }
    if (table.has(fileKey)) {
      return file.map(path -> content(table, fileKey, path)).orElse("");
    }
    if (given.isEmpty() && !table.has(key)) {
      return table.text(key).required();
    }
    return given.orElse("");
  }

  private static String content(Table table, String key, Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        table.problem(key, "names a file of more than " + MOST_BYTES + " bytes");
        return "";
      }
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
              .toString()
              .replaceFirst("\\R\\z", "");
      if (text.isEmpty() || text.lines().count() > 1) {
        table.problem(key, "must name a file with one line");
        return "";
      }
      return text;
    } catch (CharacterCodingException e) {
      table.problem(key, "names a file that is not UTF-8");
    } catch (IOException e) {
      table.problem(key, "names a file that cannot be read");
    }
    return "";
  }
}
