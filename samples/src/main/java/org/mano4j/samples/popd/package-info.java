/** A Docker Engine as a Pop: the program {@code docker-popd}. */
@NullMarked
package org.mano4j.samples.popd;

import org.jspecify.annotations.NullMarked;
