/**
 * A point of presence to run: {@link org.mano4j.pop.server.PopServer} around a {@link
 * org.mano4j.pop.server.PopBackend}, the one part that differs between platforms.
 */
@NullMarked
package org.mano4j.pop.server;

import org.jspecify.annotations.NullMarked;
