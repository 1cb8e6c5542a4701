package org.mano4j.plugin;

import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.QueueSpec;
import org.mano4j.messaging.nfvo.NfvoVersion;

/** How a plugin belongs to an NFVO. */
interface Membership {

  /** The plugin's own connection. */
  MessageBus bus();

  /** Where its calls arrive. */
  QueueSpec queue();

  /**
   * Ends it; the connection is still open and is closed by the caller.
   *
   * @param served whether the plugin has taken calls
   */
  void leave(boolean served);

  /** Joins the NFVO of the options. */
  static Membership join(PluginOptions options) {
    return options.nfvo() == NfvoVersion.SINCE_5
        ? RegisteredMembership.join(options)
        : Before5Membership.join(options);
  }
}
