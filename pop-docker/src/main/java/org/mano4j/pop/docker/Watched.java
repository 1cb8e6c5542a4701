package org.mano4j.pop.docker;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.server.InstanceEnd;

/** An instance as {@link InstanceWatch} knows it, guarded by its lock. */
final class Watched {

  enum Phase {
    /**
     * Nothing is done about its end yet: its start, or the opening of the backend, is under way.
     */
    HELD,
    RUNNING,
    /** Being stopped by the Pop. */
    STOPPING,
    /** It has ended, and is being got out of the way. */
    ENDING
  }

  final String id;
  Phase phase = Phase.HELD;

  /** The engine's id of its container; null until an event or a list has told it. */
  @Nullable String engineId;

  /** What there was to say at its start. */
  String remark = "";

  boolean paused;

  /** When somebody has sent it a signal that it may end by; 0 if nobody has. */
  long signalled;

  boolean killed;
  boolean outOfMemory;

  /** How it has ended; null while it runs, as far as is known. */
  @Nullable InstanceEnd end;

  int attempts;

  /** Complete when it is out of the way, or that has failed. */
  CompletableFuture<Void> finishing = CompletableFuture.completedFuture(null);

  Watched(String id) {
    this.id = id;
  }

  /** It runs (again): what led to an end before has no meaning any more. */
  void runs() {
    end = null;
    signalled = 0;
    killed = false;
    outOfMemory = false;
    attempts = 0;
  }
}
