/** The gate against accidental changes of the public API: what it is, and what changed. */
@NullMarked
package org.mano4j.samples.api;

import org.jspecify.annotations.NullMarked;
