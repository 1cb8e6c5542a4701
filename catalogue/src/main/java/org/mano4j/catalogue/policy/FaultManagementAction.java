package org.mano4j.catalogue.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.Optional;
import org.mano4j.catalogue.WireEnum;

/**
 * What a fault management policy does when it fires.
 *
 * @param text the text on the wire, also one that this version does not know
 */
public record FaultManagementAction(@JsonValue String text)
    implements WireEnum<FaultManagementAction.Known> {

  /** The constants of version 6.0. */
  public enum Known {
    RESTART,
    REINSTANTIATE_SERVICE,
    HEAL,
    REINSTANTIATE,
    SWITCH_TO_STANDBY,
    SWITCH_TO_ACTIVE
  }

  public static final FaultManagementAction RESTART = new FaultManagementAction("RESTART");
  public static final FaultManagementAction REINSTANTIATE_SERVICE =
      new FaultManagementAction("REINSTANTIATE_SERVICE");
  public static final FaultManagementAction HEAL = new FaultManagementAction("HEAL");
  public static final FaultManagementAction REINSTANTIATE =
      new FaultManagementAction("REINSTANTIATE");
  public static final FaultManagementAction SWITCH_TO_STANDBY =
      new FaultManagementAction("SWITCH_TO_STANDBY");
  public static final FaultManagementAction SWITCH_TO_ACTIVE =
      new FaultManagementAction("SWITCH_TO_ACTIVE");

  /** Refuses an absent text. */
  public FaultManagementAction {
    Objects.requireNonNull(text, "text");
  }

  /** The value for a text on the wire; any text is taken. */
  @JsonCreator
  public static FaultManagementAction of(String text) {
    return new FaultManagementAction(text);
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
