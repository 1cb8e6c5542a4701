package org.mano4j.pop.server;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Requests that no sane client sends. */
final class FuzzedRequest {

  private static final List<String> TEXTS =
      List.of("", "web", "a", "web:latest", "private", "dmz", "172.16.0.9", "::1", "10.0.0.0/8");
  private static final long[] NUMBERS = {
    0, 1, -1, 7, Integer.MAX_VALUE, Integer.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE
  };

  /** Tag of a group that begins, with a number no message has. */
  private static final byte[] GROUP = {(byte) 0xa3, 0x06};

  /** Less than the transport takes. */
  private static final int MAX_BYTES = 3 << 20;

  private final Random random;

  FuzzedRequest(Random random) {
    this.random = random;
  }

  byte[] of(Descriptor type) {
    switch (random.nextInt(12)) {
      case 0:
        return bytes(random.nextInt(300));
      case 1:
        return new byte[0];
      case 2:
        return deepNothing(1 + random.nextInt(20_000));
      case 3:
        byte[] whole = message(type, 0);
        return Arrays.copyOf(whole, random.nextInt(whole.length + 1));
      default:
        byte[] request = message(type, 0);
        return request.length > MAX_BYTES ? Arrays.copyOf(request, MAX_BYTES) : request;
    }
  }

  private byte[] message(Descriptor type, int depth) {
    ByteString.Output bytes = ByteString.newOutput();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      for (FieldDescriptor field : type.getFields()) {
        int times = times(field);
        for (int i = 0; i < times; i++) {
          field(out, field, depth);
        }
      }
      if (random.nextInt(10) == 0) {
        out.writeByteArray(1 + random.nextInt(5000), bytes(random.nextInt(50)));
      }
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteString().toByteArray();
  }

  private int times(FieldDescriptor field) {
    if (random.nextInt(4) == 0) {
      return 0;
    }
    if (!field.isRepeated()) {
      return 1;
    }
    return random.nextInt(50) == 0 ? 1000 : random.nextInt(4);
  }

  private void field(CodedOutputStream out, FieldDescriptor field, int depth) throws IOException {
    int number = field.getNumber();
    if (random.nextInt(40) == 0) {
      // Of another type than it should be.
      out.writeTag(number, WireFormat.WIRETYPE_FIXED64);
      out.writeFixed64NoTag(random.nextLong());
      return;
    }
    switch (field.getJavaType()) {
      case MESSAGE ->
          out.writeByteArray(
              number,
              depth > 5 || random.nextInt(20) == 0
                  ? bytes(random.nextInt(30))
                  : message(field.getMessageType(), depth + 1));
      case STRING, BYTE_STRING -> out.writeBytes(number, text());
      case DOUBLE -> out.writeDouble(number, Double.longBitsToDouble(random.nextLong()));
      default -> out.writeInt64(number, NUMBERS[random.nextInt(NUMBERS.length)]);
    }
  }

  private ByteString text() {
    return switch (random.nextInt(10)) {
      case 0 -> ByteString.copyFrom(bytes(random.nextInt(40)));
      case 1 -> ByteString.copyFromUtf8("x".repeat(random.nextInt(20_000)));
      case 2 -> ByteString.copyFromUtf8("a\u0000b\r\nuser=root \u2028\ud83d\ude00=%");
      case 3 -> ByteString.copyFromUtf8("n" + random.nextInt(20));
      default -> ByteString.copyFromUtf8(TEXTS.get(random.nextInt(TEXTS.size())));
    };
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] deepNothing(int depth) {
    byte[] bytes = new byte[GROUP.length * depth];
    for (int i = 0; i < depth; i++) {
      System.arraycopy(GROUP, 0, bytes, i * GROUP.length, GROUP.length);
    }
    return bytes;
  }
}
