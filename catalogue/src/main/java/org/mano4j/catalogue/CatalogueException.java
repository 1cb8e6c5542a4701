package org.mano4j.catalogue;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.io.IOException;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * JSON that is not what it should be, or descriptors and records that do not fit together. The
 * caller has to mend the input; trying again does not help.
 */
public class CatalogueException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  /** With what is wrong, where, and what to do. */
  public CatalogueException(String message) {
    this(message, null, 0, 0);
  }

  private CatalogueException(String message, @Nullable Throwable cause, int line, int column) {
    super(message, cause);
    this.line = line;
    this.column = column;
  }

  /**
   * JSON that cannot be read.
   *
   * @param what what could not be read, such as {@code "a Server"}
   */
  public static CatalogueException unreadable(String what, IOException cause) {
    String message = "cannot read " + what + ": " + why(cause);
    JsonLocation at = cause instanceof JsonProcessingException e ? e.getLocation() : null;
    if (at == null || at.getLineNr() < 1) {
      return new CatalogueException(message, cause, 0, 0);
    }
    return new CatalogueException(
        message + " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")",
        cause,
        at.getLineNr(),
        at.getColumnNr());
  }

  /** The line of the document, counted from 1, where that is known. */
  public OptionalInt line() {
    return line > 0 ? OptionalInt.of(line) : OptionalInt.empty();
  }

  /** The column in the line, counted from 1, where that is known. */
  public OptionalInt column() {
    return column > 0 ? OptionalInt.of(column) : OptionalInt.empty();
  }

  /** What Jackson says, without the content of the document, which may be secret. */
  private static String why(IOException cause) {
    if (cause instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
      return "the value at '"
          + pointer(mismatch)
          + "' does not fit "
          + mismatch.getTargetType().getSimpleName();
    }
    if (cause instanceof JsonProcessingException json) {
      String text = json.getOriginalMessage();
      return cause instanceof JsonParseException && text.startsWith("Unrecognized token")
          ? "it is not JSON"
          : text.replaceAll("\\[Source: [^;]*; ([^\\]]*)\\]", "$1")
              .replaceAll(", from `[^`]*`", "");
    }
    return String.valueOf(cause.getMessage());
  }

  private static String pointer(JsonMappingException e) {
    return e.getPath().stream()
        .map(step -> step.getFieldName() == null ? "" + step.getIndex() : step.getFieldName())
        .map(step -> "/" + step.replace("~", "~0").replace("/", "~1"))
        .collect(Collectors.joining());
  }
}
