package org.mano4j.catalogue.descriptor;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.Optional;
import org.mano4j.catalogue.WireEnum;

/**
 * Whether a constituent VNF is active or standby.
 *
 * @param text the text on the wire, also one that this version does not know
 */
public record RedundancyModel(@JsonValue String text) implements WireEnum<RedundancyModel.Known> {

  /** The constants of version 6.0. */
  public enum Known {
    ACTIVE,
    STANDBY
  }

  public static final RedundancyModel ACTIVE = new RedundancyModel("ACTIVE");
  public static final RedundancyModel STANDBY = new RedundancyModel("STANDBY");

  /** Refuses an absent text. */
  public RedundancyModel {
    Objects.requireNonNull(text, "text");
  }

  /** The value for a text on the wire; any text is taken. */
  @JsonCreator
  public static RedundancyModel of(String text) {
    return new RedundancyModel(text);
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
