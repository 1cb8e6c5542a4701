package org.mano4j.catalogue.monitoring;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.Optional;
import org.mano4j.catalogue.WireEnum;

/**
 * How a threshold is compared.
 *
 * @param text the text on the wire, also one that this version does not know
 */
public record ThresholdType(@JsonValue String text) implements WireEnum<ThresholdType.Known> {

  /** The constants of version 6.0. */
  public enum Known {
    SINGLE_VALUE
  }

  public static final ThresholdType SINGLE_VALUE = new ThresholdType("SINGLE_VALUE");

  /** Refuses an absent text. */
  public ThresholdType {
    Objects.requireNonNull(text, "text");
  }

  /** The value for a text on the wire; any text is taken. */
  @JsonCreator
  public static ThresholdType of(String text) {
    return new ThresholdType(text);
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
