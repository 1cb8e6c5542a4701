package org.mano4j.catalogue.vim;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.Optional;
import org.mano4j.catalogue.WireEnum;

/**
 * State of an image in a VIM.
 *
 * @param text the text on the wire, also one that this version does not know
 */
public record ImageStatus(@JsonValue String text) implements WireEnum<ImageStatus.Known> {

  /** The constants of version 6.0. */
  public enum Known {
    UNRECOGNIZED,
    ACTIVE,
    SAVING,
    QUEUED,
    KILLED,
    PENDING_DELETE,
    DELETED
  }

  public static final ImageStatus UNRECOGNIZED = new ImageStatus("UNRECOGNIZED");
  public static final ImageStatus ACTIVE = new ImageStatus("ACTIVE");
  public static final ImageStatus SAVING = new ImageStatus("SAVING");
  public static final ImageStatus QUEUED = new ImageStatus("QUEUED");
  public static final ImageStatus KILLED = new ImageStatus("KILLED");
  public static final ImageStatus PENDING_DELETE = new ImageStatus("PENDING_DELETE");
  public static final ImageStatus DELETED = new ImageStatus("DELETED");

  /** Refuses an absent text. */
  public ImageStatus {
    Objects.requireNonNull(text, "text");
  }

  /** The value for a text on the wire; any text is taken. */
  @JsonCreator
  public static ImageStatus of(String text) {
    return new ImageStatus(text);
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
