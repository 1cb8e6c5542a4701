package org.mano4j.descriptors;

import java.util.List;
import java.util.Optional;
import org.mano4j.catalogue.CatalogueException;
import org.mano4j.catalogue.CatalogueJson;

/** Reads documents, as values with their places and as catalogue types, and says what hinders. */
final class Documents {

  /** Larger documents are refused unread. */
  private static final int MOST_BYTES = 4 * 1024 * 1024;

  private static final Rule<Located> TOO_LARGE =
      Rule.applied("too-large", Severity.ERROR, "A document has at most 4 MiB.");
  private static final Rule<Located> NOT_JSON =
      Rule.applied("not-json", Severity.ERROR, "A descriptor is strict JSON in UTF-8.");
  private static final Rule<Located> NO_OBJECT =
      Rule.applied("no-object", Severity.ERROR, "A descriptor is a JSON object.");
  private static final Rule<Located> UNREADABLE =
      Rule.applied("unreadable", Severity.ERROR, "The catalogue can read the descriptor.");
  private static final Rule<Located> DUPLICATE_KEY =
      Rule.applied("duplicate-key", Severity.ERROR, "No object has a property twice.");

  /** The rules that are applied in reading. */
  static final List<Rule<Located>> ALL =
      List.of(TOO_LARGE, NOT_JSON, NO_OBJECT, DUPLICATE_KEY, UNREADABLE);

  private Documents() {}

  /**
   * Reads JSON. What is no JSON, no object, or has a property twice is a finding.
   *
   * @param what the document should be, for messages, such as {@code "a VNFD"}
   * @return the object; empty if there is none
   */
  static Optional<Located> read(byte[] json, String what, Findings findings) {
    if (json.length > MOST_BYTES) {
      findings.add(
          TOO_LARGE,
          "",
          1,
          1,
          "the document is larger than " + MOST_BYTES + " bytes",
          "take out what does not belong into a descriptor, or split it");
      return Optional.empty();
    }
    try {
      return object(LocatedJson.read(json), what, findings);
    } catch (LocatedJson.UnreadableException e) {
      findings.add(
          NOT_JSON,
          "",
          e.line(),
          e.column(),
          "the document cannot be read: " + e.getMessage(),
          e.line() == 1 && e.column() == 1
              ? "name a descriptor, JSON in UTF-8"
              : "correct it here, or just before");
      return Optional.empty();
    }
  }

  /**
   * The object that a document is; anything else, and properties that are there twice, are told.
   */
  static Optional<Located> object(LocatedJson.Document document, String what, Findings findings) {
    Located root = document.root();
    if (root.kind() != Located.Kind.OBJECT) {
      findings.add(
          NO_OBJECT,
          root,
          what + " is an object, not " + root.kind().words(),
          () -> root.kind() == Located.Kind.ARRAY ? "take it out of [ ]" : "put it in { }");
      return Optional.empty();
    }
    for (Located value : document.duplicates()) {
      findings.add(
          DUPLICATE_KEY,
          value,
          "this property is there twice in its object",
          () -> "remove one; a reader would take only one of them");
    }
    return Optional.of(root);
  }

  /**
   * Reads the document as a catalogue type. Values of a wrong type are findings, and from then on
   * {@linkplain Located#isMisfit misfits}: call this before any rule looks at them.
   *
   * @return empty if a value does not fit
   */
  static <T> Optional<T> typed(byte[] json, Located root, Class<T> type, Findings findings) {
    boolean fits = ShapeRules.check(root, type, findings);
    try {
      return Optional.of(CatalogueJson.read(json, type));
    } catch (CatalogueException e) {
      if (fits) {
        findings.add(
            UNREADABLE,
            "",
            e.line().orElse(1),
            e.column().orElse(1),
            e.problem(),
            "correct the value");
      }
      return Optional.empty();
    }
  }
}
