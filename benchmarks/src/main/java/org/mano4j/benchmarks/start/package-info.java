/** Suite {@code start}: what it takes until programs and tests do something, and to keep them. */
@NullMarked
package org.mano4j.benchmarks.start;

import org.jspecify.annotations.NullMarked;
