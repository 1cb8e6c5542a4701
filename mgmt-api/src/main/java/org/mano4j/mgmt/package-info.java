/**
 * The VNFM's narrow door to a VIM: a connector that calls, a manager that serves.
 *
 * <h2>What can be asked for, and by whom</h2>
 *
 * <p>A VNFM can check, start, stop and give metadata to a server by its name, have it begin a new
 * life ({@code renew}), and have one that is gone made anew ({@code recreate}), and nothing else.
 * Every user of the broker can publish to the key of a VIM, so a manager touches only servers that
 * its own driver has launched for that VIM, and refuses others with {@link
 * org.mano4j.mgmt.MgmtCode#REFUSED}. {@code renew} and {@code recreate} are additions, which
 * managers of before mano4j answer with {@code unknown function}; so do handlers that leave them
 * out.
 *
 * <h2>Names of queues</h2>
 *
 * <p>A manager has the queue {@code vim-mgmt-<VIM id>.<plugin id>} ({@link
 * org.mano4j.mgmt.MgmtAddresses#queue}), which a private broker user of an NFVO 5.0 or later may
 * declare, bound to {@code openbaton-exchange} with the key {@code vim-mgmt-<VIM id>}. A connector
 * publishes by that key, as mandatory. Connectors of before 5.0 look for a queue named like the key
 * first: for them a manager takes the plain name ({@link org.mano4j.mgmt.MgmtAddresses#plainQueue})
 * instead, over a bus whose user may declare it; new connectors reach it all the same.
 *
 * <h2>What is delivered, and how often</h2>
 *
 * <p>A request is acknowledged after its answer was confirmed. One that is under way when a manager
 * loses its connection comes again if another manager has the queue; with the last manager the
 * queue vanishes, and the caller gets no answer ({@link org.mano4j.mgmt.MgmtCode#NO_REPLY}): the
 * work may have been done. All functions may be repeated; {@code start} of a server that runs is
 * {@link org.mano4j.mgmt.MgmtCode#ALREADY_STARTED}, which is success to most callers.
 */
@NullMarked
package org.mano4j.mgmt;

import org.jspecify.annotations.NullMarked;
