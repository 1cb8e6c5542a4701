/** The suite {@code vnfm}: a VNF manager with a handler that does nothing, under load. */
@NullMarked
package org.mano4j.benchmarks.vnfm;

import org.jspecify.annotations.NullMarked;
