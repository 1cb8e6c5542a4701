package org.mano4j.catalogue.packaging;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.Optional;
import org.mano4j.catalogue.WireEnum;

/**
 * Format of an additional package repository.
 *
 * @param text the text on the wire, also one that this version does not know
 */
public record PackageType(@JsonValue String text) implements WireEnum<PackageType.Known> {

  /** The constants of version 6.0. */
  public enum Known {
    RPM,
    DEB
  }

  public static final PackageType RPM = new PackageType("RPM");
  public static final PackageType DEB = new PackageType("DEB");

  /** Refuses an absent text. */
  public PackageType {
    Objects.requireNonNull(text, "text");
  }

  /** The value for a text on the wire; any text is taken. */
  @JsonCreator
  public static PackageType of(String text) {
    return new PackageType(text);
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
