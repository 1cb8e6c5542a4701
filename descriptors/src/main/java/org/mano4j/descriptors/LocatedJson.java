package org.mano4j.descriptors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.CatalogueException;
import org.mano4j.catalogue.CatalogueJson;

/**
 * Reads strict JSON into {@link Located} values, without recursion. It may be nested as deeply as
 * {@link CatalogueJson} reads it. Documents of another syntax are read with a parser of their own.
 */
final class LocatedJson {

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(CatalogueJson.mapper().getFactory().streamReadConstraints())
          .build();

  private final List<Located> duplicates = new ArrayList<>();

  private LocatedJson() {}

  /**
   * A document.
   *
   * @param root its value
   * @param duplicates values whose property was there before; they replace the earlier ones
   */
  record Document(Located root, List<Located> duplicates) {}

  /** A document that cannot be read, and where it goes wrong. */
  static final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    UnreadableException(String message, int line, int column) {
      super(message);
      this.line = line;
      this.column = column;
    }

    int line() {
      return line;
    }

    int column() {
      return column;
    }
  }

  /** Reads JSON in UTF-8. */
  static Document read(byte[] json) throws UnreadableException {
    char[] text = decode(json);
    try (JsonParser in = FACTORY.createParser(text)) {
      return read(in);
    } catch (IOException e) {
      CatalogueException told = CatalogueException.unreadable("it", e);
      throw new UnreadableException(told.problem(), told.line().orElse(1), told.column().orElse(1));
    }
  }

  /**
   * Reads one document and nothing after it.
   *
   * @param in at its beginning, bounded in depth; best over the characters of {@link #decode}, so
   *     that columns count them. Stays open
   */
  static Document read(JsonParser in) throws UnreadableException, IOException {
    LocatedJson reader = new LocatedJson();
    if (in.nextToken() == null) {
      throw new UnreadableException("the document is empty", 1, 1);
    }
    Located root = reader.document(in);
    if (in.nextToken() != null) {
      JsonLocation at = in.currentTokenLocation();
      throw new UnreadableException(
          "there is something after the end of the document", at.getLineNr(), at.getColumnNr());
    }
    return new Document(root, List.copyOf(reader.duplicates));
  }

  /** Columns are to count characters, so the text is made before it is parsed. */
  static char[] decode(byte[] json) throws UnreadableException {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(json);
    CharBuffer out = CharBuffer.allocate(json.length);
    CoderResult result = decoder.decode(in, out, true);
    out.flip();
    if (result.isError()) {
      String before = out.toString();
      int lineStart = before.lastIndexOf('\n') + 1;
      throw new UnreadableException(
          "it is not UTF-8",
          1 + (int) before.chars().filter(c -> c == '\n').count(),
          1 + before.length() - lineStart);
    }
    if (out.hasRemaining() && out.charAt(0) == '\ufeff') {
      out.get();
    }
    char[] text = new char[out.remaining()];
    out.get(text);
    return text;
  }

  private Located document(JsonParser in) throws IOException {
    Located root = value(in, null, null);
    Located open = isContainer(root) ? root : null;
    while (open != null) {
      JsonToken token = in.nextToken();
      if (token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) {
        open = open.parent();
        continue;
      }
      Located value;
      if (token == JsonToken.FIELD_NAME) {
        String key = in.currentName();
        in.nextToken();
        value = value(in, open, key);
        if (open.fields().put(key, value) != null) {
          duplicates.add(value);
        }
      } else {
        value = value(in, open, null);
        open.items().add(value);
      }
      open = isContainer(value) ? value : open;
    }
    return root;
  }

  private static boolean isContainer(Located value) {
    return value.kind() == Located.Kind.OBJECT || value.kind() == Located.Kind.ARRAY;
  }

  private static Located value(JsonParser in, @Nullable Located parent, @Nullable String key)
      throws IOException {
    JsonLocation at = in.currentTokenLocation();
    Located.Kind kind =
        switch (in.currentToken()) {
          case START_OBJECT -> Located.Kind.OBJECT;
          case START_ARRAY -> Located.Kind.ARRAY;
          case VALUE_STRING -> Located.Kind.TEXT;
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Located.Kind.NUMBER;
          case VALUE_TRUE, VALUE_FALSE -> Located.Kind.BOOLEAN;
          default -> Located.Kind.NULL;
        };
    boolean scalar = in.currentToken().isScalarValue() && kind != Located.Kind.NULL;
    return new Located(
        parent, key, kind, scalar ? in.getText() : "", at.getLineNr(), at.getColumnNr());
  }
}
