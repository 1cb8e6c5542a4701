/**
 * Runs a {@link org.mano4j.vnfm.VnfmHandler} as a VNF manager: registration with an NFVO, the
 * sequences of every lifecycle request, order, errors, draining.
 */
@NullMarked
package org.mano4j.vnfm;

import org.jspecify.annotations.NullMarked;
