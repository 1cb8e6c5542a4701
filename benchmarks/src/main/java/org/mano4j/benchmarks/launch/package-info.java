/** What a launch costs for each VNFC, however many there are. */
@NullMarked
package org.mano4j.benchmarks.launch;

import org.jspecify.annotations.NullMarked;
