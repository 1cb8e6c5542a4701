package org.mano4j.catalogue.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.Optional;
import org.mano4j.catalogue.WireEnum;

/**
 * What an auto-scale policy does when it fires.
 *
 * @param text the text on the wire, also one that this version does not know
 */
public record ScalingActionType(@JsonValue String text)
    implements WireEnum<ScalingActionType.Known> {

  /** The constants of version 6.0. */
  public enum Known {
    SCALE_OUT,
    SCALE_OUT_TO,
    SCALE_OUT_TO_FLAVOUR,
    SCALE_IN,
    SCALE_IN_TO,
    SCALE_IN_TO_FLAVOUR
  }

  public static final ScalingActionType SCALE_OUT = new ScalingActionType("SCALE_OUT");
  public static final ScalingActionType SCALE_OUT_TO = new ScalingActionType("SCALE_OUT_TO");
  public static final ScalingActionType SCALE_OUT_TO_FLAVOUR =
      new ScalingActionType("SCALE_OUT_TO_FLAVOUR");
  public static final ScalingActionType SCALE_IN = new ScalingActionType("SCALE_IN");
  public static final ScalingActionType SCALE_IN_TO = new ScalingActionType("SCALE_IN_TO");
  public static final ScalingActionType SCALE_IN_TO_FLAVOUR =
      new ScalingActionType("SCALE_IN_TO_FLAVOUR");

  /** Refuses an absent text. */
  public ScalingActionType {
    Objects.requireNonNull(text, "text");
  }

  /** The value for a text on the wire; any text is taken. */
  @JsonCreator
  public static ScalingActionType of(String text) {
    return new ScalingActionType(text);
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
