package org.mano4j.pop.docker;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;
import org.mano4j.pop.PullProgress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Images on their way because containers are started from them: one pull of each at a time, however
 * many starts wait. It goes on when the last of them has given up, or an image that takes longer
 * than a start may take would never come. Thread-safe.
 */
final class SharedPulls implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SharedPulls.class);

  private final BiFunction<ImageReference, Consumer<PullProgress>, ImagePull> begin;
  private final Map<ImageReference, ImagePull> underWay = new ConcurrentHashMap<>();
  private volatile boolean closed;

  SharedPulls(BiFunction<ImageReference, Consumer<PullProgress>, ImagePull> begin) {
    this.begin = begin;
  }

  /**
   * Returns when the image has come.
   *
   * @throws PopException why it has not; UNAVAILABLE if this thread was interrupted, and it is
   *     still on its way
   */
  void await(ImageReference reference) {
    ImagePull pull = underWay.computeIfAbsent(reference, this::begin);
    // Not where it begins: it may have failed by then, and the map is being changed.
    pull.done().whenComplete((nothing, failure) -> underWay.remove(reference, pull));
    if (closed) {
      pull.close(); // It was just beginning, and not seen there.
    }
    try {
      pull.done().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PopException(
          Code.UNAVAILABLE,
          PopReason.PLATFORM_TIMEOUT,
          "image '" + reference + "' is still being pulled, which goes on; try again later",
          e);
    } catch (ExecutionException e) {
      throw PullFailure.thrown(e.getCause());
    }
  }

  @Override
  public void close() {
    closed = true;
    underWay.values().forEach(ImagePull::close);
  }

  private ImagePull begin(ImageReference reference) {
    LOG.info("Pulling image {}, which a container is started from", reference);
    ImagePull pull = begin.apply(reference, new PullLog(reference, Duration.ofSeconds(10)));
    pull.done()
        .whenComplete(
            (nothing, failure) -> {
              if (failure == null) {
                LOG.info("Image {} is here", reference);
              } else {
                LOG.warn("Image {} has not come: {}", reference, failure.getMessage());
              }
            });
    return pull;
  }
}
