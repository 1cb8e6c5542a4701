/** A message bus of bytes and addresses; it knows nothing of MANO. */
@NullMarked
package org.mano4j.messaging;

import org.jspecify.annotations.NullMarked;
