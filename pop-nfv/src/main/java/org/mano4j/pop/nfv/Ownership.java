package org.mano4j.pop.nfv;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.mano4j.pop.Container;

/**
 * Tells the containers that a driver has launched for a VIM instance from all others on the Pop.
 * The Pop keeps the mark, so it survives a restart of the driver: as a label, or on a Pop of the
 * first generation, which has no labels, as an entry of the metadata. It is a digest, since
 * metadata is the environment of the container, which must not learn the VIM's id: that is the key
 * of the mgmt door.
 *
 * @param mark the value of the label or entry
 */
record Ownership(String mark) {

  /** The label. */
  static final String LABEL = "mano4j.owner";

  /** The reserved key of the metadata. */
  static final String KEY = Marks.key(LABEL);

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
    return Marks.of(container, LABEL).filter(mark::equals).isPresent();
  }

  /**
   * Whether nobody has touched it yet, as when a driver died between its creation and its mark. On
   * a Pop with labels there is nothing between the two.
   */
  static boolean isUntouched(Container container) {
    return !hasLabels(container) && container.metadata().isEmpty();
  }

  /** Whether its Pop keeps labels. Only such a Pop counts lives. */
  static boolean hasLabels(Container container) {
    return container.life() > 0;
  }

  Map<String, String> label() {
    return Map.of(LABEL, mark);
  }

  Map<String, String> entry() {
    return Marks.entries(label());
  }
}
