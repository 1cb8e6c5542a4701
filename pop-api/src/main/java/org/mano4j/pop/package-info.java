/**
 * A point of presence seen from outside: the values it speaks of, and {@link
 * org.mano4j.pop.PopSessions} to call one.
 */
@NullMarked
package org.mano4j.pop;

import org.jspecify.annotations.NullMarked;
