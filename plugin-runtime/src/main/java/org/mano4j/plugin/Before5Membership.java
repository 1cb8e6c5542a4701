package org.mano4j.plugin;

import java.util.List;
import java.util.Map;
import org.mano4j.messaging.Address;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.QueueSpec;

/**
 * With an NFVO 3.2 or 4.0: that the queue exists is all the registration there is. The exchange is
 * declared by whoever comes first.
 *
 * @param bus opened as the administrator
 * @param queue on an exchange of plugins' own
 */
record Before5Membership(MessageBus bus, QueueSpec queue) implements Membership {

  static final String EXCHANGE = "plugin-exchange";

  static Before5Membership join(PluginOptions options) {
    String id = options.pluginId();
    MessageBus bus = options.connector().open(options.registrationUser(), id);
    try {
      bus.declareExchange(EXCHANGE, false);
    } catch (RuntimeException | Error e) {
      bus.close();
      throw e;
    }
    return new Before5Membership(
        bus, new QueueSpec(id, false, true, false, Map.of(), List.of(new Address(EXCHANGE, id))));
  }

  @Override
  public void leave(boolean served) {
    // the queue goes with its consumer, and nothing else is known of the plugin
  }
}
