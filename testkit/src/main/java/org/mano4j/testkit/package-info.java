/**
 * Tests of MANO logic without a lab: an orchestrator inside the JVM that speaks to VNF managers and
 * VIM drivers over any message bus.
 */
@NullMarked
package org.mano4j.testkit;

import org.jspecify.annotations.NullMarked;
