/**
 * Runs a {@link org.mano4j.plugin.VimDriver} as a process that an NFVO can call, and calls such
 * drivers.
 */
@NullMarked
package org.mano4j.plugin;

import org.jspecify.annotations.NullMarked;
