package org.mano4j.pop.server;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.mano4j.pop.Image;
import org.mano4j.pop.PullProgress;

/** The images of an {@link InMemoryPopBackend}. Thread-safe. */
final class InMemoryImages {

  private static final int LAYERS = 2;
  private static final int STEPS = 4;
  private static final long LAYER_BYTES = 1 << 20;

  private final ConcurrentMap<String, Image> images;
  private final boolean any;

  /**
   * These images.
   *
   * @param any whether every other name is one, too
   */
  InMemoryImages(Map<String, Image> images, boolean any) {
    this.images = new ConcurrentHashMap<>(images);
    this.any = any;
  }

  List<Image> all() {
    return images.values().stream().sorted(Comparator.comparing(i -> i.names().get(0))).toList();
  }

  /** One that is not listed yet, if there is one for every name. */
  Optional<Image> unlisted(String name) {
    return any && !name.startsWith("sha256:")
        ? Optional.of(images.computeIfAbsent(name, InMemoryImages::imageOf))
        : Optional.empty();
  }

  /** Lists an image, and tells the same steps on the way in every run. */
  Image pull(String reference, Consumer<PullProgress> progress) {
    int tag = reference.indexOf(':', reference.lastIndexOf('/') + 1);
    boolean listed = images.containsKey(reference);
    String name = tag < 0 && !listed ? reference + ":latest" : reference;
    Image image = imageOf(name);
    String id = image.id().substring("sha256:".length());
    for (int step = 0; step <= STEPS; step++) {
      String status = step < STEPS ? "downloading" : "complete";
      for (int layer = 0; layer < LAYERS; layer++) {
        String layerId = id.substring(12 * layer, 12 * layer + 12);
        progress.accept(new PullProgress(layerId, status, step * LAYER_BYTES / STEPS, LAYER_BYTES));
      }
    }
    return images.computeIfAbsent(name, n -> image);
  }

  /** The id depends on the name alone, so that it is the same in every run. */
  static Image imageOf(String name) {
    return new Image("sha256:" + Sha256.of(name), List.of(name), Instant.EPOCH);
  }
}
