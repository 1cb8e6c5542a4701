package org.mano4j.samples.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/** Writes elements, well-formed as XML and readable as HTML. All text that it is given is text. */
final class Markup {

  private static final Set<String> VOID = Set.of("meta", "br");

  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /** Opens an element. Attributes are names, each with its value behind it. */
  Markup open(String tag, Object... attributes) {
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      out.append(escaped(String.valueOf(attributes[i + 1]))).append('"');
    }
    if (VOID.contains(tag)) {
      out.append("/>");
    } else {
      out.append('>');
      open.push(tag);
    }
    return this;
  }

  /** Closes the innermost element. */
  Markup close() {
    out.append("</").append(open.pop()).append('>');
    if (open.size() < 4) {
      out.append('\n');
    }
    return this;
  }

  Markup text(String text) {
    out.append(escaped(text));
    return this;
  }

  /** An element with nothing but text in it. */
  Markup element(String tag, String text, Object... attributes) {
    return open(tag, attributes).text(text).close();
  }

  /** Ours, and no text of anybody else's: a style sheet, a DOCTYPE. */
  Markup verbatim(String own) {
    out.append(own);
    return this;
  }

  @Override
  public String toString() {
    return out.toString();
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(inXml(c) ? c : 0xFFFD);
              }
            });
    return escaped.toString();
  }

  /** XML 1.0 has no place for most control characters and for halves of characters. */
  private static boolean inXml(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || c >= 0x20 && c < 0x7F
        || c >= 0xA0 && c < 0xD800
        || c >= 0xE000 && c < 0xFFFE
        || c > 0xFFFF;
  }
}
