package org.mano4j.pop;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A container as it stood when the Pop answered. Build one with {@code ContainerBuilder}: later
 * versions may add components.
 *
 * @param id chosen by the Pop, never used again
 * @param names its names, the first one counts
 * @param imageId the image, as given at its creation
 * @param flavourId id of its flavour
 * @param command what runs in it, words separated by blanks; empty before the start
 * @param created when it was created, to the second
 * @param started when it was started, to the second; null before the start
 * @param status its state
 * @param extendedStatus the state in words, with the reason of a failure
 * @param endpoints its endpoints by network name, in that order
 * @param metadata its environment, ordered by key
 * @param life counts from 1, see {@link ContainerStatus}; 0 if the Pop does not tell
 * @param exitCode what its instance ended with in this life; null if it has not ended, or the
 *     platform does not know
 * @param finished when this life ended, to the second; null before that
 * @param labels what its owner has given it, ordered by key
 */
@RecordBuilder
public record Container(
    String id,
    List<String> names,
    String imageId,
    String flavourId,
    String command,
    Instant created,
    @Nullable Instant started,
    ContainerStatus status,
    String extendedStatus,
    Map<String, Endpoint> endpoints,
    Map<String, String> metadata,
    int life,
    @Nullable Integer exitCode,
    @Nullable Instant finished,
    Map<String, String> labels)
    implements ContainerBuilder.With {

  /** Copies the collections, takes absent text as empty. */
  public Container {
    id = Objects.requireNonNullElse(id, "");
    names = names == null ? List.of() : List.copyOf(names);
    imageId = Objects.requireNonNullElse(imageId, "");
    flavourId = Objects.requireNonNullElse(flavourId, "");
    command = Objects.requireNonNullElse(command, "");
    created = Objects.requireNonNullElse(created, Instant.EPOCH);
    status = Objects.requireNonNullElse(status, ContainerStatus.UNAVAILABLE);
    extendedStatus = Objects.requireNonNullElse(extendedStatus, "");
    endpoints = Copies.sorted(endpoints);
    metadata = Copies.sorted(metadata);
    labels = Copies.sorted(labels);
  }

  /** Its name; empty if it has none. */
  public String name() {
    return names.isEmpty() ? "" : names.get(0);
  }
}
