/** Scaling and fault management policies. */
@NullMarked
package org.mano4j.catalogue.policy;

import org.jspecify.annotations.NullMarked;
