/** Records: what exists, as the orchestrator and the managers see it. */
@NullMarked
package org.mano4j.catalogue.record;

import org.jspecify.annotations.NullMarked;
