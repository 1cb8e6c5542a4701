/** Where time goes in the run of a network service: instants of a run, and bars made of them. */
@NullMarked
package org.mano4j.samples.timeline;

import org.jspecify.annotations.NullMarked;
