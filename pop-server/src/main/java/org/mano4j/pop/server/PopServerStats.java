package org.mano4j.pop.server;

/**
 * What a Pop holds at a moment. All zero after everything was deleted: what is not, was left over.
 *
 * @param containers containers in any state
 * @param addressesInUse addresses that are reserved for them
 */
public record PopServerStats(int containers, long addressesInUse) {}
