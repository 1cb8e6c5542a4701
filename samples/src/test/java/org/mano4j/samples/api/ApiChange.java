package org.mano4j.samples.api;

/**
 * A difference between two listings.
 *
 * @param type the full name of the type
 * @param lines what was removed (with a minus) or added (with a plus)
 * @param breaking whether it breaks what VERSIONING.md promises
 * @param reason why, or for whom, in a sentence
 */
public record ApiChange(String type, String lines, boolean breaking, String reason) {

  static ApiChange breaking(ApiType type, String lines, String reason) {
    return new ApiChange(type.name(), lines, true, reason);
  }

  static ApiChange compatible(ApiType type, String lines, String reason) {
    return new ApiChange(type.name(), lines, false, reason);
  }

  @Override
  public String toString() {
    return (breaking ? "BREAKING   " : "compatible ")
        + type
        + lines.lines().map(line -> "\n    " + line).reduce("", String::concat)
        + "\n    ("
        + reason
        + ")";
  }
}
