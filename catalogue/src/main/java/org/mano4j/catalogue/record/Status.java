package org.mano4j.catalogue.record;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.Optional;
import org.mano4j.catalogue.WireEnum;

/**
 * Life of a VNFR or NSR. The order counts: the status of an NSR is the lowest of its VNFRs.
 *
 * @param text the text on the wire, also one that this version does not know
 */
public record Status(@JsonValue String text) implements WireEnum<Status.Known> {

  /** The constants of version 6.0. */
  public enum Known {
    ERROR,
    NULL,
    INITIALIZED,
    INACTIVE,
    SCALING,
    ACTIVE,
    TERMINATED,
    RESUMING
  }

  public static final Status ERROR = new Status("ERROR");
  public static final Status NULL = new Status("NULL");
  public static final Status INITIALIZED = new Status("INITIALIZED");
  public static final Status INACTIVE = new Status("INACTIVE");
  public static final Status SCALING = new Status("SCALING");
  public static final Status ACTIVE = new Status("ACTIVE");
  public static final Status TERMINATED = new Status("TERMINATED");
  public static final Status RESUMING = new Status("RESUMING");

  /** Refuses an absent text. */
  public Status {
    Objects.requireNonNull(text, "text");
  }

  /** The value for a text on the wire; any text is taken. */
  @JsonCreator
  public static Status of(String text) {
    return new Status(text);
  }

  @Override
  public Optional<Known> known() {
    return WireEnum.lookup(Known.class, text);
  }

  /**
   * Whether life has come as far as another status, in the order of {@link Known}. A text that is
   * not known counts as NULL.
   */
  public boolean isAtLeast(Status other) {
    return known().orElse(Known.NULL).compareTo(other.known().orElse(Known.NULL)) >= 0;
  }

  @Override
  public String toString() {
    return text;
  }
}
