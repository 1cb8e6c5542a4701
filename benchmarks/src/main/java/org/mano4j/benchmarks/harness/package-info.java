/** How every suite measures, sums up and tells what it found. */
@NullMarked
package org.mano4j.benchmarks.harness;

import org.jspecify.annotations.NullMarked;
