package org.mano4j.pop.server;

import org.jspecify.annotations.Nullable;

/**
 * How a call is treated.
 *
 * @param least who may make it; null if no session is needed
 * @param audited whether it is written to the audit log
 * @param endless whether it goes on until its caller ends it, so that a drain does not wait for it
 */
record CallRule(@Nullable Role least, boolean audited, boolean endless) {}
