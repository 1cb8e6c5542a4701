package org.mano4j.pop.docker;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.mano4j.pop.Image;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;
import org.mano4j.pop.PullProgress;

/** The images of the engine, and those that it is to get. Thread-safe. */
final class DockerImages implements AutoCloseable {

  private final Engine engine;
  private final DockerPopConfig config;
  private final EngineImages there;
  private final ConfiguredImages configured;
  private final SharedPulls pulls = new SharedPulls(this::begin);

  DockerImages(Engine engine, DockerPopConfig config) {
    this.engine = engine;
    this.config = config;
    this.there = new EngineImages(engine);
    this.configured = new ConfiguredImages(config.images());
  }

  /** Those that are there, and those that are configured. */
  List<Image> all() {
    return configured.addedTo(there.all());
  }

  /**
   * By id, the beginning of an id, or a name with or without tag or digest. A text that is none of
   * these finds nothing.
   */
  Optional<Image> find(String text) {
    Optional<ImageReference> reference = ImageReference.parse(text);
    return reference.isEmpty() && !EngineImages.isId(text)
        ? Optional.empty()
        : there.find(text).or(() -> reference.flatMap(configured::find));
  }

  /**
   * Refuses an image without a command. One that is not there yet is not refused.
   *
   * @throws PopException FAILED_PRECONDITION, with what to do
   */
  void check(Image image) {
    there.check(image);
  }

  /**
   * Gets an image that a start has found missing. To be called only then, so that it costs nothing
   * where the image is there.
   *
   * @param wanted as the container was made from it
   * @return the one to start from, perhaps a newer one of the same name
   * @throws PopException FAILED_PRECONDITION if the image is none that the Pop gets by itself, or
   *     cannot be started; or why it could not be got
   */
  Image fetch(Image wanted) {
    ImageReference reference =
        configured
            .reference(wanted)
            .orElseThrow(
                () ->
                    new PopException(
                        Code.FAILED_PRECONDITION,
                        PopReason.NO_SUCH_IMAGE,
                        "image '"
                            + EngineImages.name(wanted)
                            + "' was there when the container was created and is gone; pull it and"
                            + " reset the container"));
    pulls.await(reference);
    Image here = here(reference);
    check(here);
    return here;
  }

  /**
   * Gets an image for somebody who waits for it; when he goes, it ends. An image that was made on
   * the engine itself, and that its registry does not give, is taken as it is.
   *
   * @throws PopException INVALID_ARGUMENT, NOT_FOUND, FAILED_PRECONDITION if the registry refuses,
   *     UNAVAILABLE if it cannot be reached
   */
  Image pull(String text, Consumer<PullProgress> progress) {
    if (EngineImages.isId(text)) {
      return there
          .find(text)
          .orElseThrow(() -> invalid(text, "that is an id; registries want a name"));
    }
    ImageReference reference =
        ImageReference.parse(text).orElseThrow(() -> invalid(text, ConfiguredImages.RULES));
    try (ImagePull pull = begin(reference, progress)) {
      pull.await();
    } catch (PopException e) {
      if (e.code() == Code.CANCELLED) {
        throw e;
      }
      Image made = there.findMadeHere(reference).orElseThrow(() -> e);
      progress.accept(
          new PullProgress("", "Made on this engine, and not pulled: " + e.text(), 0, 0));
      return made;
    }
    return here(reference);
  }

  /** Ends what is on its way. */
  @Override
  public void close() {
    pulls.close();
  }

  private ImagePull begin(ImageReference reference, Consumer<PullProgress> progress) {
    RegistryLogin login =
        config.registries().stream()
            .filter(known -> known.registry().equals(reference.registry()))
            .findFirst()
            .orElse(null);
    return ImagePull.begin(engine.streams(), reference, login, progress);
  }

  private Image here(ImageReference reference) {
    return there
        .find(reference.toString())
        .orElseThrow(
            () ->
                new PopException(
                    Code.UNAVAILABLE,
                    PopReason.PLATFORM_FAILED,
                    "the pull of image '"
                        + reference
                        + "' has ended, and the image is not there; try again"));
  }

  private static PopException invalid(String text, String why) {
    return new PopException(
        Code.INVALID_ARGUMENT, PopReason.INVALID_FIELD, "cannot pull image '" + text + "': " + why);
  }
}
