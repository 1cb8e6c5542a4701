package org.mano4j.catalogue.message;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.Optional;
import org.mano4j.catalogue.WireEnum;

/**
 * What a message between NFVO and VNFM asks for or answers; also the type of an NFVO event.
 *
 * @param text the text on the wire, also one that this version does not know
 */
public record Action(@JsonValue String text) implements WireEnum<Action.Known> {

  /** The constants of version 6.0. */
  public enum Known {
    GRANT_OPERATION,
    ALLOCATE_RESOURCES,
    SCALE_IN,
    SCALE_OUT,
    SCALING,
    ERROR,
    RELEASE_RESOURCES,
    INSTANTIATE,
    MODIFY,
    HEAL,
    UPDATEVNFR,
    UPDATE,
    SCALED,
    RELEASE_RESOURCES_FINISH,
    INSTANTIATE_FINISH,
    CONFIGURE,
    START,
    STOP,
    LOG_REQUEST,
    RESUME,
    EXECUTE
  }

  public static final Action GRANT_OPERATION = new Action("GRANT_OPERATION");
  public static final Action ALLOCATE_RESOURCES = new Action("ALLOCATE_RESOURCES");
  public static final Action SCALE_IN = new Action("SCALE_IN");
  public static final Action SCALE_OUT = new Action("SCALE_OUT");
  public static final Action SCALING = new Action("SCALING");
  public static final Action ERROR = new Action("ERROR");
  public static final Action RELEASE_RESOURCES = new Action("RELEASE_RESOURCES");
  public static final Action INSTANTIATE = new Action("INSTANTIATE");
  public static final Action MODIFY = new Action("MODIFY");
  public static final Action HEAL = new Action("HEAL");
  public static final Action UPDATEVNFR = new Action("UPDATEVNFR");
  public static final Action UPDATE = new Action("UPDATE");
  public static final Action SCALED = new Action("SCALED");
  public static final Action RELEASE_RESOURCES_FINISH = new Action("RELEASE_RESOURCES_FINISH");
  public static final Action INSTANTIATE_FINISH = new Action("INSTANTIATE_FINISH");
  public static final Action CONFIGURE = new Action("CONFIGURE");
  public static final Action START = new Action("START");
  public static final Action STOP = new Action("STOP");
  public static final Action LOG_REQUEST = new Action("LOG_REQUEST");
  public static final Action RESUME = new Action("RESUME");
  public static final Action EXECUTE = new Action("EXECUTE");

  /** Refuses an absent text. */
  public Action {
    Objects.requireNonNull(text, "text");
  }

  /** The value for a text on the wire; any text is taken. */
  @JsonCreator
  public static Action of(String text) {
    return new Action(text);
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
