package org.mano4j.catalogue.record;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.Optional;
import org.mano4j.catalogue.WireEnum;

/**
 * State of a virtual link record.
 *
 * @param text the text on the wire, also one that this version does not know
 */
public record LinkStatus(@JsonValue String text) implements WireEnum<LinkStatus.Known> {

  /** The constants of version 6.0. */
  public enum Known {
    LINKDOWN,
    NORMALOPERATION,
    DEGRADEDOPERATION,
    OFFLINETHROUGHMANAGEMENTACTION
  }

  public static final LinkStatus LINKDOWN = new LinkStatus("LINKDOWN");
  public static final LinkStatus NORMALOPERATION = new LinkStatus("NORMALOPERATION");
  public static final LinkStatus DEGRADEDOPERATION = new LinkStatus("DEGRADEDOPERATION");
  public static final LinkStatus OFFLINETHROUGHMANAGEMENTACTION =
      new LinkStatus("OFFLINETHROUGHMANAGEMENTACTION");

  /** Refuses an absent text. */
  public LinkStatus {
    Objects.requireNonNull(text, "text");
  }

  /** The value for a text on the wire; any text is taken. */
  @JsonCreator
  public static LinkStatus of(String text) {
    return new LinkStatus(text);
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
