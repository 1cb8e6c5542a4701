package org.mano4j.plugin;

import java.time.Duration;
import org.mano4j.messaging.BusException;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.QueueSpec;
import org.mano4j.messaging.nfvo.NfvoAddresses;
import org.mano4j.messaging.nfvo.NfvoRegistration;
import org.mano4j.messaging.nfvo.Registration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * With an NFVO 5.0 or later, which hands out a broker user of the plugin's own.
 *
 * @param options of the plugin
 * @param registration what the NFVO answered
 * @param bus opened as that user
 */
record RegisteredMembership(PluginOptions options, Registration registration, MessageBus bus)
    implements Membership {

  private static final Logger log = LoggerFactory.getLogger(VimDriverPlugin.class);

  static RegisteredMembership join(PluginOptions options) {
    Registration registration =
        NfvoRegistration.registerPlugin(
            options.connector(),
            options.registrationUser(),
            options.pluginId(),
            options.registration());
    return new RegisteredMembership(options, registration, open(options, registration));
  }

  /** An NFVO must not keep a plugin that nobody serves. */
  private static MessageBus open(PluginOptions options, Registration registration) {
    try {
      return options.connector().open(registration.credentials(), options.pluginId());
    } catch (RuntimeException | Error e) {
      try {
        deregisterAsSharedUser(options, registration);
      } catch (BusException notTold) {
        e.addSuppressed(notTold);
      }
      throw e;
    }
  }

  @Override
  public QueueSpec queue() {
    return QueueSpec.named(options.pluginId(), NfvoAddresses.EXCHANGE);
  }

  /** Deregistering cuts off every process that serves the same plugin id. */
  @Override
  public void leave(boolean served) {
    try {
      if (!served) {
        // its own connection may be the reason
        deregisterAsSharedUser(options, registration);
      } else if (servedByOthers()) {
        log.info("{} is still served by another process, and stays registered", options.pluginId());
      } else {
        // the broker ends the connection together with its user; that is no loss
        bus.drain(Duration.ZERO);
        NfvoRegistration.deregister(bus, registration, options.registration().timeout());
      }
    } catch (BusException e) {
      log.warn("{}: the NFVO was not told to forget it: {}", options.pluginId(), e.getMessage());
    }
  }

  private boolean servedByOthers() {
    return bus.inspect(options.pluginId()).filter(queue -> queue.consumers() > 0).isPresent();
  }

  private static void deregisterAsSharedUser(PluginOptions options, Registration registration) {
    NfvoRegistration.deregister(
        options.connector(), options.registrationUser(), registration, options.registration());
  }
}
