package org.mano4j.catalogue;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Immutable bytes. Messages carry them as an array of signed numbers, which is what is written; the
 * base64 text of the plugin protocol is read too.
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
    Reader() {
      super(Blob.class);
    }

    @Override
    public Blob deserialize(JsonParser in, DeserializationContext context) throws IOException {
      if (in.hasToken(JsonToken.VALUE_STRING)) {
        return new Blob(in.getBinaryValue());
      }
      if (!in.isExpectedStartArrayToken()) {
        return (Blob) context.handleUnexpectedToken(Blob.class, in);
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      while (in.nextToken() != JsonToken.END_ARRAY) {
        bytes.write(in.getByteValue());
      }
      return new Blob(bytes.toByteArray());
    }
  }
}
