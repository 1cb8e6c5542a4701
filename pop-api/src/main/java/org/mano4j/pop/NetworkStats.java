package org.mano4j.pop;

/**
 * What has gone through an endpoint of a container so far, as the container sees it.
 *
 * @param receivedBytes into the container
 * @param receivedPackets into the container
 * @param sentBytes out of the container
 * @param sentPackets out of the container
 */
public record NetworkStats(
    long receivedBytes, long receivedPackets, long sentBytes, long sentPackets) {}
