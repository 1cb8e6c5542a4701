package org.mano4j.pop;

import java.util.concurrent.atomic.AtomicBoolean;

/** A session in use. Closing it again does nothing. */
final class Lease implements AutoCloseable {

  private final Session session;
  private final Runnable end;
  private final AtomicBoolean ended = new AtomicBoolean();

  Lease(Session session, Runnable end) {
    this.session = session;
    this.end = end;
  }

  Session session() {
    return session;
  }

  @Override
  public void close() {
    if (ended.compareAndSet(false, true)) {
      end.run();
    }
  }
}
