package org.mano4j.testkit;

import java.util.Locale;
import org.mano4j.messaging.Message;

/** What the listeners of a real NFVO do with a message before they look at its content. */
final class Listener {

  private Listener() {}

  /**
   * Whether they read it at all: only what calls itself text. Anything else reaches them as a list
   * of numbers, on which they fail, and no reply comes.
   */
  static boolean reads(Message message) {
    String type = message.contentType();
    return type != null && type.toLowerCase(Locale.ROOT).startsWith("text");
  }
}
