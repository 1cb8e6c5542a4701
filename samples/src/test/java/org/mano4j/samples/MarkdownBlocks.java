package org.mano4j.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fenced blocks of the guides, each with the words of a comment in the line before it. */
final class MarkdownBlocks {

  private static final Pattern MARKER = Pattern.compile("<!--\\s*([a-z]+)(?::\\s*(.*?))?\\s*-->");

  private MarkdownBlocks() {}

  /**
   * One block.
   *
   * @param where file and line
   * @param language behind the fence
   * @param marker the comment's first word, empty without one
   * @param words what the comment says after a colon
   */
  record Block(String where, String language, String marker, List<String> words, String text) {}

  /** Those of one file, in its order. */
  static List<Block> of(Path markdown) throws IOException {
    List<Block> blocks = new ArrayList<>();
    List<String> lines = Files.readAllLines(markdown);
    String before = "";
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.startsWith("```")) {
        int end = i + 1;
        while (!lines.get(end).strip().equals("```")) {
          end++;
        }
        String text = String.join("\n", lines.subList(i + 1, end)) + "\n";
        blocks.add(block(markdown.getFileName() + ":" + (i + 1), line.substring(3), before, text));
        i = end;
      }
      if (!line.isEmpty()) {
        before = line;
      }
    }
    return blocks;
  }

  /** What links may have behind the {@code #}, for the headings of a file. */
  static Set<String> anchors(Path markdown) throws IOException {
    return Files.readAllLines(markdown).stream()
        .filter(line -> line.matches("#+ .*"))
        .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  /** All files of README and docs. */
  static List<Path> pages(Path root) throws IOException {
    try (Stream<Path> docs = Files.walk(root.resolve("docs"))) {
      return Stream.concat(Stream.of(root.resolve("README.md")), docs)
          .filter(file -> file.getFileName().toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  private static Block block(String where, String language, String before, String text) {
    Matcher matcher = MARKER.matcher(before);
    if (!matcher.matches()) {
      return new Block(where, language, "", List.of(), text);
    }
    String words = matcher.group(2) == null ? "" : matcher.group(2);
    return new Block(
        where,
        language,
        matcher.group(1),
        words.isEmpty() ? List.of() : List.of(words.split("\\s+")),
        text);
  }
}
