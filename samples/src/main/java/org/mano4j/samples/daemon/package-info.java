/** What programs that serve have in common: their life, signals, and logs. */
@NullMarked
package org.mano4j.samples.daemon;

import org.jspecify.annotations.NullMarked;
