/**
 * Programs in JVMs of their own: those on Open Baton's published libraries, and ours beside them.
 */
@NullMarked
package org.mano4j.benchmarks.published;

import org.jspecify.annotations.NullMarked;
