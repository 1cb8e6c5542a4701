/**
 * A Docker Engine as the platform of a Pop: {@link org.mano4j.pop.docker.DockerPopBackend}, to be
 * handed to {@link org.mano4j.pop.server.PopServer#builder}.
 */
@NullMarked
package org.mano4j.pop.docker;

import org.jspecify.annotations.NullMarked;
