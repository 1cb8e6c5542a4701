package org.mano4j.catalogue.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.Optional;
import org.mano4j.catalogue.WireEnum;

/**
 * Severity of an alarm.
 *
 * @param text the text on the wire, also one that this version does not know
 */
public record PerceivedSeverity(@JsonValue String text)
    implements WireEnum<PerceivedSeverity.Known> {

  /** The constants of version 6.0. */
  public enum Known {
    INDETERMINATE,
    WARNING,
    MINOR,
    MAJOR,
    CRITICAL
  }

  public static final PerceivedSeverity INDETERMINATE = new PerceivedSeverity("INDETERMINATE");
  public static final PerceivedSeverity WARNING = new PerceivedSeverity("WARNING");
  public static final PerceivedSeverity MINOR = new PerceivedSeverity("MINOR");
  public static final PerceivedSeverity MAJOR = new PerceivedSeverity("MAJOR");
  public static final PerceivedSeverity CRITICAL = new PerceivedSeverity("CRITICAL");

  /** Refuses an absent text. */
  public PerceivedSeverity {
    Objects.requireNonNull(text, "text");
  }

  /** The value for a text on the wire; any text is taken. */
  @JsonCreator
  public static PerceivedSeverity of(String text) {
    return new PerceivedSeverity(text);
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
