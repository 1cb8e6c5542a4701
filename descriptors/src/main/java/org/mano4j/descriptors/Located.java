package org.mano4j.descriptors;

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

  private final @Nullable Located parent;
  private final @Nullable String key;
  private final int index;
  private final Kind kind;
  private final String text;
  private final int line;
  private final int column;
  private final Map<String, Located> fields;
  private final List<Located> items;

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

  /**
   * The value that a JSON Pointer from here leads to, or the last one on the way: a pointer may be
   * into a value that was replaced by a later one under the same key.
   */
  Located find(String pointer) {
    Located at = this;
    for (String escaped : pointer.substring(Math.min(1, pointer.length())).split("/", -1)) {
      String name = escaped.replace("~1", "/").replace("~0", "~");
      Located next = at.kind == Kind.ARRAY ? at.item(name) : at.fields.get(name);
      if (next == null) {
        return at;
      }
      at = next;
    }
    return at;
  }

  private @Nullable Located item(String index) {
    return items.stream()
        .filter(item -> String.valueOf(item.index).equals(index))
        .findFirst()
        .orElse(null);
  }

  /** The property, unless it is absent or null. */
  Optional<Located> get(String name) {
    return Optional.ofNullable(fields.get(name)).filter(value -> value.kind != Kind.NULL);
  }

  /**
   * The elements of a list property. A value that stands alone is a list of one; null elements are
   * left out.
   */
  List<Located> list(String name) {
    Optional<Located> value = get(name);
    if (value.isEmpty()) {
      return List.of();
    }
    return value.get().kind == Kind.ARRAY
        ? value.get().items.stream().filter(item -> item.kind != Kind.NULL).toList()
        : List.of(value.get());
  }

  /** The text of a text, number or boolean that is not empty. */
  Optional<String> text() {
    return text.isBlank() ? Optional.empty() : Optional.of(text);
  }

  /** The text of a property; see {@link #text()}. */
  Optional<String> text(String name) {
    return get(name).flatMap(Located::text);
  }

  /** The property, or this object where the property is missing: where to point at. */
  Located near(String name) {
    return get(name).orElse(this);
  }
}
