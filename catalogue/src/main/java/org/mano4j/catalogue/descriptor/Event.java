package org.mano4j.catalogue.descriptor;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.Optional;
import org.mano4j.catalogue.WireEnum;

/**
 * Lifecycle event a descriptor attaches scripts to.
 *
 * @param text the text on the wire, also one that this version does not know
 */
public record Event(@JsonValue String text) implements WireEnum<Event.Known> {

  /** The constants of version 6.0. */
  public enum Known {
    GRANTED,
    ALLOCATE,
    SCALE,
    RELEASE,
    ERROR,
    INSTANTIATE,
    TERMINATE,
    CONFIGURE,
    START,
    STOP,
    HEAL,
    SCALE_OUT,
    SCALE_IN,
    SCALE_UP,
    SCALE_DOWN,
    UPDATE,
    UPDATE_ROLLBACK,
    UPGRADE,
    UPGRADE_ROLLBACK,
    RESET
  }

  public static final Event GRANTED = new Event("GRANTED");
  public static final Event ALLOCATE = new Event("ALLOCATE");
  public static final Event SCALE = new Event("SCALE");
  public static final Event RELEASE = new Event("RELEASE");
  public static final Event ERROR = new Event("ERROR");
  public static final Event INSTANTIATE = new Event("INSTANTIATE");
  public static final Event TERMINATE = new Event("TERMINATE");
  public static final Event CONFIGURE = new Event("CONFIGURE");
  public static final Event START = new Event("START");
  public static final Event STOP = new Event("STOP");
  public static final Event HEAL = new Event("HEAL");
  public static final Event SCALE_OUT = new Event("SCALE_OUT");
  public static final Event SCALE_IN = new Event("SCALE_IN");
  public static final Event SCALE_UP = new Event("SCALE_UP");
  public static final Event SCALE_DOWN = new Event("SCALE_DOWN");
  public static final Event UPDATE = new Event("UPDATE");
  public static final Event UPDATE_ROLLBACK = new Event("UPDATE_ROLLBACK");
  public static final Event UPGRADE = new Event("UPGRADE");
  public static final Event UPGRADE_ROLLBACK = new Event("UPGRADE_ROLLBACK");
  public static final Event RESET = new Event("RESET");

  /** Refuses an absent text. */
  public Event {
    Objects.requireNonNull(text, "text");
  }

  /** The value for a text on the wire; any text is taken. */
  @JsonCreator
  public static Event of(String text) {
    return new Event(text);
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
