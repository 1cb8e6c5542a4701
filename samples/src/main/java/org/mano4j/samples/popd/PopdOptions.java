package org.mano4j.samples.popd;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.mano4j.samples.daemon.LogKeys;
import org.mano4j.samples.daemon.Netaddr;

/**
 * What the command line says; it rules over the file.
 *
 * @param file the configuration; null for none
 * @param state null for what the file says
 * @param listen null for what the file says
 * @param logFormat null for what the file says
 */
record PopdOptions(
    @Nullable Path file,
    @Nullable Path state,
    @Nullable Netaddr listen,
    boolean keepStopped,
    boolean verbose,
    LogKeys.@Nullable Format logFormat) {}
