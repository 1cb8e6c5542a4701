/**
 * A Docker Engine as the platform of a Pop: {@link org.mano4j.pop.docker.DockerPopBackend}, to be
 * handed to {@link org.mano4j.pop.server.PopServer#builder}.
 *
 * <p>Its rooms, for those who read the code: {@code Engine} and what begins so is the way to the
 * engine and what the engine tells; {@code DockerInstances} leads to how instances start, stop and
 * end, {@code InstanceWatch} and {@code Reconcile} to how ends are seen, {@code KeptOutput} to what
 * is left of them; {@code DockerImages} leads to images and pulls, {@code DockerNetworks} to
 * networks.
 */
@NullMarked
package org.mano4j.pop.docker;

import org.jspecify.annotations.NullMarked;
