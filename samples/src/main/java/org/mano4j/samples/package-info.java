/** Programs made of the library: the command line, the SIPp service and the demo. */
@NullMarked
package org.mano4j.samples;

import org.jspecify.annotations.NullMarked;
