package org.mano4j.descriptors;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * One small change to a sound descriptor, and the one finding that it gives. The change has the
 * mark § where the finding points. In the files of {@code rules/} a case is
 *
 * <pre>
 * = error rule-id          its severity and id
 * in vnfd                  the sound document, "nsd" if not said, and in which surroundings
 * - text                   what is replaced, and stands there once
 * + text                   by what; there may be several pairs. \n is a line break
 * &#64; /json/pointer
 * &gt; what is wrong
 * &lt; what would be right
 * </pre>
 */
final class RuleCase {

  private static final List<String> FILES =
      List.of(
          "document",
          "entity",
          "vnfd",
          "naming",
          "link",
          "address",
          "fixed-ip",
          "flavour",
          "scaling",
          "policy",
          "fault",
          "lifecycle",
          "dependency",
          "placement",
          "pop");

  private static final char MARK = '\u00a7';

  private final String file;
  private String severity = "";
  private String rule = "";
  private String kind = "nsd";
  private String pointer = "";
  private String problem = "";
  private String remedy = "";
  private final List<String> texts = new ArrayList<>();
  private final List<String> replacements = new ArrayList<>();

  private RuleCase(String file) {
    this.file = file;
  }

  /** All cases of all files. */
  static List<RuleCase> all() {
    return FILES.stream().flatMap(RuleCase::read).toList();
  }

  private static Stream<RuleCase> read(String file) {
    List<RuleCase> cases = new ArrayList<>();
    for (String line : resource("/rules/" + file + ".txt").lines().toList()) {
      if (line.startsWith("= ")) {
        cases.add(new RuleCase(file));
      }
      if (!line.isBlank() && !line.startsWith("#")) {
        cases.get(cases.size() - 1).line(line);
      }
    }
    return cases.stream();
  }

  private void line(String line) {
    String[] words = line.strip().split(" ", 2);
    String rest = words.length > 1 ? words[1].replace("\\n", "\n") : "";
    switch (words[0]) {
      case "=" -> {
        severity = rest.split(" ")[0];
        rule = rest.split(" ")[1];
      }
      case "in" -> kind = rest;
      case "-" -> texts.add(rest);
      case "+" -> replacements.add(rest);
      case "@" -> pointer = rest;
      case ">" -> problem = rest;
      case "<" -> remedy = rest;
      default -> throw new IllegalArgumentException(file + ": " + line);
    }
  }

  String file() {
    return file;
  }

  String severity() {
    return severity;
  }

  String rule() {
    return rule;
  }

  String kind() {
    return kind;
  }

  String pointer() {
    return pointer;
  }

  String problem() {
    return problem;
  }

  String remedy() {
    return remedy;
  }

  /** The document as it is without the change. */
  static String sound(String kind) {
    String name =
        switch (kind) {
          case "small" -> "small";
          case "vnfd", "package" -> "vnfd";
          default -> "nsd";
        };
    return resource("/rules/" + name + ".json");
  }

  /** The changed document, with the mark. */
  private String marked() {
    String document = sound(kind);
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      if (document.indexOf(text) < 0 || document.indexOf(text) != document.lastIndexOf(text)) {
        throw new IllegalStateException(this + " replaces what is not there once: " + text);
      }
      document = document.replace(text, replacements.get(i));
    }
    if (document.indexOf(MARK) < 0 || document.indexOf(MARK) != document.lastIndexOf(MARK)) {
      throw new IllegalStateException(this + " does not have one mark");
    }
    return document;
  }

  /** The changed document. */
  String document() {
    return marked().replace(String.valueOf(MARK), "");
  }

  /** The line of the mark. */
  int line() {
    return (int) before().chars().filter(c -> c == '\n').count() + 1;
  }

  /** The column of the mark. */
  int column() {
    return before().length() - before().lastIndexOf('\n');
  }

  private String before() {
    String marked = marked();
    return marked.substring(0, marked.indexOf(MARK));
  }

  @Override
  public String toString() {
    return file + ": " + rule + " " + pointer + " " + Arrays.toString(replacements.toArray());
  }

  static String resource(String path) {
    try (InputStream in = RuleCase.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalArgumentException("no resource " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
