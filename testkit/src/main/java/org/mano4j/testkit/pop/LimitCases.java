package org.mano4j.testkit.pop;

import static org.mano4j.testkit.pop.Checks.check;
import static org.mano4j.testkit.pop.Checks.equal;
import static org.mano4j.testkit.pop.Checks.refused;
import static org.mano4j.testkit.pop.PopBench.id;
import static org.mano4j.testkit.pop.PopNeed.ADDITIONS;

import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status.Code;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.mano4j.pop.proto.Container;

/** Requests that are too large, or that no client of the protocol sends. */
final class LimitCases {

  private LimitCases() {}

  static List<PopCase> cases() {
    return List.of(
        new PopCase(
            "limit-01",
            "A request of 70 MiB is refused, and the next one is served",
            LimitCases::tooLarge),
        new PopCase(
            "limit-02",
            "What cannot be read as a request is refused, and the next one is served",
            LimitCases::notARequest),
        new PopCase("limit-03", "An unknown call is UNIMPLEMENTED", LimitCases::unknownCall),
        new PopCase(
            "limit-04",
            "The standard health service says SERVING, also without a token",
            LimitCases::health,
            ADDITIONS),
        new PopCase(
            "limit-05",
            "100 calls in a row that are refused hold nothing up",
            LimitCases::manyRefusals));
  }

  private static void tooLarge(PopBench pop) throws Exception {
    Container one = pop.created();
    String mebibyte = "x".repeat(1024 * 1024);
    Map<String, String> entries = new java.util.HashMap<>();
    for (int i = 0; i < 70; i++) {
      entries.put("K" + i, mebibyte);
    }
    refused(
        "Metadata of 70 MiB",
        () -> {
          pop.pop().metadata(id(one), entries);
          return null;
        },
        Code.RESOURCE_EXHAUSTED,
        Code.INVALID_ARGUMENT,
        Code.CANCELLED,
        Code.UNAVAILABLE);
    equal("its metadata", pop.get(one).getMd().getEntriesMap(), Map.of());
  }

  /** A call of the Pop whose request and answer are bytes as they are. */
  private static MethodDescriptor<byte[], byte[]> bytes(String method) {
    return MethodDescriptor.<byte[], byte[]>newBuilder()
        .setType(MethodType.UNARY)
        .setFullMethodName(method)
        .setRequestMarshaller(Bytes.MARSHALLER)
        .setResponseMarshaller(Bytes.MARSHALLER)
        .build();
  }

  /** Bytes as they are. */
  private enum Bytes implements MethodDescriptor.Marshaller<byte[]> {
    MARSHALLER;

    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void notARequest(PopBench pop) throws Exception {
    Random random = new Random(60_000);
    for (String call : List.of("Containers", "Create", "Metadata", "Login")) {
      byte[] junk = new byte[64];
      random.nextBytes(junk);
      junk[0] = (byte) 0xff; // No field begins so.
      Arrays.fill(junk, 1, 12, (byte) 0xff);
      refused(
          call + " with bytes that are no message",
          () -> pop.pop().call(bytes("vim_pop.Pop/" + call), junk),
          PopBench.everyCodeOfAPlatform());
      pop.pop().info();
    }
  }

  private static void unknownCall(PopBench pop) throws Exception {
    refused(
        "A call that no Pop has",
        () -> pop.pop().call(bytes("vim_pop.Pop/NoSuchCall"), new byte[0]),
        Code.UNIMPLEMENTED);
  }

  private static void health(PopBench pop) {
    byte[] answer = pop.wire().with().call(bytes("grpc.health.v1.Health/Check"), new byte[0]);
    check(
        Arrays.equals(answer, new byte[] {8, 1}),
        "the health service says %s, not SERVING",
        HexFormat.of().formatHex(answer));
  }

  private static void manyRefusals(PopBench pop) throws Exception {
    for (int i = 0; i < 100; i++) {
      refused(
          "Containers with an id that none has",
          () -> pop.pop().containers(id("no-such-id")),
          Code.NOT_FOUND);
    }
    pop.created();
  }
}
