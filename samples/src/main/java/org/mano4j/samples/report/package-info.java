/** A page about the run of a network service, for a browser. */
@NullMarked
package org.mano4j.samples.report;

import org.jspecify.annotations.NullMarked;
