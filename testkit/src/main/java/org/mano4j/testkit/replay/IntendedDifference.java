package org.mano4j.testkit.replay;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A difference that is meant to be, and why.
 *
 * @param reason why it is right all the same
 * @param pointer where: a JSON Pointer in which {@code *} stands for one name or index and {@code
 *     **} for any number of them
 * @param messages actions or methods of the messages it occurs in; empty for all
 * @param values which values it may have
 */
public record IntendedDifference(
    String reason, String pointer, List<String> messages, Predicate<Difference> values) {

  /** Copies the list; refuses an empty reason. */
  public IntendedDifference {
    if (reason.isBlank()) {
      throw new IllegalArgumentException(
          "an intended difference at " + pointer + " needs a reason");
    }
    Objects.requireNonNull(pointer, "pointer");
    messages = List.copyOf(messages);
    Objects.requireNonNull(values, "values");
  }

  /** At that place in every message, with any values. */
  public static IntendedDifference at(String pointer, String reason) {
    return new IntendedDifference(reason, pointer, List.of(), any -> true);
  }

  /** The same only in messages with these actions or methods. */
  public IntendedDifference in(String... messages) {
    return new IntendedDifference(reason, pointer, List.of(messages), values);
  }

  /** The same only where nothing was recorded and an empty array or object is now. */
  public IntendedDifference whenEmptyNow() {
    return when(
        d ->
            d.recorded() == null
                && d.actual() != null
                && d.actual().isContainerNode()
                && d.actual().isEmpty());
  }

  /** The same only where the actual value is this text. */
  public IntendedDifference whenNow(String text) {
    return when(d -> d.actual() != null && d.actual().asText().equals(text));
  }

  /** The same only where there is no actual value. */
  public IntendedDifference whenAbsentNow() {
    return when(d -> d.actual() == null);
  }

  /** The same only where no value was recorded. */
  public IntendedDifference whenNew() {
    return when(d -> d.recorded() == null);
  }

  /** The same only for differences that pass this test, too. */
  public IntendedDifference when(Predicate<Difference> also) {
    return new IntendedDifference(reason, pointer, messages, values.and(also));
  }

  boolean covers(RecordedMessage message, Difference difference) {
    return (messages.isEmpty() || messages.contains(message.what()))
        && matches(difference.pointer())
        && values.test(difference);
  }

  private boolean matches(String actual) {
    StringBuilder regex = new StringBuilder();
    for (String token : pointer.split("(?=/)", -1)) {
      regex.append(
          switch (token) {
            case "/**" -> "(/[^/]*)*";
            case "/*" -> "/[^/]*";
            default -> Pattern.quote(token);
          });
    }
    return Pattern.matches(regex.toString(), actual);
  }

  @Override
  public String toString() {
    return pointer + (messages.isEmpty() ? "" : " in " + messages) + ": " + reason;
  }
}
