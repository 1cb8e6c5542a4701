package org.mano4j.catalogue.manager;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.Optional;
import org.mano4j.catalogue.WireEnum;

/**
 * Transport a manager listens on.
 *
 * @param text the text on the wire, also one that this version does not know
 */
public record EndpointType(@JsonValue String text) implements WireEnum<EndpointType.Known> {

  /** The constants of version 6.0. */
  public enum Known {
    JMS,
    RABBIT,
    REST
  }

  public static final EndpointType JMS = new EndpointType("JMS");
  public static final EndpointType RABBIT = new EndpointType("RABBIT");
  public static final EndpointType REST = new EndpointType("REST");

  /** Refuses an absent text. */
  public EndpointType {
    Objects.requireNonNull(text, "text");
  }

  /** The value for a text on the wire; any text is taken. */
  @JsonCreator
  public static EndpointType of(String text) {
    return new EndpointType(text);
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
