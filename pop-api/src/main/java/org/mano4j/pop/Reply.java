package org.mano4j.pop;

import io.grpc.Metadata;

/**
 * What a call was answered with.
 *
 * @param message the last message
 * @param trailers what the Pop has sent after it
 */
record Reply<R>(R message, Metadata trailers) {}
