package org.mano4j.samples;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mano4j.descriptors.Finding;
import org.mano4j.descriptors.Severity;

/**
 * What a validation came to; its JSON is what {@code validate --json} prints.
 *
 * @param result {@code ok} or {@code failed}, as the exit code says it
 * @param files every file, in the order of the command line
 * @param errors how many findings are errors
 * @param warnings how many findings are warnings
 * @param unreadable how many files could not be read
 */
record ValidateResult(
    @JsonProperty("result") String result,
    @JsonProperty("files") List<FileResult> files,
    @JsonProperty("errors") long errors,
    @JsonProperty("warnings") long warnings,
    @JsonProperty("unreadable") long unreadable) {

  static ValidateResult of(List<FileResult> files, boolean strict) {
    long errors = count(files, Severity.ERROR);
    long warnings = count(files, Severity.WARNING);
    long unreadable = files.stream().filter(file -> file.error() != null).count();
    boolean ok = errors == 0 && unreadable == 0 && !(strict && warnings > 0);
    return new ValidateResult(ok ? "ok" : "failed", files, errors, warnings, unreadable);
  }

  private static long count(List<FileResult> files, Severity severity) {
    return files.stream()
        .flatMap(file -> file.findings().stream())
        .filter(finding -> finding.severity() == severity)
        .count();
  }

  boolean ok() {
    return result.equals("ok");
  }

  /** For people, in one line. */
  String summary() {
    String found =
        errors + warnings == 0
            ? "no findings"
            : number(errors, "error") + ", " + number(warnings, "warning");
    return number(files.size(), "file")
        + ": "
        + (unreadable == files.size() ? "" : found + (unreadable == 0 ? "" : ", "))
        + (unreadable == 0 ? "" : unreadable + " cannot be read");
  }

  private static String number(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  /**
   * One file.
   *
   * @param file as it was named; {@code -} is standard input
   * @param kind what it was taken for; absent if it could not be read
   * @param findings what is wrong with it
   * @param error why it could not be read
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record FileResult(
      @JsonProperty("file") String file,
      @JsonProperty("kind") @Nullable String kind,
      @JsonProperty("findings") List<Finding> findings,
      @JsonProperty("error") @Nullable String error) {

    static FileResult unreadable(String file, String error) {
      return new FileResult(file, null, List.of(), error);
    }
  }
}
