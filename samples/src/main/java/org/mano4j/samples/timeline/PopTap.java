package org.mano4j.samples.timeline;

import java.time.Duration;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerEvent;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees how the containers of a Pop change. */
final class PopTap implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PopTap.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final PopStream<ContainerEvent> changes;
  private final TimelineRecorder recorder;
  private final Thread reader;

  /** Watches; when it returns, no later change is missed. */
  PopTap(PopClient pop, TimelineRecorder recorder) {
    this.changes = pop.watch();
    this.recorder = recorder;
    this.reader = new Thread(this::read, "timeline-pop");
    reader.setDaemon(true);
    reader.start();
  }

  /** A Pop that goes away takes the rest of its timeline along, and nothing else. */
  private void read() {
    try {
      while (changes.hasNext()) {
        ContainerEvent event = changes.next();
        Container container = event.container();
        if (container != null && event.type() == ContainerEvent.Type.CHANGED) {
          recorder.changed(container);
        }
      }
    } catch (PopException e) {
      LOG.debug("the timeline goes on without its Pop", e);
    }
  }

  @Override
  public void close() {
    changes.close();
    try {
      reader.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
