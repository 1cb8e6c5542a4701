package org.mano4j.plugin;

/** A message that the driver cannot be called with. Its text may quote the message. */
final class BadCallException extends VimDriverException {

  private static final long serialVersionUID = 1L;

  private final PluginMetrics.Refusal reason;

  BadCallException(PluginMetrics.Refusal reason, String message) {
    super(message);
    this.reason = reason;
  }

  PluginMetrics.Refusal reason() {
    return reason;
  }
}
