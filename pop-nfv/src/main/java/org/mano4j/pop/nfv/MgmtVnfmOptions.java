package org.mano4j.pop.nfv;

import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.mano4j.messaging.MessageBus;
import org.mano4j.mgmt.VimConnectorOptions;

/**
 * How a {@link MgmtVnfm} works.
 *
 * @param connector time limits of calls to VIMs (2 minutes each by default)
 * @param parallelism most containers of a function that are worked on at a time, from 1 (8 by
 *     default); more than the drivers serve at a time, 16 unless they are told otherwise, only wait
 *     there
 * @param restart whether a MODIFY that brings a running container another environment stops it, for
 *     the START after it to run it anew; by default it keeps the environment it has
 * @param followNewSources whether an instance that a source gets later always takes the place of
 *     the one whose values are in use; by default only if its id is smaller. To be set where
 *     sources are replaced by instances on stand-by.
 * @param bus the way to the VIMs, owned and closed by somebody else; null (the default) for the bus
 *     of the VNFM's channel. Needed with a channel that is none, such as REST.
 * @param executor runs what is done at the same time, besides the calling thread; null (the
 *     default) for threads of its own that end with the work. If it takes no work, the calling
 *     thread does all.
 */
public record MgmtVnfmOptions(
    VimConnectorOptions connector,
    int parallelism,
    boolean restart,
    boolean followNewSources,
    @Nullable MessageBus bus,
    @Nullable Executor executor) {

  /** Refuses impossible values. */
  public MgmtVnfmOptions {
    Objects.requireNonNull(connector, "connector");
    if (parallelism < 1) {
      throw new IllegalArgumentException("parallelism must be at least 1, not " + parallelism);
    }
  }

  /** 2 minutes per call, 8 containers at a time, no restarts, over the bus of the channel. */
  public static MgmtVnfmOptions defaults() {
    return new MgmtVnfmOptions(VimConnectorOptions.defaults(), 8, false, false, null, null);
  }

  /** The same with other time limits. */
  public MgmtVnfmOptions withConnector(VimConnectorOptions connector) {
    return new MgmtVnfmOptions(connector, parallelism, restart, followNewSources, bus, executor);
  }

  /** The same with another parallelism. */
  public MgmtVnfmOptions withParallelism(int parallelism) {
    return new MgmtVnfmOptions(connector, parallelism, restart, followNewSources, bus, executor);
  }

  /** The same, restarting containers whose environment changes, or not. */
  public MgmtVnfmOptions withRestart(boolean restart) {
    return new MgmtVnfmOptions(connector, parallelism, restart, followNewSources, bus, executor);
  }

  /** The same, taking the values of the newest instance of a source, or not. */
  public MgmtVnfmOptions withFollowNewSources(boolean followNewSources) {
    return new MgmtVnfmOptions(connector, parallelism, restart, followNewSources, bus, executor);
  }

  /** The same over a bus of its own. */
  public MgmtVnfmOptions withBus(MessageBus bus) {
    return new MgmtVnfmOptions(connector, parallelism, restart, followNewSources, bus, executor);
  }

  /** The same on an executor that somebody else owns. */
  public MgmtVnfmOptions withExecutor(Executor executor) {
    return new MgmtVnfmOptions(connector, parallelism, restart, followNewSources, bus, executor);
  }
}
