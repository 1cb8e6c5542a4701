package org.mano4j.catalogue.monitoring;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.Optional;
import org.mano4j.catalogue.WireEnum;

/**
 * What an alarm is about.
 *
 * @param text the text on the wire, also one that this version does not know
 */
public record AlarmType(@JsonValue String text) implements WireEnum<AlarmType.Known> {

  /** The constants of version 6.0. */
  public enum Known {
    VIRTUALIZED_RESOURCE,
    VIRTUAL_NETWORK_FUNCTION
  }

  public static final AlarmType VIRTUALIZED_RESOURCE = new AlarmType("VIRTUALIZED_RESOURCE");
  public static final AlarmType VIRTUAL_NETWORK_FUNCTION =
      new AlarmType("VIRTUAL_NETWORK_FUNCTION");

  /** Refuses an absent text. */
  public AlarmType {
    Objects.requireNonNull(text, "text");
  }

  /** The value for a text on the wire; any text is taken. */
  @JsonCreator
  public static AlarmType of(String text) {
    return new AlarmType(text);
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
