package org.mano4j.catalogue;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * JSON that is not what it should be, or descriptors and records that do not fit together. The
 * caller has to mend the input; trying again does not help. Nothing of the document is in the
 * message but names of properties, since its values may be secret.
 */
public class CatalogueException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String problem;
  private final int line;
  private final int column;
  private final @Nullable String pointer;

  /** With what is wrong, where, and what to do. */
  public CatalogueException(String message) {
    this(message, message, null, 0, 0, null);
  }

  private CatalogueException(
      String message,
      String problem,
      @Nullable Throwable cause,
      int line,
      int column,
      @Nullable String pointer) {
    super(message, cause);
    this.problem = problem;
    this.line = line;
    this.column = column;
    this.pointer = pointer;
  }

  /**
   * JSON that cannot be read.
   *
   * @param what what could not be read, such as {@code "a Server"}
   */
  public static CatalogueException unreadable(String what, IOException cause) {
    return unreadable(what, cause, null);
  }

  /**
   * JSON that cannot be read.
   *
   * @param what what could not be read, such as {@code "a Server"}
   * @param stopped how far reading came, for causes that do not say where they are
   */
  public static CatalogueException unreadable(
      String what, IOException cause, @Nullable JsonLocation stopped) {
    return unreadable(what, Complaint.of(cause, stopped), cause);
  }

  /**
   * JSON that cannot be read.
   *
   * @param what what could not be read, such as {@code "a Server"}
   * @param why what is wrong, and what would be right
   * @param at the place in the document, where that is known
   */
  public static CatalogueException unreadable(String what, String why, @Nullable JsonLocation at) {
    return unreadable(what, new Complaint(why, "", at), null);
  }

  /** JSON that cannot be read. */
  static CatalogueException unreadable(
      String what, Complaint complaint, @Nullable Exception cause) {
    // Jackson quotes the document; only what is wrong with a type of our own is worth a cause
    Throwable told = cause instanceof InvalidDefinitionException ? cause : null;
    String message = "cannot read " + what + ": " + complaint.why();
    JsonLocation at = complaint.at();
    if (at == null || at.getLineNr() < 1) {
      return new CatalogueException(message, complaint.why(), told, 0, 0, complaint.pointer());
    }
    int column = Math.max(1, at.getColumnNr()); // before the first token it is zero
    return new CatalogueException(
        message + " (line " + at.getLineNr() + ", column " + column + ")",
        complaint.why(),
        told,
        at.getLineNr(),
        column,
        complaint.pointer());
  }

  /** A value that has no JSON. */
  static CatalogueException unwritable(
      String what, Complaint complaint, @Nullable IOException cause) {
    return new CatalogueException(
        "cannot write " + what + ": " + complaint.why(),
        complaint.why(),
        cause,
        0,
        0,
        complaint.pointer());
  }

  /** A name of a type with its article. */
  static String article(String type) {
    boolean vowel = "AEIO".indexOf(type.charAt(0)) >= 0 || type.startsWith("NFV");
    return (vowel ? "an " : "a ") + type;
  }

  /** What is wrong, without what was to be done and where. */
  public String problem() {
    return problem;
  }

  /** The line of the document, counted from 1, where that is known. */
  public OptionalInt line() {
    return line > 0 ? OptionalInt.of(line) : OptionalInt.empty();
  }

  /** The column in the line, counted in characters from 1, where that is known. */
  public OptionalInt column() {
    return column > 0 ? OptionalInt.of(column) : OptionalInt.empty();
  }

  /** The JSON Pointer of the value that does not fit, where that is known; long ones are cut. */
  public Optional<String> pointer() {
    return Optional.ofNullable(pointer);
  }
}
