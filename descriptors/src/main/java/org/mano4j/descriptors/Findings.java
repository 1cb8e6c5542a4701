package org.mano4j.descriptors;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Collects what is found in a document, or in several that belong together: {@link #in} gives a
 * view for another file of the same collection. Findings come out file by file, in the order in
 * which the files were first looked at, and by place within each.
 *
 * <p>A value of the wrong type has one finding, that of its type: whatever else trips over it says
 * nothing (see {@link Located#isMisfit}).
 */
final class Findings {

  /** More are not kept; who has so many has one mistake, many times. */
  private static final int MOST = 1000;

  private final String file;
  private final List<String> files;
  private final Bounded all;

  /** Warnings never crowd out errors: both have room for all that may be kept. */
  private record Bounded(List<Finding> errors, List<Finding> warnings) {

    boolean hasRoom(Severity severity) {
      return of(severity).size() < MOST;
    }

    List<Finding> of(Severity severity) {
      return severity == Severity.ERROR ? errors : warnings;
    }
  }

  /** With what findings call the document. */
  Findings(String file) {
    this(file, new ArrayList<>(List.of(file)), new Bounded(new ArrayList<>(), new ArrayList<>()));
  }

  private Findings(String file, List<String> files, Bounded all) {
    this.file = file;
    this.files = files;
    this.all = all;
  }

  /** For another file, such as {@code sipp.tar!/vnfd.json}, into the same collection. */
  Findings in(String other) {
    if (!files.contains(other)) {
      files.add(other);
    }
    return new Findings(other, files, all);
  }

  /** Lets the rules look at a subject in this file. */
  <T> void check(List<Rule<T>> rules, T subject) {
    for (Rule<T> rule : rules) {
      if (all.hasRoom(rule.severity())) {
        rule.check().accept(subject, (at, problem, remedy) -> add(rule, at, problem, remedy));
      }
    }
  }

  /** Reports what a rule has found. */
  void add(Rule<?> rule, Located at, String problem, Supplier<String> remedy) {
    if (all.hasRoom(rule.severity()) && !at.isMisfit()) {
      add(rule, at.pointer(), at.line(), at.column(), problem, remedy.get());
    }
  }

  /** Reports something at a place, also in a file that has no values. */
  void add(Rule<?> rule, String pointer, int line, int column, String problem, String remedy) {
    if (all.hasRoom(rule.severity())) {
      all.of(rule.severity())
          .add(
              new Finding(
                  rule.severity(), rule.id(), pointer, file, line, column, problem, remedy));
    }
  }

  /** All findings, of all files. */
  List<Finding> sorted() {
    return Stream.concat(all.errors().stream(), all.warnings().stream())
        .distinct()
        .limit(MOST)
        .sorted(
            Comparator.<Finding>comparingInt(f -> files.indexOf(f.file()))
                .thenComparingInt(Finding::line)
                .thenComparingInt(Finding::column))
        .toList();
  }
}
