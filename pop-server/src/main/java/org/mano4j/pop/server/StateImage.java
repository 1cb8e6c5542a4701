package org.mano4j.pop.server;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that a state file holds, as bytes.
 *
 * @param format version of what the rows mean
 * @param popId who the Pop is to its platform
 * @param epoch how often the state was opened
 * @param commits how many commits led here
 * @param containers by id
 * @param networks by id
 */
record StateImage(
    int format,
    String popId,
    long epoch,
    long commits,
    SortedMap<String, byte[]> containers,
    SortedMap<String, byte[]> networks) {

  /** One of a Pop that begins. */
  static StateImage begin(int format, String popId) {
    return new StateImage(format, popId, 0, 0, new TreeMap<>(), new TreeMap<>());
  }

  /** The rows of a table. */
  Map<String, byte[]> rows(StateTable table) {
    return switch (table) {
      case CONTAINERS -> containers;
      case NETWORKS -> networks;
      case HEADER -> Map.of();
    };
  }

  /** The next opening of it, under this format. */
  StateImage opened(int newFormat) {
    return new StateImage(newFormat, popId, epoch + 1, commits + 1, containers, networks);
  }
}
