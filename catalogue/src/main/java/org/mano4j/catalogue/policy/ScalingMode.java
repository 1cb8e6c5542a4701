package org.mano4j.catalogue.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.Optional;
import org.mano4j.catalogue.WireEnum;

/**
 * When an auto-scale policy acts.
 *
 * @param text the text on the wire, also one that this version does not know
 */
public record ScalingMode(@JsonValue String text) implements WireEnum<ScalingMode.Known> {

  /** The constants of version 6.0. */
  public enum Known {
    REACTIVE,
    PROACTIVE,
    PREDICTIVE
  }

  public static final ScalingMode REACTIVE = new ScalingMode("REACTIVE");
  public static final ScalingMode PROACTIVE = new ScalingMode("PROACTIVE");
  public static final ScalingMode PREDICTIVE = new ScalingMode("PREDICTIVE");

  /** Refuses an absent text. */
  public ScalingMode {
    Objects.requireNonNull(text, "text");
  }

  /** The value for a text on the wire; any text is taken. */
  @JsonCreator
  public static ScalingMode of(String text) {
    return new ScalingMode(text);
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
