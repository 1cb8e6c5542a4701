/** Descriptors: what a user writes and the orchestrator stores. */
@NullMarked
package org.mano4j.catalogue.descriptor;

import org.jspecify.annotations.NullMarked;
