package org.mano4j.pop.docker;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.ContainerConfig;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.Image;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;
import org.mano4j.pop.PullProgress;

/** The images of the engine, and those that it is to get. Thread-safe. */
final class DockerImages implements AutoCloseable {

  private static final Pattern ID = Pattern.compile("(?:sha256:)?[a-f0-9]{64}");

  /** An image never changes, so this only bounds the memory. */
  private static final int REMEMBERED = 1000;

  private final Engine engine;
  private final DockerPopConfig config;
  private final ConfiguredImages configured;
  private final SharedPulls pulls = new SharedPulls(this::begin);

  /** By id, whether it has a command to start. */
  private final Cache<String, Boolean> startable =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  DockerImages(Engine engine, DockerPopConfig config) {
    this.engine = engine;
    this.config = config;
    this.configured = new ConfiguredImages(config.images());
  }

  /**
   * Those that are there, and those that are configured. One whose names were all taken by newer
   * images is there as well: containers may run on it.
   */
  List<Image> all() {
    List<Image> there =
        engine.call(
            "list images",
            docker -> docker.listImagesCmd().exec().stream().map(DockerImages::image).toList());
    return configured.addedTo(there);
  }

  /** By id, the beginning of an id, or a name with or without tag or digest. */
  Optional<Image> find(String text) {
    Optional<ImageReference> reference = ImageReference.parse(text);
    if (reference.isEmpty() && !ID.matcher(text).matches()) {
      return Optional.empty();
    }
    return inspect(text).map(this::remembered).or(() -> reference.flatMap(configured::find));
  }

  /**
   * Refuses an image without a command. One that is not there yet is not refused.
   *
   * @throws PopException FAILED_PRECONDITION, with what to do
   */
  void check(Image image) {
    Boolean known = startable.getIfPresent(image.id());
    if (known == null && ID.matcher(image.id()).matches()) {
      inspect(image.id()).ifPresent(this::remembered);
      known = startable.getIfPresent(image.id());
    }
    if (Boolean.FALSE.equals(known)) {
      String name = image.names().isEmpty() ? image.id() : image.names().get(0);
      throw new PopException(
          Code.FAILED_PRECONDITION,
          "IMAGE_WITHOUT_COMMAND",
          "image '"
              + name
              + "' has neither ENTRYPOINT nor CMD, so there is nothing to start; add one in its"
              + " Dockerfile, or with docker import --change 'CMD [\"/path/of/command\"]'");
    }
  }

  /**
   * Gets an image that a start has found missing. Call it only then: it costs nothing where the
   * image is there.
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
                            + (wanted.names().isEmpty() ? wanted.id() : wanted.names().get(0))
                            + "' was there when the container was created and is gone; pull it and"
                            + " reset the container"));
    pulls.await(reference);
    Image here = here(reference);
    check(here);
    return here;
  }

  /**
   * Gets an image for somebody who waits for it, and ends with him.
   *
   * <p>An image that was made on the engine, not pulled to it, is as good as one that its registry
   * does not have.
   */
  Image pull(String text, Consumer<PullProgress> progress) {
    if (ID.matcher(text).matches()) {
      return find(text)
          .orElseThrow(
              () ->
                  invalid(
                      "cannot pull image '" + text + "': that is an id; registries want a name"));
    }
    ImageReference reference =
        ImageReference.parse(text)
            .orElseThrow(
                () -> invalid("cannot pull image '" + text + "': " + ConfiguredImages.RULES));
    try (ImagePull pull = begin(reference, progress)) {
      pull.await();
    } catch (PopException e) {
      return madeHere(reference, e, progress);
    }
    return here(reference);
  }

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
    return find(reference.toString())
        .filter(image -> !image.id().equals(reference.toString()))
        .orElseThrow(
            () ->
                new PopException(
                    Code.UNAVAILABLE,
                    PopReason.PLATFORM_FAILED,
                    "the pull of image '"
                        + reference
                        + "' has ended and the image is not there; try again"));
  }

  private Image madeHere(
      ImageReference reference, PopException failure, Consumer<PullProgress> progress) {
    if (failure.code() == Code.CANCELLED) {
      throw failure;
    }
    InspectImageResponse found =
        inspect(reference.toString())
            .filter(image -> list(image.getRepoDigests()).isEmpty())
            .orElseThrow(() -> failure);
    progress.accept(
        new PullProgress("", "Made on the engine itself; not pulled: " + failure.text(), 0, 0));
    return remembered(found);
  }

  private Optional<InspectImageResponse> inspect(String text) {
    return engine.call(
        "find image '" + text + "'",
        docker -> {
          try {
            return Optional.of(docker.inspectImageCmd(text).exec());
          } catch (NotFoundException e) {
            return Optional.empty();
          }
        });
  }

  private Image remembered(InspectImageResponse found) {
    startable.put(Objects.requireNonNull(found.getId()), startable(found.getConfig()));
    return new Image(
        found.getId(),
        names(list(found.getRepoTags()), list(found.getRepoDigests())),
        found.getCreated() == null ? Instant.EPOCH : Instant.parse(found.getCreated()));
  }

  private static Image image(com.github.dockerjava.api.model.Image listed) {
    return new Image(
        listed.getId(),
        names(list(listed.getRepoTags()), list(listed.getRepoDigests())),
        Instant.ofEpochSecond(listed.getCreated()));
  }

  /** An image that was pulled by its digest has no other name. */
  private static List<String> names(List<String> tags, List<String> digests) {
    return tags.isEmpty() ? digests : tags;
  }

  private static boolean startable(@Nullable ContainerConfig config) {
    return config != null && !(empty(config.getEntrypoint()) && empty(config.getCmd()));
  }

  private static boolean empty(String @Nullable [] words) {
    return words == null || words.length == 0;
  }

  private static List<String> list(String @Nullable [] told) {
    return told == null ? List.of() : list(Arrays.asList(told));
  }

  /** Some engines write {@code <none>} for nothing. */
  private static List<String> list(@Nullable List<String> told) {
    return Stream.ofNullable(told)
        .flatMap(List::stream)
        .filter(name -> !name.contains("<none>"))
        .toList();
  }

  private static PopException invalid(String text) {
    return new PopException(Code.INVALID_ARGUMENT, PopReason.INVALID_FIELD, text);
  }
}
