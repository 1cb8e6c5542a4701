/** {@code ./mano4j bench}: one suite for each question about speed. */
@NullMarked
package org.mano4j.benchmarks;

import org.jspecify.annotations.NullMarked;
