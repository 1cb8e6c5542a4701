package org.mano4j.catalogue.descriptor;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.Optional;
import org.mano4j.catalogue.WireEnum;

/**
 * Whether a standby instance keeps the state of the active one.
 *
 * @param text the text on the wire, also one that this version does not know
 */
public record ResiliencyLevel(@JsonValue String text) implements WireEnum<ResiliencyLevel.Known> {

  /** The constants of version 6.0. */
  public enum Known {
    ACTIVE_STANDBY_STATELESS,
    ACTIVE_STANDBY_STATEFUL
  }

  public static final ResiliencyLevel ACTIVE_STANDBY_STATELESS =
      new ResiliencyLevel("ACTIVE_STANDBY_STATELESS");
  public static final ResiliencyLevel ACTIVE_STANDBY_STATEFUL =
      new ResiliencyLevel("ACTIVE_STANDBY_STATEFUL");

  /** Refuses an absent text. */
  public ResiliencyLevel {
    Objects.requireNonNull(text, "text");
  }

  /** The value for a text on the wire; any text is taken. */
  @JsonCreator
  public static ResiliencyLevel of(String text) {
    return new ResiliencyLevel(text);
  }

  @Override
  public Optional<Known> known() {
    return WireEnum.lookup(Known.class, text);
  }

  @Override
  public String toString() {
    return text;
  }
}
