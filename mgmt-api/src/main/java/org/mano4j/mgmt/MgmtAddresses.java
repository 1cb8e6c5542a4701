package org.mano4j.mgmt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Objects;
import org.mano4j.messaging.Address;
import org.mano4j.messaging.nfvo.NfvoAddresses;

/** Names of queues and keys between connectors and managers. */
public final class MgmtAddresses {

  private static final String PREFIX = "vim-mgmt-";

  private static final int MOST_BYTES = 200;

  private MgmtAddresses() {}

  /** An id that a key can be made of, and that is not a pattern for the keys of others. */
  static String checked(String vimId) {
    Objects.requireNonNull(vimId, "vimId");
    boolean clean =
        vimId.chars().noneMatch(c -> c == '*' || c == '#' || c == ' ' || Character.isISOControl(c));
    if (vimId.isBlank() || !clean || vimId.getBytes(UTF_8).length > MOST_BYTES) {
      throw new IllegalArgumentException(
          "the id of a VIM instance must have 1 to "
              + MOST_BYTES
              + " bytes and no blanks, control characters, '*' or '#'; use the id that the NFVO"
              + " has given it");
    }
    return vimId;
  }

  /** Where requests for a VIM instance are published to. */
  public static Address of(String vimId) {
    return NfvoAddresses.of(key(vimId));
  }

  /** The routing key of a VIM instance. */
  public static String key(String vimId) {
    return PREFIX + vimId;
  }

  /**
   * The queue that a plugin with a private broker user of an NFVO 5.0 or later may declare: its
   * name holds the plugin id, but does not begin with it, or the NFVO would take it for a driver.
   */
  public static String queue(String vimId, String pluginId) {
    return PREFIX + vimId + "." + pluginId;
  }

  /**
   * The queue that connectors of before 5.0 look for by name. Declaring it needs a broker user with
   * more rights than the private one.
   */
  public static String plainQueue(String vimId) {
    return key(vimId);
  }
}
