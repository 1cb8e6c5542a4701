package org.mano4j.testkit.pop;

import io.grpc.Status.Code;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How cases say what they have found in place of what they expect. */
final class Checks {

  /** A call of a Pop that is to be refused. */
  @FunctionalInterface
  interface Call {
    @Nullable Object run() throws Exception;
  }

  private Checks() {}

  static void check(boolean holds, String otherwise, @Nullable Object... values) {
    if (!holds) {
      throw new AssertionError(otherwise.formatted(values));
    }
  }

  /** Ends the case here, as skipped, unless what it tries can be tried. */
  static void possible(boolean holds, String otherwise) {
    if (!holds) {
      throw new CaseSkipped(otherwise);
    }
  }

  static void equal(String what, @Nullable Object actual, @Nullable Object expected) {
    check(Objects.equals(actual, expected), "%s is %s, not %s", what, actual, expected);
  }

  /** The refusal of a call, with one of these codes. */
  static PopRefusal refused(String what, Call call, Code... codes) throws Exception {
    List<Code> expected = Arrays.asList(codes);
    Object answer;
    try {
      answer = call.run();
    } catch (PopRefusal refusal) {
      check(
          expected.contains(refusal.code()),
          "%s was answered %s, not %s",
          what,
          refusal.getMessage(),
          words(expected));
      check(!refusal.text().isBlank(), "%s was answered %s without a text", what, refusal.code());
      return refusal;
    }
    String shown = answer == null ? "" : ": " + answer.toString().replaceAll("\\s+", " ");
    throw new AssertionError(what + " was not answered " + words(expected) + " but OK" + shown);
  }

  private static String words(List<Code> codes) {
    return String.join(" or ", codes.stream().map(Code::name).toList());
  }
}
