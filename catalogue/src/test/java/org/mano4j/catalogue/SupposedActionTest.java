package org.mano4j.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.message.MessageJson;

/** What stands at an end of a message is only supposed to be its action. */
class SupposedActionTest {

  private static final int CASES = 3000;
  private static final String FAR = " ".repeat(101);

  private static final List<WireFiles.Sample> MESSAGES =
      WireFiles.samples().stream()
          .filter(sample -> sample.type().getPackageName().endsWith("message"))
          .filter(sample -> sample.bytes().length < 20_000)
          .toList();

  @Test
  void aMessageIsTheSameWhereNothingCanBeSupposed() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Mutator mutator = new Mutator(random);
    for (int i = 0; i < CASES; i++) {
      byte[] json = mutator.mutate(any(random).bytes(), any(random).bytes());
      String padded = FAR + new String(json, StandardCharsets.ISO_8859_1) + FAR;
      byte[] far = padded.getBytes(StandardCharsets.ISO_8859_1);

      assertThat(read(MessageJson::readOrVnfm, json))
          .as("seed %d, case %d", seed, i)
          .isEqualTo(read(MessageJson::readOrVnfm, far));
      assertThat(read(MessageJson::readVnfmOr, json))
          .as("seed %d, case %d", seed, i)
          .isEqualTo(read(MessageJson::readVnfmOr, far));
    }
  }

  private static WireFiles.Sample any(Random random) {
    return MESSAGES.get(random.nextInt(MESSAGES.size()));
  }

  private static Object read(Function<byte[], Object> reader, byte[] json) {
    try {
      return reader.apply(json);
    } catch (CatalogueException e) {
      return "refused";
    }
  }
}
