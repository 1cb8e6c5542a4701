package org.mano4j.plugin;

import java.util.Objects;
import org.mano4j.messaging.MessageBus;

/**
 * What surrounds a driver that runs as a plugin.
 *
 * @param bus the plugin's own connection, opened with the private user the NFVO gave it; the plugin
 *     closes it
 * @param pluginId {@code vim-drivers.<type>.<name>}
 */
public record PluginContext(MessageBus bus, String pluginId) {

  /** Refuses absent parts. */
  public PluginContext {
    Objects.requireNonNull(bus, "bus");
    Objects.requireNonNull(pluginId, "pluginId");
  }
}
