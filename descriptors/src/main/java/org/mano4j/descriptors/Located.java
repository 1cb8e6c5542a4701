package org.mano4j.descriptors;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JSON value that knows where it stands in its document. Only {@link LocatedJson} changes it. */
final class Located {

  /** What kind of JSON value it is. */
  enum Kind {
    OBJECT("an object"),
    ARRAY("a list"),
    TEXT("a text"),
    NUMBER("a number"),
    BOOLEAN("true or false"),
    NULL("null");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** For messages. */
    String words() {
      return words;
    }
  }

  /** Reading longer ones takes more than linear time; nobody means them. */
  static final int LONGEST_NUMBER = 100;

  private final @Nullable Located parent;
  private final @Nullable String key;
  private final int index;
  private final Kind kind;
  private final String text;
  private final int line;
  private final int column;
  private final Map<String, Located> fields;
  private final List<Located> items;
  private boolean misfit;
  private boolean damaged;
  private boolean hasNull;

  /**
   * With its place in the parent, which is a key in an object and the next index in an array, and
   * with its place in the document.
   */
  Located(
      @Nullable Located parent,
      @Nullable String key,
      Kind kind,
      String text,
      int line,
      int column) {
    this.parent = parent;
    this.key = key;
    this.index = parent == null ? 0 : parent.items.size();
    if (parent != null && kind == Kind.NULL) {
      parent.hasNull = true;
    }
    this.kind = kind;
    this.fields = kind == Kind.OBJECT ? new LinkedHashMap<>() : Map.of();
    this.items = kind == Kind.ARRAY ? new ArrayList<>() : List.of();
    this.text = text;
    this.line = line;
    this.column = column;
  }

  @Nullable Located parent() {
    return parent;
  }

  Kind kind() {
    return kind;
  }

  int line() {
    return line;
  }

  int column() {
    return column;
  }

  Map<String, Located> fields() {
    return fields;
  }

  List<Located> items() {
    return items;
  }

  /** Marks a value whose type is wrong: it has its finding, and rules are to pass it over. */
  void markMisfit() {
    misfit = true;
    for (Located at = this; at != null && !at.damaged; at = at.parent) {
      at.damaged = true;
    }
  }

  /** Whether it is a misfit or has one in it, at any depth, so that something may be missing. */
  boolean isDamaged() {
    return damaged;
  }

  /**
   * Whether something here is of a wrong type: the value, one that it is part of, or an element of
   * this list, which then may not look as it was meant.
   */
  boolean isMisfit() {
    for (Located at = this; at != null; at = at.parent) {
      if (at.misfit) {
        return true;
      }
    }
    return items.stream().anyMatch(item -> item.misfit);
  }

  /** The JSON Pointer of the value. */
  String pointer() {
    List<String> steps = new ArrayList<>();
    for (Located at = this; at.parent != null; at = at.parent) {
      String step = at.key == null ? String.valueOf(at.index) : at.key;
      steps.add("/" + step.replace("~", "~0").replace("/", "~1"));
    }
    Collections.reverse(steps);
    return String.join("", steps);
  }

  /** The property, unless it is absent or null. */
  Optional<Located> get(String name) {
    return Optional.ofNullable(fields.get(name)).filter(value -> value.kind != Kind.NULL);
  }

  /**
   * The elements of a list property. A value that stands alone is a list of one; null elements and
   * those of a wrong type are left out.
   */
  List<Located> list(String name) {
    Located value = fields.get(name);
    if (value == null || value.isPassedOver()) {
      return List.of();
    }
    if (value.kind != Kind.ARRAY) {
      return List.of(value);
    }
    return value.damaged || value.hasNull
        ? value.items.stream().filter(item -> !item.isPassedOver()).toList()
        : Collections.unmodifiableList(value.items);
  }

  private boolean isPassedOver() {
    return kind == Kind.NULL || misfit;
  }

  /** The text of a text, number or boolean that is not empty and has its place here. */
  Optional<String> text() {
    return text.isBlank() || misfit ? Optional.empty() : Optional.of(text);
  }

  /** The text of a scalar as it was written, "" for anything else. */
  String raw() {
    return text;
  }

  /** The text in quotes, for messages: on one line, and not too long. */
  String quoted() {
    return Names.quoted(text);
  }

  /** The value as a number; empty if it is none, or absent. */
  Optional<BigDecimal> number(String name) {
    return text(name).filter(value -> value.length() <= LONGEST_NUMBER).flatMap(Located::parsed);
  }

  private static Optional<BigDecimal> parsed(String value) {
    try {
      return Optional.of(new BigDecimal(value.strip()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The text of a property; see {@link #text()}. */
  Optional<String> text(String name) {
    return get(name).flatMap(Located::text);
  }

  /** Whether a property is {@linkplain #isDamaged damaged}. */
  boolean isDamaged(String name) {
    return get(name).filter(Located::isDamaged).isPresent();
  }

  /** The property, null or not, or this object where it is missing: where to point at. */
  Located near(String name) {
    return fields.getOrDefault(name, this);
  }
}
