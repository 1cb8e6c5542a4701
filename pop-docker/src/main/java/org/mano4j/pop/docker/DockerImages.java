package org.mano4j.pop.docker;

import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.mano4j.pop.Image;

/** The images of the engine. Thread-safe. */
final class DockerImages {

  private final Engine engine;

  DockerImages(Engine engine) {
    this.engine = engine;
  }

  List<Image> all() {
    return engine.call(
        "list images",
        docker ->
            docker.listImagesCmd().exec().stream()
                .map(
                    image ->
                        new Image(
                            image.getId(),
                            image.getRepoTags() == null
                                ? List.of()
                                : Arrays.stream(image.getRepoTags())
                                    .filter(tag -> !tag.equals("<none>:<none>"))
                                    .toList(),
                            Instant.ofEpochSecond(image.getCreated())))
                .toList());
  }

  Optional<Image> find(String reference) {
    return engine.call(
        "find image '" + reference + "'",
        docker -> {
          try {
            InspectImageResponse found = docker.inspectImageCmd(reference).exec();
            List<String> names = found.getRepoTags() == null ? List.of() : found.getRepoTags();
            return Optional.of(new Image(found.getId(), names, Instant.parse(found.getCreated())));
          } catch (NotFoundException e) {
            return Optional.empty();
          }
        });
  }
}
