package org.mano4j.catalogue;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Immutable bytes. Messages carry them as an array of signed numbers, which is what is written;
 * numbers without sign and the base64 text of the plugin protocol are read too.
 */
@JsonSerialize(using = Blob.Writer.class)
@JsonDeserialize(using = Blob.Reader.class)
public final class Blob {

  private final byte[] bytes;

  private Blob(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A copy of the bytes. */
  public static Blob of(byte[] bytes) {
    return new Blob(bytes.clone());
  }

  /** The UTF-8 bytes of a text. */
  public static Blob of(String text) {
    return new Blob(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A copy of the bytes. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  /** The bytes read as UTF-8. */
  public String toText() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Number of bytes. */
  public int size() {
    return bytes.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Blob blob && Arrays.equals(bytes, blob.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "Blob[" + bytes.length + " bytes]";
  }

  static final class Writer extends StdSerializer<Blob> {
    Writer() {
      super(Blob.class);
    }

    @Override
    public void serialize(Blob blob, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeStartArray(blob, blob.bytes.length);
      for (byte b : blob.bytes) {
        out.writeNumber(b);
      }
      out.writeEndArray();
    }
  }

  static final class Reader extends StdDeserializer<Blob> {

    /** White space and a missing end are forgiven. */
    private static final Base64Variant BASE64 =
        Base64Variants.MIME_NO_LINEFEEDS.withPaddingAllowed();

    Reader() {
      super(Blob.class);
    }

    @Override
    public @Nullable Blob deserialize(JsonParser in, DeserializationContext context)
        throws IOException {
      if (in.hasToken(JsonToken.VALUE_STRING)) {
        return base64(in, context);
      }
      if (!in.isExpectedStartArrayToken()) {
        return refused(in, context);
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      boolean fits = true;
      for (int i = 0; in.nextToken() != JsonToken.END_ARRAY; i++) {
        int number = number(in);
        bytes.write(number);
        if (number < Byte.MIN_VALUE) {
          fits = false;
          refusedElement(in, context, i);
        }
      }
      return fits ? new Blob(bytes.toByteArray()) : null;
    }

    /** A byte with or without sign, or something smaller than any. */
    private static int number(JsonParser in) throws IOException {
      boolean whole =
          in.hasToken(JsonToken.VALUE_NUMBER_INT)
              && in.getNumberType() == JsonParser.NumberType.INT;
      int number = whole ? in.getIntValue() : Integer.MIN_VALUE;
      return number > 0xFF ? Integer.MIN_VALUE : number;
    }

    private static @Nullable Blob base64(JsonParser in, DeserializationContext context)
        throws IOException {
      try {
        return new Blob(BASE64.decode(in.getText()));
      } catch (IllegalArgumentException e) {
        return refused(in, context);
      }
    }

    private static void refusedElement(JsonParser in, DeserializationContext context, int index)
        throws IOException {
      try {
        context.handleUnexpectedToken(Byte.class, in);
        in.skipChildren();
      } catch (JsonMappingException e) {
        throw JsonMappingException.wrapWithPath(e, Blob.class, index);
      }
    }

    /** Fails, unless somebody wants to go on and see what else does not fit. */
    private static @Nullable Blob refused(JsonParser in, DeserializationContext context)
        throws IOException {
      return (Blob) context.handleUnexpectedToken(Blob.class, in);
    }
  }
}
