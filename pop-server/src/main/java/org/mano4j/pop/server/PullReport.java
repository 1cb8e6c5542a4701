package org.mano4j.pop.server;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.Image;
import org.mano4j.pop.PullProgress;
import org.mano4j.pop.internal.PopWire;

/**
 * How a pull gets on, told to its caller. While the caller takes nothing, the latest of each layer
 * is kept, so that the pull never waits for it. Thread-safe: platforms get layers in parallel.
 */
final class PullReport implements Consumer<PullProgress> {

  /** Beyond any image; what comes of more layers meanwhile is not told. */
  private static final int MAX_LAYERS = 1000;

  private final BlockingStream<org.mano4j.pop.proto.PullProgress> stream;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, PullProgress> latest = new LinkedHashMap<>();

  PullReport(BlockingStream<org.mano4j.pop.proto.PullProgress> stream) {
    this.stream = stream;
  }

  @Override
  public void accept(PullProgress progress) {
    lock.lock();
    try {
      // The one told last comes last.
      latest.remove(progress.layer());
      if (latest.size() < MAX_LAYERS) {
        latest.put(progress.layer(), progress);
      }
    } finally {
      lock.unlock();
    }
    tell(stream::isReady);
  }

  /** Tells what is left, and the image. */
  void done(Image image) {
    tell(() -> true);
    stream.send(
        PopWire.toProto(new PullProgress("", "the image is here", 0, 0)).toBuilder()
            .setImage(PopWire.toProto(image))
            .build());
  }

  private void tell(BooleanSupplier more) {
    while (more.getAsBoolean()) {
      PullProgress next = next();
      if (next == null) {
        return;
      }
      stream.send(PopWire.toProto(next));
    }
  }

  private @Nullable PullProgress next() {
    lock.lock();
    try {
      Iterator<PullProgress> oldest = latest.values().iterator();
      if (!oldest.hasNext()) {
        return null;
      }
      PullProgress next = oldest.next();
      oldest.remove();
      return next;
    } finally {
      lock.unlock();
    }
  }
}
