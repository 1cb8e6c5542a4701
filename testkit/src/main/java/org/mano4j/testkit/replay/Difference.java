package org.mano4j.testkit.replay;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A place at which a message is not as it was recorded. The text form masks passwords.
 *
 * @param pointer JSON Pointer in the recorded body (in the actual one, if the recorded one has no
 *     such place), or {@code properties:} and the name of a property of the message
 * @param recorded what was recorded there; absent if nothing was
 * @param actual what stands there now; absent if nothing does
 */
public record Difference(String pointer, @Nullable JsonNode recorded, @Nullable JsonNode actual) {

  private static final int MOST_CHARACTERS = 160;

  @Override
  public String toString() {
    return pointer + ": recorded " + text(recorded) + ", now " + text(actual);
  }

  private String text(@Nullable JsonNode value) {
    if (value == null) {
      return "nothing";
    }
    String name = pointer.substring(pointer.lastIndexOf('/') + 1);
    String text = Secrets.isSecret(name) ? "***" : Secrets.masked(value).toString();
    return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "...";
  }
}
