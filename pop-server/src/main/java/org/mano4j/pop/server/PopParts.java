package org.mano4j.pop.server;

import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * What the containers of a Pop share.
 *
 * @param changes is told every change of a container
 * @param executor runs everything that may block
 * @param work counts changes of containers under way
 * @param forgotten is told of a container that was deleted, after the store has forgotten it
 */
record PopParts(
    Platform platform,
    PopStore store,
    AddressManager addresses,
    ContainerChanges changes,
    Clock clock,
    Executor executor,
    InFlight work,
    Consumer<ContainerRecord> forgotten) {}
