/** The VIM driver for Pops as a program. */
@NullMarked
package org.mano4j.samples.plugind;

import org.jspecify.annotations.NullMarked;
