package org.mano4j.descriptors;

import java.util.Locale;

/**
 * Something that is wrong with a descriptor, and where.
 *
 * @param severity how bad it is
 * @param rule which rule found it, such as {@code unknown-vnf}; stable, for scripts
 * @param pointer JSON Pointer of the value concerned, or of the object that lacks something; "" is
 *     the whole document
 * @param file name of the file as the caller gave it
 * @param line where that value begins, counted from 1
 * @param column where that value begins in its line, in UTF-16 units counted from 1, as Java and
 *     most editors count
 * @param problem what is wrong
 * @param remedy what would be right
 */
public record Finding(
    Severity severity,
    String rule,
    String pointer,
    String file,
    int line,
    int column,
    String problem,
    String remedy) {

  /**
   * As compilers print it: {@code file:line:column: error [rule] problem; remedy}. It is one line,
   * whatever the document or the name of its file holds: nothing looks like another finding.
   */
  @Override
  public String toString() {
    return Names.oneLine(
        "%s:%d:%d: %s [%s] %s; %s"
            .formatted(
                file,
                line,
                column,
                severity.name().toLowerCase(Locale.ROOT),
                rule,
                problem,
                remedy));
  }
}
