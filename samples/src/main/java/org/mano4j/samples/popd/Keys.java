package org.mano4j.samples.popd;

import java.nio.file.Path;
import java.util.Optional;
import org.mano4j.config.Table;

/** Keys that are empty in a file count as not there, as in files of the first program. */
final class Keys {

  private Keys() {}

  static Optional<String> text(Table table, String key) {
    return table.text(key).optional().map(String::trim).filter(text -> !text.isEmpty());
  }

  static Optional<Path> file(Table table, String key) {
    return isEmpty(table, key) ? Optional.empty() : table.file(key).optional();
  }

  static Optional<Path> path(Table table, String key) {
    return isEmpty(table, key) ? Optional.empty() : table.location(key).optional();
  }

  private static boolean isEmpty(Table table, String key) {
    return table.text(key).optional().filter(String::isBlank).isPresent();
  }
}
