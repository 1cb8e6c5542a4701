package org.mano4j.pop.docker;

import java.time.Duration;
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

  /** The signal that nothing survives. */
  static final int KILL = 9;

  /** After this, a signal was not what the instance has ended by. */
  private static final Duration SIGNAL_TIME = Duration.ofSeconds(60);

  final String id;
  Phase phase = Phase.HELD;

  /** The engine's id of its container; null until an event or a list has told it. */
  @Nullable String engineId;

  /** What there was to say at its start. */
  String remark = "";

  boolean paused;

  /** How many events were told of it. */
  int events;

  /** When somebody has sent it a signal that it may end by; 0 if nobody has. */
  private long signalled;

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

  /** Takes in what an event has told; returns whether that was its end. */
  boolean happened(InstanceEvent event) {
    events++;
    if (event instanceof InstanceEvent.Started) {
      runs();
      paused = false;
    } else if (event instanceof InstanceEvent.Paused pause) {
      paused = pause.now();
    } else if (event instanceof InstanceEvent.Signalled signal) {
      killed |= signal.number() == KILL;
      if (signal.number() != KILL || signalled != 0) {
        signalled = System.nanoTime() | 1;
      }
    } else if (event instanceof InstanceEvent.OutOfMemory) {
      outOfMemory = true;
    } else if (event instanceof InstanceEvent.Died died) {
      end = new InstanceEnd(died.exitCode(), "");
      return true;
    } else if (event instanceof InstanceEvent.Removed && end == null) {
      end = InstanceEnd.unknown("removed on the engine");
      return true;
    }
    return false;
  }

  /** Whether its end may be the first half of a restart: somebody has asked it to end. */
  boolean mayRestart() {
    return signalled != 0 && System.nanoTime() - signalled < SIGNAL_TIME.toNanos();
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
