package org.mano4j.samples.popd;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The file that {@code init} writes: every key, explained, as a comment where it has a default. */
final class PopdTemplate {

  private static final Pattern PLACE = Pattern.compile("@(\\w+)@");

  private PopdTemplate() {}

  /**
   * With these texts in its places.
   *
   * @throws IllegalArgumentException if one holds control characters, which no key here may
   */
  static String fill(Map<String, String> answers) throws IOException {
    return PLACE
        .matcher(text())
        .replaceAll(place -> Matcher.quoteReplacement(quoted(answers.get(place.group(1)))));
  }

  static String text() throws IOException {
    try (InputStream template = PopdTemplate.class.getResourceAsStream("docker-popd.toml")) {
      if (template == null) {
        throw new IOException("docker-popd.toml is missing in this program");
      }
      return new String(template.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String quoted(String text) {
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("an answer holds a control character");
    }
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
