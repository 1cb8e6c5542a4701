/**
 * Runs a {@link org.mano4j.plugin.VimDriver} as a process that an NFVO can call, and calls such
 * drivers.
 *
 * <h2>What is delivered, and how often</h2>
 *
 * <p>A call is acknowledged after the driver has done its work and the broker has confirmed the
 * answer. A call whose process loses its connection in between comes again when the process, or
 * another one with the same plugin id, is back and the queue was not deleted. A broker that dies
 * and is started again may also deliver calls that were answered just before. So a driver should
 * take a repeated call for the same thing as one.
 *
 * <p>The queue of a plugin is deleted with its last consumer, together with what is in it and with
 * calls that are in work. An NFVO looks for drivers by the names of the queues that exist, and does
 * not ask whether anybody consumes: a queue that outlives its driver would be found, and every call
 * would run into the time limit. The price: a call in flight when the last process dies is lost,
 * and its caller waits until its own time limit (120 to 500 s, depending on its configuration).
 * Nothing tells the NFVO earlier, and nothing cancels the work that was begun.
 *
 * <p>Nobody waits for the answer to {@code deleteServerByIdAndWait} of an NFVO: what goes wrong
 * there is in the log of the driver and nowhere else. A message that is no call, names no function
 * or has parameters that do not fit is answered with an exception where an answer is asked for,
 * else rejected for good; it is logged by size and digest, counted ({@link
 * org.mano4j.plugin.PluginMetrics}), and never tried again.
 */
@NullMarked
package org.mano4j.plugin;

import org.jspecify.annotations.NullMarked;
