/** Pop, VIM driver and VNF manager as one program. */
@NullMarked
package org.mano4j.samples.all;

import org.jspecify.annotations.NullMarked;
