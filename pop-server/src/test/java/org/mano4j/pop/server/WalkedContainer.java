package org.mano4j.pop.server;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the model of a {@link RegistryWalk} knows of a container. */
final class WalkedContainer {
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
}
