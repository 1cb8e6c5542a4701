package org.mano4j.pop.docker;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.mano4j.pop.Image;

/** The images that the Pop offers whether they are there or not. */
final class ConfiguredImages {

  private final List<ImageReference> references;

  /**
   * Reads their names.
   *
   * @throws IllegalArgumentException if one is no name of an image
   */
  ConfiguredImages(List<String> names) {
    this.references =
        names.stream()
            .map(
                name ->
                    ImageReference.parse(name)
                        .orElseThrow(
                            () ->
                                new IllegalArgumentException(
                                    "cannot offer image '" + name + "': " + RULES)))
            .distinct()
            .toList();
  }

  /** What to tell about a text that is no name of an image. */
  static final String RULES =
      "that is no name of an image; write [REGISTRY[:PORT]/]NAME[:TAG], the name in lower case";

  /** With those that are not among the others. */
  List<Image> addedTo(List<Image> there) {
    Set<String> names =
        there.stream().flatMap(image -> image.names().stream()).collect(Collectors.toSet());
    List<Image> all = new ArrayList<>(there);
    references.stream()
        .filter(reference -> !names.contains(reference.toString()))
        .forEach(reference -> all.add(absent(reference)));
    return all;
  }

  /** One that is not there, by a name with or without tag. */
  Optional<Image> find(ImageReference reference) {
    return references.contains(reference) ? Optional.of(absent(reference)) : Optional.empty();
  }

  /** By which of the configured names to get an image that a container was made from. */
  Optional<ImageReference> reference(Image image) {
    return references.stream()
        .filter(
            reference ->
                image.id().equals(reference.toString())
                    || image.names().contains(reference.toString()))
        .findFirst();
  }

  /** It has no id before it is there, so its name stands for it; engines take that as well. */
  private static Image absent(ImageReference reference) {
    return new Image(reference.toString(), List.of(reference.toString()), Instant.EPOCH);
  }
}
