package org.mano4j.samples.timeline;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.mano4j.messaging.MessageBus;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopException;
import org.mano4j.pop.docker.InstanceTimes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches a site for a timeline, from its first to its last step. Not thread-safe. */
public final class TimelineTaps implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TimelineTaps.class);

  private final TimelineRecorder recorder;
  private final Deque<Runnable> open = new ArrayDeque<>();

  /** Watches nothing yet. */
  public TimelineTaps(TimelineRecorder recorder) {
    this.recorder = recorder;
  }

  /**
   * Watches how the containers of a Pop change.
   *
   * @throws org.mano4j.pop.PopException if the Pop cannot be watched
   */
  public TimelineTaps pop(PopClient pop) {
    open.push(new PopTap(pop, recorder)::close);
    return this;
  }

  /**
   * Watches what VNFMs ask of VIMs, if the broker lets it. It has one effect on who asks: a request
   * that no driver serves is received here, so it waits for its timeout and is not returned.
   *
   * @param bus of its own; closed with this
   */
  public TimelineTaps mgmt(MessageBus bus, Collection<String> vimIds) {
    MgmtTap.open(bus, vimIds, recorder).ifPresent(tap -> open.push(tap::close));
    return this;
  }

  /**
   * Watches what a Docker Engine does for a Pop, if it can be reached.
   *
   * @param tls where the certificates for it are; null for plain text
   */
  public TimelineTaps engine(URI engine, @Nullable Path tls) {
    try {
      open.push(InstanceTimes.listen(engine, tls, recorder::started)::close);
    } catch (PopException e) {
      LOG.info("the timeline goes without the engine: {}", e.getMessage());
    }
    return this;
  }

  /**
   * Stops watching. Idempotent. What cannot be told so, as a broker that is gone, is no failure.
   */
  @Override
  public void close() {
    for (Runnable tap = open.poll(); tap != null; tap = open.poll()) {
      try {
        tap.run();
      } catch (RuntimeException e) {
        LOG.debug("something that was watched did not end well", e);
      }
    }
  }
}
