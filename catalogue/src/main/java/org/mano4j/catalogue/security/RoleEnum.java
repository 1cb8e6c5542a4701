package org.mano4j.catalogue.security;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.Optional;
import org.mano4j.catalogue.WireEnum;

/**
 * What a user may do in a project.
 *
 * @param text the text on the wire, also one that this version does not know
 */
public record RoleEnum(@JsonValue String text) implements WireEnum<RoleEnum.Known> {

  /** The constants of version 6.0. */
  public enum Known {
    GUEST,
    USER,
    ADMIN
  }

  public static final RoleEnum GUEST = new RoleEnum("GUEST");
  public static final RoleEnum USER = new RoleEnum("USER");
  public static final RoleEnum ADMIN = new RoleEnum("ADMIN");

  /** Refuses an absent text. */
  public RoleEnum {
    Objects.requireNonNull(text, "text");
  }

  /** The value for a text on the wire; any text is taken. */
  @JsonCreator
  public static RoleEnum of(String text) {
    return new RoleEnum(text);
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
