package org.mano4j.pop.server;

/**
 * What the operator lets callers have.
 *
 * @param containersPerUser at most
 * @param defaultNetwork name of the network of containers that ask for none
 */
record ContainerRules(
    Flavours flavours, InputRules input, int containersPerUser, String defaultNetwork) {}
