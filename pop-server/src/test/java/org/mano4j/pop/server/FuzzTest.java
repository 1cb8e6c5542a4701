package org.mano4j.pop.server;


import io.grpc.CallOptions;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Requests that no sane client sends: each gets a status, and the Pop lives on.
 *
 * <p>{@code -Dfuzz.seconds=60} for longer, {@code -Dmano4j.seed=} to repeat.
 */
class FuzzTest {

  private static final long SEED = Long.getLong("mano4j.seed", System.nanoTime());
  private static final long SECONDS = Long.getLong("fuzz.seconds", 3);

  private final Random random = new Random(SEED);
  private final Map<Status.Code, Integer> seen = new EnumMap<>(Status.Code.class);
  private RawPop lab;

  @BeforeEach
  void open() {
    System.out.println("seed of FuzzTest: " + SEED);
    InMemoryPopBackend backend = RawPop.backend();
    lab = new RawPop(backend, PopServer.builder(backend).audit(line -> {}));
  }

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void aRequestThatCannotBeReadIsRefusedWithOrWithoutToken() {
    byte[] broken = {0x0a, 0x7f, 1};
    for (MethodDescriptor<byte[], byte[]> method : RawCall.methods()) {
      for (String token : new String[] {"", "bad", lab.login()}) {
        Metadata headers = new Metadata();
        if (!token.isEmpty()) {
          headers.put(RawPop.TOKEN, token);
        }
        RawCall.Outcome outcome =
            RawCall.make(lab.channel, method, broken, headers, CallOptions.DEFAULT);
        System.out.println(method.getFullMethodName() + " " + outcome);
      }
    }
  }
}
