package org.mano4j.catalogue.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.Optional;
import org.mano4j.catalogue.WireEnum;

/**
 * How the alarms of an auto-scale policy are combined.
 *
 * @param text the text on the wire, also one that this version does not know
 */
public record ScalingType(@JsonValue String text) implements WireEnum<ScalingType.Known> {

  /** The constants of version 6.0. */
  public enum Known {
    SINGLE,
    VOTED,
    WEIGHTED
  }

  public static final ScalingType SINGLE = new ScalingType("SINGLE");
  public static final ScalingType VOTED = new ScalingType("VOTED");
  public static final ScalingType WEIGHTED = new ScalingType("WEIGHTED");

  /** Refuses an absent text. */
  public ScalingType {
    Objects.requireNonNull(text, "text");
  }

  /** The value for a text on the wire; any text is taken. */
  @JsonCreator
  public static ScalingType of(String text) {
    return new ScalingType(text);
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
