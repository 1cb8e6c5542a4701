package org.mano4j.pop;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A change of a container.
 *
 * @param sequence its number, larger than those of all events before, also over restarts of the Pop
 * @param type what has happened
 * @param container as it is after the change, or was before it was deleted; null in a bookmark
 */
public record ContainerEvent(long sequence, Type type, @Nullable Container container) {

  /** Refuses an absent type. */
  public ContainerEvent {
    Objects.requireNonNull(type, "type");
  }

  /** What has happened. */
  public enum Type {
    /** Nothing: this only tells the sequence number from which a watch can be resumed. */
    BOOKMARK,
    /** The container is new, or not as it was. */
    CHANGED,
    /** The container is gone. */
    DELETED
  }
}
