package org.mano4j.pop.server;

import io.grpc.stub.ServerCallStreamObserver;
import java.util.List;
import org.mano4j.pop.PopException;
import org.mano4j.pop.proto.ContainerEvent;

/**
 * One caller that watches. It reads from the ring by a cursor of its own, as fast as the caller
 * takes it, so that nothing is kept for a slow one. Used by the thread of the {@link EventLog}
 * alone.
 */
final class Watch {

  private static final int BATCH = 64;

  private final EventRing ring;
  private final ServerCallStreamObserver<ContainerEvent> call;
  private long cursor;
  private boolean quiet;
  private boolean ended;

  /**
   * One that was not told anything yet.
   *
   * @param cursor the last event that the caller knows
   */
  Watch(EventRing ring, ServerCallStreamObserver<ContainerEvent> call, long cursor) {
    this.ring = ring;
    this.call = call;
    this.cursor = cursor;
  }

  /** Tells the number that what follows comes after, and then that. Returns whether it goes on. */
  boolean begin() {
    try {
      // One that cannot be served gets nothing but the refusal.
      ring.after(cursor, 0);
    } catch (PopException e) {
      end(e);
      return false;
    }
    bookmark();
    return advance();
  }

  /** Tells what has happened, as much as the caller takes now. Returns whether it goes on. */
  boolean advance() {
    try {
      while (!ended) {
        // Also tells one who takes nothing that it has fallen behind.
        List<ContainerEvent> next = ring.after(cursor, BATCH);
        if (next.isEmpty()) {
          return true;
        }
        for (ContainerEvent event : next) {
          if (!call.isReady()) {
            return true;
          }
          call.onNext(event);
          cursor = event.getSequence();
          quiet = false;
        }
      }
    } catch (PopException e) {
      end(e);
    }
    return false;
  }

  /** Tells one who was told nothing since the last time where it is. Returns that it goes on. */
  boolean tick() {
    if (quiet && call.isReady()) {
      bookmark();
    }
    quiet = true;
    return true;
  }

  void end(PopException why) {
    if (!ended) {
      ended = true;
      Answer.refuse(call, why);
    }
  }

  private void bookmark() {
    call.onNext(ContainerEvent.newBuilder().setSequence(cursor).build());
  }
}
