package org.mano4j.testkit;

/**
 * A connection as the broker lists it.
 *
 * @param name how the broker calls it: addresses and ports
 * @param username who opened it; empty as long as the broker does not say
 * @param clientName what the client calls it; empty if it does not say
 */
public record BrokerConnection(String name, String username, String clientName) {}
