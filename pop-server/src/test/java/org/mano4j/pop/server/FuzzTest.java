package org.mano4j.pop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.rpc.ErrorInfo;
import io.grpc.CallOptions;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import io.grpc.protobuf.StatusProto;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mano4j.pop.PopReason;
import org.mano4j.pop.proto.ContainerConfig;
import org.mano4j.pop.proto.NewMetadata;

/**
 * Requests that no sane client sends: each gets a status, and the Pop lives on.
 *
 * <p>{@code -Dfuzz.seconds=60} for longer, {@code -Dmano4j.seed=} to repeat.
 */
class FuzzTest {

  private static final long SEED = Long.getLong("mano4j.seed", System.nanoTime());
  private static final long SECONDS = Long.getLong("fuzz.seconds", 3);
  private static final int LEAST_ROUNDS = 10;
  private static final int MEGABYTE = 1 << 20;

  private final Random random = new Random(SEED);
  private RawPop lab;
  private String token;

  @BeforeEach
  void open() {
    System.out.println("seed of FuzzTest: " + SEED + " (-Dmano4j.seed= repeats it)");
    // Time goes fast, so that failed logins are not only throttled.
    InMemoryPopBackend backend = RawPop.backend();
    lab = new RawPop(backend, PopServer.builder(backend).ticker(() -> System.nanoTime() * 100));
    token = lab.login();
  }

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void everyRequestGetsAStatus() {
    FuzzedRequest requests = new FuzzedRequest(random);
    Map<Status.Code, Integer> seen = new EnumMap<>(Status.Code.class);
    long end = System.nanoTime() + SECONDS * 1_000_000_000;
    for (int round = 0; round < LEAST_ROUNDS || System.nanoTime() < end; round++) {
      for (MethodDescriptor<byte[], byte[]> method : RawCall.methods()) {
        ProtoMethodDescriptorSupplier schema =
            (ProtoMethodDescriptorSupplier) method.getSchemaDescriptor();
        byte[] request = requests.of(schema.getMethodDescriptor().getInputType());

        RawCall.Outcome outcome = call(method, request, randomToken(), briefly(method));
        if (method.getFullMethodName().endsWith("Logout")) {
          token = lab.login();
        }

        seen.merge(outcome.status().getCode(), 1, Integer::sum);
        boolean quiet =
            !method.getType().serverSendsOneMessage()
                && outcome.status().getCode() == Status.Code.DEADLINE_EXCEEDED;
        if (!quiet) {
          isAnAnswer(outcome, method.getFullMethodName() + " in round " + round);
        }
      }
      if (round % 50 == 0) {
        token = lab.login();
        lab.with(token)
            .containers(RawPop.all())
            .getListList()
            .forEach(container -> lab.with(token).delete(RawPop.id(container.getId())));
      }
    }
    System.out.println("fuzzed: " + seen);
    assertThat(seen).containsKeys(Status.Code.OK, Status.Code.INVALID_ARGUMENT);
    lifeGoesOn();
  }

  @Test
  void whatCannotBeReadIsRefusedBeforeTheTokenIsLookedAt() {
    byte[] broken = {0x0a, 0x7f, 1};
    for (MethodDescriptor<byte[], byte[]> method : RawCall.methods()) {
      for (String sent : new String[] {"", "bad", token}) {
        Status status = call(method, broken, sent).status();

        assertThat(status.getCode())
            .as(method.getFullMethodName())
            .isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(status.getDescription()).startsWith("request cannot be read");
      }
    }
    lifeGoesOn();
  }

  @Test
  void hugeMapsDoNotStayInMemory() {
    ContainerConfig.Builder huge = RawPop.config("huge");
    for (int i = 0; i < 100_000; i++) {
      huge.putLabels("key-" + i, "value-" + i);
    }
    byte[] request = huge.clearImageId().build().toByteArray();
    assertThat(request.length).isBetween(2 * MEGABYTE, 4 * MEGABYTE);
    MethodDescriptor<byte[], byte[]> create =
        RawCall.methods().stream()
            .filter(method -> method.getBareMethodName().equals("Create"))
            .findFirst()
            .orElseThrow();
    long before = usedMegabytes();

    for (int i = 0; i < 20; i++) {
      isAnAnswer(call(create, request, token), "create with a huge map");
    }

    // The last calls may just be leaving.
    await().untilAsserted(() -> assertThat(usedMegabytes() - before).isLessThan(50));
    lifeGoesOn();
  }

  @Test
  void aRequestLargerThanTheLimitIsRefused() {
    byte[] request = new byte[5 * MEGABYTE];

    MethodDescriptor<byte[], byte[]> any = RawCall.methods().get(0);
    assertThat(call(any, request, token).status().getCode())
        .isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    lifeGoesOn();
  }

  @Test
  void metadataWithoutAFilterIsRefused() {
    NewMetadata request = RawPop.metadata("web", "a", "b").toBuilder().clearFilter().build();

    RawPop.refused(
        Status.Code.INVALID_ARGUMENT, "no container specified", () -> lab.pop.metadata(request));
    lifeGoesOn();
  }

  @Test
  void compressedRequestsAreTaken() {
    assertThat(lab.pop.withCompression("gzip").create(RawPop.config("zip").build()).getId())
        .isNotEmpty();
  }

  private void isAnAnswer(RawCall.Outcome outcome, String what) {
    Status status = outcome.status();
    assertThat(status.getCode())
        .as("%s, seed %s: %s", what, SEED, status)
        .isNotIn(
            Status.Code.DEADLINE_EXCEEDED,
            Status.Code.UNAVAILABLE,
            Status.Code.CANCELLED,
            Status.Code.UNKNOWN);
    if (status.isOk() || status.getCode() == Status.Code.UNIMPLEMENTED) {
      return;
    }
    if (String.valueOf(status.getDescription()).startsWith("gRPC message exceeds maximum size")) {
      return; // gRPC's own refusal, which carries no details
    }
    com.google.rpc.Status details = StatusProto.fromStatusAndTrailers(status, outcome.trailers());
    assertThat(details.getDetailsList())
        .as("%s, seed %s: %s", what, SEED, status)
        .anyMatch(detail -> detail.is(ErrorInfo.class));
    assertThat(details.toString()).doesNotContain(PopReason.SERVER_FAULT);
  }

  /** One that follows logs may have nothing to say. */
  private static CallOptions briefly(MethodDescriptor<?, ?> method) {
    return method.getType().serverSendsOneMessage()
        ? CallOptions.DEFAULT
        : CallOptions.DEFAULT.withDeadlineAfter(100, TimeUnit.MILLISECONDS);
  }

  private RawCall.Outcome call(
      MethodDescriptor<byte[], byte[]> method, byte[] request, String sent) {
    return call(method, request, sent, CallOptions.DEFAULT);
  }

  private RawCall.Outcome call(
      MethodDescriptor<byte[], byte[]> method, byte[] request, String sent, CallOptions options) {
    Metadata headers = new Metadata();
    if (!sent.isEmpty()) {
      headers.put(RawPop.TOKEN, sent);
    }
    return RawCall.make(lab.channel, method, request, headers, options);
  }

  private String randomToken() {
    return switch (random.nextInt(10)) {
      case 0 -> "";
      case 1 -> "bad";
      default -> token;
    };
  }

  private void lifeGoesOn() {
    assertThat(lab.with(lab.login()).create(RawPop.config("sane").build()).getId()).isNotEmpty();
  }

  private static long usedMegabytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / MEGABYTE;
  }
}
