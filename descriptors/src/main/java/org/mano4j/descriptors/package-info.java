/**
 * Checks descriptors before anything is launched, and says at which line what should be changed.
 */
@NullMarked
package org.mano4j.descriptors;

import org.jspecify.annotations.NullMarked;
