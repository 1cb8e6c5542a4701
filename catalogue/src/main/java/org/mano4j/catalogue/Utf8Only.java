package org.mano4j.catalogue;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.io.ContentReference;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.io.InputDecorator;
import java.io.InputStream;
import java.io.Reader;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Refuses bytes that are not UTF-8 before they are parsed. Jackson by itself guesses UTF-16 and
 * UTF-32, which no peer does, and takes overlong forms, by which a quote can be smuggled past
 * whoever looks at the bytes.
 */
final class Utf8Only extends InputDecorator {

  private static final long serialVersionUID = 1L;

  private static final int CHUNK = 4096;

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  /** Looks at the bytes and lets Jackson take them as they are. */
  @Override
  public @Nullable InputStream decorate(IOContext context, byte[] bytes, int offset, int length)
      throws JsonParseException {
    if (looksWide(bytes, offset, length)) {
      throw refusal("it is UTF-16 or UTF-32; send UTF-8", "", 0);
    }
    if (isAscii(bytes, offset, length)) {
      return null;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes, offset, length);
    CharBuffer out = CharBuffer.allocate(CHUNK);
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CoderResult result;
    do {
      out.clear();
      result = decoder.decode(in, out, true);
    } while (result.isOverflow());
    if (result.isError()) {
      int valid = in.position() - offset;
      String before = new String(bytes, offset, valid, StandardCharsets.UTF_8);
      throw refusal("it is not UTF-8; send UTF-8", before, valid);
    }
    return null;
  }

  @Override
  public InputStream decorate(IOContext context, InputStream in) {
    return in;
  }

  @Override
  public Reader decorate(IOContext context, Reader in) {
    return in;
  }

  /** The UTF-8 bytes of a text, which halves of surrogate pairs have none of. */
  static byte[] encode(String text) throws JsonParseException {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (Character.charCount(text.codePointAt(i)) == 1) {
          throw refusal("half a surrogate pair; write it as an escape", text.substring(0, i), i);
        }
        i++;
      }
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Nearly all documents are, and eight bytes at a time it is soon known. */
  private static boolean isAscii(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int at = offset;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      if (((long) EIGHT.get(bytes, at) & 0x8080_8080_8080_8080L) != 0) {
        return false;
      }
    }
    for (; at < end; at++) {
      if (bytes[at] < 0) {
        return false;
      }
    }
    return true;
  }

  /** A mark of their byte order, or a zero byte, which JSON in UTF-8 has not got. */
  private static boolean looksWide(byte[] bytes, int offset, int length) {
    for (int i = offset; i < offset + Math.min(4, length); i++) {
      if (bytes[i] == 0) {
        return true;
      }
    }
    return length >= 2
        && ((bytes[offset] == (byte) 0xFE && bytes[offset + 1] == (byte) 0xFF)
            || (bytes[offset] == (byte) 0xFF && bytes[offset + 1] == (byte) 0xFE));
  }

  /** A refusal of what comes after a text; it has no byte offset, since its column is exact. */
  private static JsonParseException refusal(String why, String before, int offset) {
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    int column = before.length() - before.lastIndexOf('\n');
    return new Refusal(
        why, new JsonLocation(ContentReference.unknown(), -1L, offset, line, column));
  }

  /** Tells in words of our own why a document is refused. */
  static final class Refusal extends JsonParseException {

    private static final long serialVersionUID = 1L;

    Refusal(String why, JsonLocation at) {
      super((JsonParser) null, why, at);
    }
  }
}
