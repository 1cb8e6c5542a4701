package org.mano4j.samples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Java code in Markdown, which is a copy of a region of a compiled file and says of which one in
 * the line before:
 *
 * <pre>{@code
 * <!-- snippet: samples/src/test/java/org/mano4j/samples/SomeTest.java#name -->
 * }</pre>
 *
 * The region starts after a line {@code // snippet:name} and ends before {@code // end}; it is
 * moved to the left margin.
 */
final class MarkdownSnippets {

  private static final Pattern MARKER = Pattern.compile("<!--\\s*snippet:\\s*(\\S+)#(\\S+)\\s*-->");

  private final Path root;

  MarkdownSnippets(Path root) {
    this.root = root;
  }

  /** A sentence per block of code that is not what its source says; empty if all is well. */
  List<String> problems(Path markdown) {
    List<String> problems = new ArrayList<>();
    walk(markdown, problems);
    return problems;
  }

  /** Writes the regions into the blocks, and returns the problems that this cannot solve. */
  List<String> update(Path markdown) {
    List<String> problems = new ArrayList<>();
    List<String> updated = walk(markdown, problems);
    try {
      if (!updated.equals(lines(markdown))) {
        Files.writeString(markdown, String.join("\n", updated) + "\n");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + markdown, e);
    }
    return problems(markdown);
  }

  /** The number of blocks of Java in a file. */
  int count(Path markdown) {
    return (int) lines(markdown).stream().filter(MarkdownSnippets::opensJava).count();
  }

  private List<String> walk(Path markdown, List<String> problems) {
    List<String> in = lines(markdown);
    List<String> out = new ArrayList<>();
    String before = "";
    for (int i = 0; i < in.size(); i++) {
      out.add(in.get(i));
      if (opensJava(in.get(i))) {
        int end = i + 1;
        while (end < in.size() && !in.get(end).strip().equals("```")) {
          end++;
        }
        String where = root.relativize(markdown) + ":" + (i + 1);
        out.addAll(block(where, before, in.subList(i + 1, end), problems));
        i = end - 1;
      }
      if (!in.get(i).isBlank()) {
        before = in.get(i);
      }
    }
    return out;
  }

  private List<String> block(
      String where, String before, List<String> code, List<String> problems) {
    Matcher marker = MARKER.matcher(before);
    if (!marker.find()) {
      problems.add(
          where
              + ": this Java is compiled nowhere; copy it from a test and say which one in a line"
              + " <!-- snippet: FILE#NAME --> before it");
      return code;
    }
    Path file = root.resolve(marker.group(1));
    String name = marker.group(2);
    if (!Files.isRegularFile(file)) {
      problems.add(where + ": the snippet's file " + marker.group(1) + " does not exist");
      return code;
    }
    List<String> region = region(lines(file), name);
    if (region.isEmpty()) {
      problems.add(
          where + ": " + marker.group(1) + " has no region // snippet:" + name + " ... // end");
      return code;
    }
    if (!region.equals(code)) {
      problems.add(
          where
              + ": the code differs from "
              + marker.group(1)
              + "#"
              + name
              + "; run `mvn test -pl samples -am -Dtest=ReadmeSnippetsTest"
              + " -Dsurefire.failIfNoSpecifiedTests=false -Dsnippets.update=true`");
    }
    return region;
  }

  private static List<String> region(List<String> source, String name) {
    List<String> region = new ArrayList<>();
    boolean inside = false;
    for (String line : source) {
      if (line.strip().equals("// snippet:" + name)) {
        inside = true;
      } else if (inside && line.strip().equals("// end")) {
        return toTheMargin(region);
      } else if (inside) {
        region.add(line);
      }
    }
    return List.of();
  }

  private static List<String> toTheMargin(List<String> lines) {
    return String.join("\n", lines).stripIndent().lines().toList();
  }

  private static boolean opensJava(String line) {
    return line.strip().equals("```java");
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
