package org.mano4j.catalogue.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.Optional;
import org.mano4j.catalogue.WireEnum;

/**
 * How many instances must meet a criterion.
 *
 * @param text the text on the wire, also one that this version does not know
 */
public record VNFCSelector(@JsonValue String text) implements WireEnum<VNFCSelector.Known> {

  /** The constants of version 6.0. */
  public enum Known {
    at_least_one,
    all
  }

  public static final VNFCSelector AT_LEAST_ONE = new VNFCSelector("at_least_one");
  public static final VNFCSelector ALL = new VNFCSelector("all");

  /** Refuses an absent text. */
  public VNFCSelector {
    Objects.requireNonNull(text, "text");
  }

  /** The value for a text on the wire; any text is taken. */
  @JsonCreator
  public static VNFCSelector of(String text) {
    return new VNFCSelector(text);
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
