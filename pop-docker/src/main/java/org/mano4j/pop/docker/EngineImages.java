package org.mano4j.pop.docker;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.ContainerConfig;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.Image;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;

/** The images that the engine has. Thread-safe. */
final class EngineImages {

  private static final Pattern ID = Pattern.compile("(?:sha256:)?[a-f0-9]{64}");

  /** An image never changes; this only bounds the memory. */
  private static final int REMEMBERED = 1000;

  private final Engine engine;

  /** By id, whether there is a command to start. */
  private final Cache<String, Boolean> startable =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  EngineImages(Engine engine) {
    this.engine = engine;
  }

  /** Whether a text is a whole id. */
  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /**
   * All of them. One whose names were all taken by newer images is among them, without a name:
   * containers may run on it.
   */
  List<Image> all() {
    return engine.call(
        "list images",
        docker -> docker.listImagesCmd().exec().stream().map(EngineImages::image).toList());
  }

  /** By id, the beginning of an id, or a name with or without tag or digest. */
  Optional<Image> find(String text) {
    return inspect(text).map(this::remembered);
  }

  /**
   * One that was built or imported on the engine: it was neither pulled nor pushed by this name.
   */
  Optional<Image> findMadeHere(ImageReference reference) {
    return inspect(reference.toString())
        .filter(
            found ->
                list(found.getRepoDigests()).stream()
                    .flatMap(name -> ImageReference.parse(name).stream())
                    .noneMatch(known -> known.path().equals(reference.path())))
        .map(this::remembered);
  }

  /**
   * Refuses an image without a command. One that is not there (yet) is not refused. Asks the engine
   * only about an image that was never looked for.
   *
   * @throws PopException FAILED_PRECONDITION, with what to do
   */
  void check(Image image) {
    Boolean known = startable.getIfPresent(image.id());
    if (known == null && isId(image.id())) {
      known = find(image.id()).map(found -> startable.getIfPresent(found.id())).orElse(null);
    }
    if (Boolean.FALSE.equals(known)) {
      throw new PopException(
          Code.FAILED_PRECONDITION,
          "IMAGE_WITHOUT_COMMAND",
          "image '"
              + name(image)
              + "' has neither ENTRYPOINT nor CMD, so there is nothing to start; add one in its"
              + " Dockerfile, or with docker import --change 'CMD [\"/path/of/command\"]'");
    }
  }

  /** What people call it. */
  static String name(Image image) {
    return image.names().isEmpty() ? image.id() : image.names().get(0);
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
    startable.put(found.getId(), startable(found.getConfig()));
    return new Image(
        found.getId(),
        names(list(found.getRepoTags()), list(found.getRepoDigests())),
        // An image may be without a date, where being built the same twice is worth more.
        EngineTime.parse(found.getCreated())
            .map(created -> created.truncatedTo(ChronoUnit.SECONDS))
            .orElse(Instant.EPOCH));
  }

  private static Image image(com.github.dockerjava.api.model.Image listed) {
    return new Image(
        listed.getId(),
        names(list(listed.getRepoTags()), list(listed.getRepoDigests())),
        Instant.ofEpochSecond(listed.getCreated() == null ? 0 : Math.max(0, listed.getCreated())));
  }

  /** An image that was pulled by its digest has no other name. */
  private static List<String> names(List<String> tags, List<String> digests) {
    return tags.isEmpty() ? digests : tags;
  }

  private static boolean startable(@Nullable ContainerConfig config) {
    return config != null && !(isEmpty(config.getEntrypoint()) && isEmpty(config.getCmd()));
  }

  private static boolean isEmpty(String @Nullable [] words) {
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
}
