package org.mano4j.messaging;

/**
 * Opens connections to one broker, since an NFVO hands out a private user to each manager.
 * Thread-safe.
 */
public interface BusConnector {

  /**
   * Opens a connection. Whoever opens it closes it.
   *
   * @param credentials the broker user
   * @param name shown by the broker, to tell connections apart
   * @throws BusException.Unreachable if the broker cannot be reached; trying again may help
   * @throws BusException if it refuses the user, or the connector is closed
   */
  MessageBus open(BusCredentials credentials, String name);
}
