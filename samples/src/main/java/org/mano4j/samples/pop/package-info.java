/** The {@code pop} command line, and a Pop to try it on. */
@NullMarked
package org.mano4j.samples.pop;

import org.jspecify.annotations.NullMarked;
