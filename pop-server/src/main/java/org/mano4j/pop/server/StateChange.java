package org.mano4j.pop.server;

import org.jspecify.annotations.Nullable;

/**
 * A row that is set or removed.
 *
 * @param content null to remove the row
 */
record StateChange(StateTable table, String key, byte @Nullable [] content) {

  void apply(StateFile file) {
    if (content == null) {
      file.remove(table, key);
    } else {
      file.put(table, key, content);
    }
  }
}
