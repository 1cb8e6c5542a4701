/** Messages between an orchestrator and its VNF managers. */
@NullMarked
package org.mano4j.catalogue.message;

import org.jspecify.annotations.NullMarked;
