package org.mano4j.pop.nfv;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.mano4j.pop.Container;

/**
 * Tells the containers that a driver has launched for a VIM instance from all others on the Pop, by
 * an entry of their metadata. The Pop keeps it, so it survives a restart of the driver. It is a
 * digest: what runs in the container sees it in its environment, and must not learn the VIM's id,
 * which is the key of the mgmt door.
 *
 * @param mark the value of the entry
 */
record Ownership(String mark) {

  /** The reserved key. */
  static final String KEY = "MANO4J_OWNER";

  private static final int MARK_BYTES = 16;

  /** The mark of a plugin for a VIM instance. */
  static Ownership of(String pluginId, String vimId) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((pluginId + '\n' + vimId).getBytes(StandardCharsets.UTF_8));
      return new Ownership(HexFormat.of().formatHex(digest, 0, MARK_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  boolean owns(Container container) {
    return mark.equals(container.metadata().get(KEY));
  }

  /** Whether nobody has touched it yet, as when a driver died between its creation and its mark. */
  static boolean isUntouched(Container container) {
    return container.metadata().isEmpty();
  }

  Map<String, String> entry() {
    return Map.of(KEY, mark);
  }
}
