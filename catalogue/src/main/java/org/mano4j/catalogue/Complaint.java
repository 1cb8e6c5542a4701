package org.mano4j.catalogue;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.core.io.ContentReference;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What Jackson complains of, in words for people, and without anything of the document but the
 * names of properties: its values may be secret.
 *
 * @param why what is wrong, and what would be right
 * @param pointer JSON Pointer of the value; empty for a document as a whole, absent if not known
 * @param at where in the document; absent if not known
 */
record Complaint(String why, @Nullable String pointer, @Nullable JsonLocation at) {

  private static final int LONGEST_NAME = 64;

  private static final int MOST_NAMES = 12;

  private static final String TOO_MUCH_IS = "more than mano4j takes: ";

  private static final String NESTING = "nesting depth";

  /** By a part of what Jackson says; the first one counts. */
  private static final Map<String, String> NOT_JSON = new LinkedHashMap<>();

  private static final Map<String, String> TOO_MUCH = new LinkedHashMap<>();

  static {
    NOT_JSON.put("Unrecognized token", "this is no value; a text needs quotes"); // quotes it
    NOT_JSON.put("end-of-input", "it ends too early");
    NOT_JSON.put("expecting comma", "a comma or a closing bracket is missing");
    NOT_JSON.put("expecting a colon", "a colon is missing");
    NOT_JSON.put(
        "to start field name", "the name of a property is missing, or a comma is too many");
    NOT_JSON.put("comment", "JSON has no comments");
    NOT_JSON.put("escape sequence", "this escape has too few digits");
    NOT_JSON.put("character escape", "this escape does not exist; write \\\\ for a backslash");
    NOT_JSON.put("CTRL-CHAR", "a control character in a text needs an escape, such as \\n");
    NOT_JSON.put("surrogate", "half a surrogate pair in the name of a property");
    NOT_JSON.put("close marker", "the brackets do not match");
    NOT_JSON.put("Non-standard token", "NaN and Infinity are no numbers of JSON");
    NOT_JSON.put("valid value", "a value is missing, or a comma is too many");
    NOT_JSON.put("expected a value", "a value is missing, or a comma is too many");
    NOT_JSON.put("numeric value", "this is no number of JSON");
    NOT_JSON.put("separating root-level", "there is something after the end of the document");

    TOO_MUCH.put(NESTING, "nested deeper than " + CatalogueJson.MOST_LEVELS + " levels");
    TOO_MUCH.put(
        "String value", "a text longer than " + CatalogueJson.LONGEST_TEXT + " characters");
    TOO_MUCH.put(
        "Name length", "a property name longer than " + CatalogueJson.LONGEST_NAME + " characters");
    TOO_MUCH.put(
        "Number value", "a number longer than " + CatalogueJson.LONGEST_NUMBER + " digits");
  }

  /** That a document does not end where it should. */
  static Complaint afterTheEnd(JsonLocation at) {
    return new Complaint("there is something after the end of the document", "", at);
  }

  /** That reading or writing would take too much stack. */
  static Complaint tooDeep() {
    return new Complaint(TOO_MUCH_IS + TOO_MUCH.get(NESTING), "", null);
  }

  /** That there is nothing. */
  static Complaint ofNull(Class<?> type, @Nullable JsonLocation at) {
    return new Complaint("it is null, but must be " + expected(type), "", at);
  }

  /** The same, with a column that counts characters: Jackson counts the bytes of a line. */
  Complaint countedIn(byte[] json) {
    if (at == null || at.getByteOffset() < 0 || at.getColumnNr() < 1) {
      return this;
    }
    int end = (int) Math.min(at.getByteOffset(), json.length);
    int before = Math.min(at.getColumnNr() - 1, end);
    int characters = new String(json, end - before, before, StandardCharsets.UTF_8).length();
    return new Complaint(
        why,
        pointer,
        new JsonLocation(ContentReference.unknown(), end, -1L, at.getLineNr(), characters + 1));
  }

  /**
   * What is wrong with a document.
   *
   * @param stopped how far reading came, for causes that do not say where they are
   */
  static Complaint of(Exception e, @Nullable JsonLocation stopped) {
    Throwable root = root(e);
    String pointer = e instanceof JsonMappingException mapping ? pointer(mapping.getPath()) : null;
    if (root instanceof StreamConstraintsException constraint) {
      return new Complaint(
          TOO_MUCH_IS + said(constraint, TOO_MUCH, "too much of something"), pointer, stopped);
    }
    if (root instanceof NumberFormatException) {
      return new Complaint(
          TOO_MUCH_IS + "a number with an exponent beyond " + Integer.MAX_VALUE, pointer, stopped);
    }
    JsonLocation at = root instanceof JsonProcessingException json ? json.getLocation() : stopped;
    if (root instanceof Utf8Only.Refusal refusal) {
      return new Complaint(refusal.getOriginalMessage(), null, at);
    }
    if (root instanceof StreamReadException json) {
      return new Complaint(
          "it is not JSON: " + said(json, NOT_JSON, "nothing like that belongs here"), pointer, at);
    }
    if (root instanceof MismatchedInputException misfit && misfit.getTargetType() != null) {
      return new Complaint(
          subject(pointer) + " must be " + expected(misfit.getTargetType()), pointer, at);
    }
    return new Complaint(subject(pointer) + " does not fit", pointer, at);
  }

  /** What cannot be written. */
  static Complaint ofWriting(IOException e) {
    Throwable root = root(e);
    String pointer = e instanceof JsonMappingException mapping ? pointer(mapping.getPath()) : "";
    if (root instanceof StreamConstraintsException || root instanceof StackOverflowError) {
      return new Complaint(tooDeep().why(), pointer, null);
    }
    String why = root instanceof JsonProcessingException json ? json.getOriginalMessage() : "";
    return new Complaint(subject(pointer) + ": " + why, pointer, null);
  }

  /** What the wrapping began with. */
  private static Throwable root(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private static String said(
      JsonProcessingException e, Map<String, String> words, String otherwise) {
    String text = e.getOriginalMessage();
    return words.entrySet().stream()
        .filter(entry -> text.contains(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(otherwise);
  }

  private static String subject(@Nullable String pointer) {
    return pointer == null || pointer.isEmpty() ? "it" : "the value at '" + pointer + "'";
  }

  private static String expected(Class<?> type) {
    if (type == Integer.class) {
      return "a whole number from " + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE;
    }
    if (type == Long.class) {
      return "a whole number from " + Long.MIN_VALUE + " to " + Long.MAX_VALUE;
    }
    if (type == Byte.class) {
      return "a whole number from " + Byte.MIN_VALUE + " to " + Byte.MAX_VALUE;
    }
    if (type == Double.class) {
      return "a number up to " + Double.MAX_VALUE;
    }
    if (type == Boolean.class) {
      return "true or false";
    }
    if (type == Blob.class) {
      return "an array of numbers from -128 to 127, or base64 text";
    }
    if (type == String.class || type == WireDate.class || WireEnum.class.isAssignableFrom(type)) {
      return "a text";
    }
    if (Collection.class.isAssignableFrom(type)) {
      return "an array";
    }
    return Map.class.isAssignableFrom(type)
        ? "an object"
        : "an object, " + CatalogueException.article(type.getSimpleName());
  }

  private static String pointer(List<JsonMappingException.Reference> path) {
    String pointer =
        path.stream()
            .limit(MOST_NAMES)
            .map(step -> step.getFieldName() == null ? "" + step.getIndex() : step.getFieldName())
            .map(Complaint::shown)
            .map(step -> "/" + step.replace("~", "~0").replace("/", "~1"))
            .collect(Collectors.joining());
    return path.size() > MOST_NAMES ? pointer + "/…" : pointer;
  }

  /** Names are of the sender's choice: neither long ones nor line ends belong into a log. */
  private static String shown(String name) {
    String cut = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name;
    return cut.codePoints()
        .map(
            c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? '?' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
