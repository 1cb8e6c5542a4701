package org.mano4j.descriptors;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mano4j.descriptors.Located.Kind;

/**
 * Which keys {@code Metadata.yaml} has, and of which type their values are. As strict as an NFVO,
 * which takes no number for a text.
 */
final class PackageTypes {

  private static final Rule<Located> WRONG_TYPE =
      Rule.applied(
          "wrong-metadata-type",
          Severity.ERROR,
          "Every value of Metadata.yaml has the type of its key.");
  private static final Rule<Located> UNKNOWN_KEY =
      Rule.applied(
          "unknown-metadata-key", Severity.WARNING, "Metadata.yaml has only keys that are known.");

  static final List<Rule<Located>> ALL = List.of(WRONG_TYPE, UNKNOWN_KEY);

  /** The type of a value; of an object, or of the objects in a list, also its keys. */
  private record Type(String words, Set<Kind> kinds, Map<String, Type> keys, boolean ofObjects) {

    static Type of(String words, Kind... kinds) {
      return new Type(words, Set.of(kinds), Map.of(), false);
    }
  }

  private static final Type TEXT =
      Type.of("a text (in quotes, if it looks like a number or a date)", Kind.TEXT);
  private static final Type SCALAR = Type.of("a text", Kind.TEXT, Kind.NUMBER, Kind.BOOLEAN);
  private static final Type UPLOAD =
      Type.of("\"true\", \"false\" or \"check\"", Kind.TEXT, Kind.BOOLEAN);
  private static final Type NUMBER = Type.of("a whole number", Kind.NUMBER);
  private static final Type BOOLEAN = Type.of("true or false", Kind.BOOLEAN);
  private static final Type TEXTS = Type.of("a list of texts", Kind.ARRAY);
  private static final Type ANY_KEYS = Type.of("a mapping", Kind.OBJECT);

  private static final Map<String, Type> IMAGE =
      keys("upload", UPLOAD, "ids", TEXTS, "names", TEXTS, "link", TEXT);
  private static final Map<String, Type> IMAGE_CONFIG =
      keys(
          "name",
          TEXT,
          "diskFormat",
          TEXT,
          "containerFormat",
          TEXT,
          "minCPU",
          NUMBER,
          "minDisk",
          NUMBER,
          "minRam",
          NUMBER,
          "isPublic",
          BOOLEAN);
  private static final Map<String, Type> REPOSITORY =
      keys("type", TEXT, "key-url", TEXT, "configuration", TEXTS);
  private static final Map<String, Type> TOP =
      keys(
          "name",
          TEXT,
          "description",
          TEXT,
          "provider",
          TEXT,
          "vendor",
          TEXT,
          "version",
          SCALAR,
          "nfvo_version",
          TEXT,
          "nfvo-version",
          TEXT,
          "vim_types",
          TEXTS,
          "vim-types",
          TEXTS,
          "scripts-link",
          TEXT,
          "tag",
          TEXT,
          "requirements",
          ANY_KEYS,
          "os-id",
          TEXT,
          "os-version",
          SCALAR,
          "os-architecture",
          TEXT,
          "image",
          new Type("a mapping", Set.of(Kind.OBJECT), IMAGE, false),
          "image-config",
          new Type("a mapping", Set.of(Kind.OBJECT), IMAGE_CONFIG, false),
          "additional-repos",
          new Type("a list of mappings", Set.of(Kind.ARRAY), REPOSITORY, true),
          "vnfm-type",
          TEXT,
          "type",
          TEXT,
          "shared",
          BOOLEAN);

  /** What an NFVO wants to be told about an image that it may have to upload. */
  static final Set<String> IMAGE_CONFIG_KEYS = IMAGE_CONFIG.keySet();

  private final Findings findings;

  private PackageTypes(Findings findings) {
    this.findings = findings;
  }

  private static Map<String, Type> keys(Object... keysAndTypes) {
    Map<String, Type> keys = new LinkedHashMap<>();
    for (int i = 0; i < keysAndTypes.length; i += 2) {
      keys.put((String) keysAndTypes[i], (Type) keysAndTypes[i + 1]);
    }
    return keys;
  }

  /** Looks at every value, and marks those of a wrong type as misfits. */
  static void check(Located metadata, Findings findings) {
    new PackageTypes(findings).object(metadata, TOP);
  }

  private void object(Located object, Map<String, Type> keys) {
    object
        .fields()
        .forEach(
            (key, value) -> {
              Type type = keys.get(key);
              if (type != null) {
                value(value, type);
              } else {
                findings.add(
                    UNKNOWN_KEY,
                    value,
                    "an NFVO knows no key " + quoted(key) + " here, and passes it over",
                    () -> Names.choose(key, keys.keySet(), "remove it"));
              }
            });
  }

  private void value(Located value, Type type) {
    // an NFVO takes no value for none, but of a list
    if (value.kind() == Kind.NULL && !type.kinds().contains(Kind.ARRAY)) {
      return;
    }
    if (!type.kinds().contains(value.kind()) || type == NUMBER && !isWhole(value)) {
      misfit(value, type.words());
      return;
    }
    if (type == TEXTS) {
      value.items().stream()
          .filter(item -> item.kind() != Kind.TEXT)
          .forEach(item -> misfit(item, TEXT.words()));
    } else if (type.ofObjects()) {
      for (Located item : value.items()) {
        if (item.kind() == Kind.OBJECT) {
          object(item, type.keys());
        } else {
          misfit(item, ANY_KEYS.words());
        }
      }
    } else if (type == ANY_KEYS) {
      value.fields().values().stream()
          .filter(item -> !SCALAR.kinds().contains(item.kind()))
          .forEach(item -> misfit(item, SCALAR.words()));
    } else if (value.kind() == Kind.OBJECT) {
      object(value, type.keys());
    }
  }

  private static boolean isWhole(Located number) {
    return number.text().filter(text -> text.matches("-?\\d{1,9}")).isPresent();
  }

  private void misfit(Located value, String expected) {
    findings.add(
        WRONG_TYPE,
        value,
        "the value is " + value.kind().words() + ", but " + expected + " belongs here",
        () -> "write " + expected);
    value.markMisfit();
  }

  private static String quoted(String key) {
    return "'" + PackagePath.printable(key) + "'";
  }
}
