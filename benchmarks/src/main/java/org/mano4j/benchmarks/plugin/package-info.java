/** The suite {@code plugin}: calls of a VIM driver that does nothing. */
@NullMarked
package org.mano4j.benchmarks.plugin;

import org.jspecify.annotations.NullMarked;
