package org.mano4j.descriptors;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.CatalogueException;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.descriptor.NetworkServiceDescriptor;

/**
 * Checks descriptors. All findings are reported at once; nothing that a document contains makes it
 * throw. Stateless and thread-safe.
 */
public final class DescriptorValidator {

  /** Larger documents are refused unread. */
  private static final int MOST_BYTES = 4 * 1024 * 1024;

  /** More are not kept; who has so many has one mistake, many times. */
  private static final int MOST_FINDINGS = 1000;

  private final String file;
  private final List<Finding> findings = new ArrayList<>();

  private DescriptorValidator(String file) {
    this.file = file;
  }

  /**
   * Checks a network service descriptor.
   *
   * @param fileName what the findings call the document
   * @param json the document: strict JSON in UTF-8, at most 4 MiB
   */
  public static ValidationReport validateNsd(String fileName, byte[] json) {
    DescriptorValidator validator = new DescriptorValidator(fileName);
    Optional<NetworkServiceDescriptor> descriptor = validator.nsd(json);
    return new ValidationReport(validator.sorted(), descriptor);
  }

  private Optional<NetworkServiceDescriptor> nsd(byte[] json) {
    LocatedJson.Document document = read(json);
    if (document == null) {
      return Optional.empty();
    }
    Located root = document.root();
    if (root.kind() != Located.Kind.OBJECT) {
      add(
          Severity.ERROR,
          "wrong-type",
          root,
          "a network service descriptor is an object, not " + root.kind().words(),
          () -> "put it in { }");
      return Optional.empty();
    }
    document.duplicates().forEach(this::complainOfDuplicate);
    NsdView nsd = new NsdView(root);
    check(NsdRules.ALL, nsd);
    check(DependencyRules.ALL, nsd);
    nsd.vnfds().forEach(vnfd -> check(VnfdRules.ALL, vnfd));
    return typed(json, root);
  }

  private LocatedJson.@Nullable Document read(byte[] json) {
    if (json.length > MOST_BYTES) {
      notJson(
          "too-large",
          1,
          1,
          "the document has " + json.length + " bytes",
          "keep it below " + MOST_BYTES);
      return null;
    }
    try {
      return LocatedJson.read(json);
    } catch (LocatedJson.NotJsonException e) {
      notJson(
          "not-json",
          e.line(),
          e.column(),
          "the document cannot be read as JSON: " + e.getMessage(),
          "correct it here, or just before");
      return null;
    }
  }

  private void notJson(String rule, int line, int column, String problem, String remedy) {
    findings.add(new Finding(Severity.ERROR, rule, "", file, line, column, problem, remedy));
  }

  private void complainOfDuplicate(Located value) {
    add(
        Severity.ERROR,
        "duplicate-key",
        value,
        "this property is there twice in its object",
        () -> "remove one; a reader would take only one of them");
  }

  private <T> void check(List<Rule<T>> rules, T subject) {
    for (Rule<T> rule : rules) {
      rule.check()
          .accept(
              subject,
              (at, problem, remedy) -> add(rule.severity(), rule.id(), at, problem, remedy));
    }
  }

  /** Reads the document as a descriptor; values of a wrong type are findings. */
  private Optional<NetworkServiceDescriptor> typed(byte[] json, Located root) {
    try {
      return Optional.of(CatalogueJson.read(json, NetworkServiceDescriptor.class));
    } catch (CatalogueException e) {
      complainOfTypes(json, root, e);
      return Optional.empty();
    }
  }

  private void complainOfTypes(byte[] json, Located root, CatalogueException first) {
    try {
      Map<String, String> misfits = TypeCheck.misfits(json, NetworkServiceDescriptor.class);
      misfits.forEach(
          (pointer, expected) -> {
            Located at = root.find(pointer);
            add(
                Severity.ERROR,
                "wrong-type",
                at,
                "the value is " + at.kind().words() + ", but " + expected + " belongs here",
                () -> "write " + expected);
          });
    } catch (IOException e) {
      // not one of the mistakes that can be passed over: the first one found stands for all
      notJson(
          "wrong-type",
          first.line().orElse(1),
          first.column().orElse(1),
          String.valueOf(first.getMessage()),
          "correct the value");
    }
  }

  private void add(
      Severity severity, String rule, Located at, String problem, Supplier<String> remedy) {
    if (findings.size() < MOST_FINDINGS) {
      findings.add(
          new Finding(
              severity, rule, at.pointer(), file, at.line(), at.column(), problem, remedy.get()));
    }
  }

  private List<Finding> sorted() {
    return findings.stream()
        .distinct()
        .sorted(Comparator.comparingInt(Finding::line).thenComparingInt(Finding::column))
        .toList();
  }
}
