package org.mano4j.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;

/** Recorded calls with bytes changed, cut or doubled: each has one answer, as the wire wants it. */
class FuzzedCallsTest {

  private static final List<String> CALLS =
      List.of(
          "capture-plugin-01-refresh",
          "capture-plugin-09-launchInstanceAndWait-10-parameters",
          "capture-plugin-15-addImage-bytes",
          "capture-plugin-19-createNetwork-with-subnets");
  private static final byte[] SPECIAL = "{}[]\",:0-\\nN\u0000e.".getBytes(StandardCharsets.UTF_8);

  @RepeatedTest(4)
  void haveAnAnswerOrAnExceptionAndNothingElse() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    try (Calls calls = new Calls(new VimDriver() {})) {
      for (int i = 0; i < 500; i++) {
        byte[] body = mutated(Recordings.request(CALLS.get(random.nextInt(CALLS.size()))), random);

        JsonNode answer = calls.call(body);

        assertThat(answer.at("/exception/detailMessage").asText())
            .as("seed %d, call %d", seed, i)
            .isNotBlank();
        assertThat(answer.size()).as("seed %d, call %d", seed, i).isEqualTo(1);
      }
    }
  }

  private static byte[] mutated(byte[] call, Random random) {
    byte[] body = call.clone();
    for (int i = random.nextInt(8); i >= 0; i--) {
      byte change =
          random.nextBoolean()
              ? SPECIAL[random.nextInt(SPECIAL.length)]
              : (byte) random.nextInt(256);
      body[random.nextInt(body.length)] = change;
    }
    return random.nextInt(4) == 0 ? Arrays.copyOf(body, random.nextInt(body.length)) : body;
  }
}
