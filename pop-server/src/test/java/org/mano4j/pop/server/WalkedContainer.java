package org.mano4j.pop.server;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.Container;

/** What the model of a {@link RegistryWalk} knows of a container. */
final class WalkedContainer {

  private static final String NOTED = "the container is running; ";

  String id = "";
  String status = "CREATED";
  int life = 1;
  String address = "";
  boolean instance;
  boolean deleting;
  @Nullable Integer exitCode;
  String note = "";

  /** Whether the platform keeps what is left of the instance of this life. */
  boolean kept;

  final Map<String, String> metadata = new TreeMap<>();

  String instanceId() {
    return life == 1 ? id : id + "-" + life;
  }

  boolean holds() {
    return instance || status.equals("CREATED");
  }

  /** What callers are to see of it. */
  String text(String name) {
    String noted = status.equals("RUNNING") && !note.isEmpty() ? NOTED + note : "";
    return String.join(
        " ", name, id, status, "" + life, "" + exitCode, "" + metadata, address, noted);
  }

  /** What they see. */
  static String text(Container is) {
    String noted = is.extendedStatus().startsWith(NOTED) ? is.extendedStatus() : "";
    return String.join(
        " ",
        is.name(),
        is.id(),
        is.status().name(),
        "" + is.life(),
        "" + is.exitCode(),
        "" + is.metadata(),
        is.endpoints().get("private").address(),
        noted);
  }
}
