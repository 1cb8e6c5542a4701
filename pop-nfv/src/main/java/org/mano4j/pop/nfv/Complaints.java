package org.mano4j.pop.nfv;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;

/**
 * What is wrong with that which other processes tell, for people: each thing once, and not more in
 * a round than somebody reads, since anybody on the broker may tell anything. Not thread-safe.
 */
final class Complaints {

  /** Beyond it, things are said again. */
  private static final int REMEMBERED = 100;

  static final int MOST_IN_A_ROUND = 20;

  private final Logger log;
  private final String pluginId;
  private int said;
  private final Set<String> remembered =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
              return size() > REMEMBERED;
            }
          });

  Complaints(Logger log, String pluginId) {
    this.log = log;
    this.pluginId = pluginId;
  }

  /** What is told of a VIM is not used. */
  void about(String vimId, String why) {
    if (!remembered.add(vimId + '\n' + why)) {
      return;
    }
    said++;
    if (said <= MOST_IN_A_ROUND) {
      log.info(
          "{}: what another process tells of VIM '{}' is not used: {}",
          pluginId,
          printable(vimId),
          printable(why));
    } else if (said == MOST_IN_A_ROUND + 1) {
      log.info("{}: much of what other processes tell is not used; not all is logged", pluginId);
    }
  }

  /** From now on as much may be said again. */
  void nextRound() {
    said = 0;
  }

  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
