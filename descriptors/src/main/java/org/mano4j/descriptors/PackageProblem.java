package org.mano4j.descriptors;

import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong with an archive before anybody looks at the meaning of its entries.
 *
 * @param rule which rule it breaks
 * @param entry the entry concerned, fit to be printed; absent if it is the archive as a whole
 * @param line line of the entry, counted from 1; 0 if it is the entry as a whole
 * @param column column in the line, counted from 1; 0 likewise
 * @param problem what is wrong
 * @param remedy what would be right
 */
record PackageProblem(
    Rule<?> rule, @Nullable String entry, int line, int column, String problem, String remedy) {

  /** Told as they are found. Who throws ends the reading. */
  @FunctionalInterface
  interface Listener {
    void found(PackageProblem problem);

    /** Ends the reading with an exception that names the archive. */
    static Listener refuse(String archive) {
      return problem -> {
        throw new PackageException(archive, problem, null);
      };
    }
  }

  static PackageProblem ofArchive(Rule<?> rule, String problem, String remedy) {
    return new PackageProblem(rule, null, 0, 0, problem, remedy);
  }

  static PackageProblem ofEntry(Rule<?> rule, String entry, String problem, String remedy) {
    return new PackageProblem(rule, PackagePath.printable(entry), 0, 0, problem, remedy);
  }
}
