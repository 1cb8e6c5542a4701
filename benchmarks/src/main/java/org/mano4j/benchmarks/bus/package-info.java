/** How fast messages go over both buses. */
@NullMarked
package org.mano4j.benchmarks.bus;

import org.jspecify.annotations.NullMarked;
