package org.mano4j.descriptors;

import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A VNF package that cannot be read, or is none. The caller has to mend the package; trying again
 * does not help.
 */
public class PackageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String archive;
  private final @Nullable String entry;
  private final int line;
  private final int column;

  /** With what is wrong in an archive. */
  PackageException(String archive, PackageProblem problem, @Nullable Throwable cause) {
    super(message(archive, problem), cause);
    this.archive = archive;
    this.entry = problem.entry();
    this.line = problem.line();
    this.column = problem.column();
  }

  private static String message(String archive, PackageProblem problem) {
    StringBuilder text = new StringBuilder("cannot use VNF package ").append(archive).append(": ");
    if (problem.entry() != null) {
      text.append("entry '").append(problem.entry()).append("'");
      if (problem.line() > 0) {
        text.append(", line ").append(problem.line()).append(", column ").append(problem.column());
      }
      text.append(": ");
    }
    return text.append(problem.problem()).append("; ").append(problem.remedy()).toString();
  }

  /** What the caller calls the package. */
  public String archive() {
    return archive;
  }

  /** The entry concerned, fit to be printed; empty if it is the archive as a whole. */
  public Optional<String> entry() {
    return Optional.ofNullable(entry);
  }

  /** The line of the entry, counted from 1, where that is known. */
  public OptionalInt line() {
    return line > 0 ? OptionalInt.of(line) : OptionalInt.empty();
  }

  /** The column in the line, counted from 1, where that is known. */
  public OptionalInt column() {
    return column > 0 ? OptionalInt.of(column) : OptionalInt.empty();
  }
}
