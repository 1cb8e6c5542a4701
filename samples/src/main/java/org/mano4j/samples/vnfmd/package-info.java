/** The generic VNF manager as a program. */
@NullMarked
package org.mano4j.samples.vnfmd;

import org.jspecify.annotations.NullMarked;
