/**
 * What every orchestrator and every VNF manager has to work out from descriptors and records: the
 * VNFR of a VNFD, resolved dependencies, order, and status. Pure functions; nothing here waits,
 * sends, or remembers.
 */
@NullMarked
package org.mano4j.catalogue.lifecycle;

import org.jspecify.annotations.NullMarked;
