/**
 * Between the values and the messages of {@code pop.proto}. Not for users: it may change freely.
 */
@NullMarked
package org.mano4j.pop.internal;

import org.jspecify.annotations.NullMarked;
