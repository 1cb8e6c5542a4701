package org.mano4j.catalogue.monitoring;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.Optional;
import org.mano4j.catalogue.WireEnum;

/**
 * What has happened to an alarm.
 *
 * @param text the text on the wire, also one that this version does not know
 */
public record AlarmState(@JsonValue String text) implements WireEnum<AlarmState.Known> {

  /** The constants of version 6.0. */
  public enum Known {
    FIRED,
    UPDATED,
    CLEARED
  }

  public static final AlarmState FIRED = new AlarmState("FIRED");
  public static final AlarmState UPDATED = new AlarmState("UPDATED");
  public static final AlarmState CLEARED = new AlarmState("CLEARED");

  /** Refuses an absent text. */
  public AlarmState {
    Objects.requireNonNull(text, "text");
  }

  /** The value for a text on the wire; any text is taken. */
  @JsonCreator
  public static AlarmState of(String text) {
    return new AlarmState(text);
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
