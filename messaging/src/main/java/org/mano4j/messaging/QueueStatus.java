package org.mano4j.messaging;

/**
 * A queue as its broker sees it at one moment.
 *
 * @param name its name
 * @param ready messages that wait for a consumer, without those delivered and not yet acknowledged;
 *     some brokers (not RabbitMQ) count these, too
 * @param consumers subscriptions on it
 */
public record QueueStatus(String name, long ready, int consumers) {}
