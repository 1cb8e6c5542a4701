package org.mano4j.descriptors;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbaton.catalogue.nfvo.Action;

/** What an NFVO cannot even read is an error here too. */
class PublishedReaderTest {

  static final List<String> SAMPLES = Mutants.SAMPLES;

  private static final Gson GSON = new Gson();

  private final AtomicInteger refused = new AtomicInteger();

  @ParameterizedTest
  @FieldSource("SAMPLES")
  void whatAnNfvoCannotReadIsAnError(String sample) {
    Mutants.single(sample, this::compare);

    assertThat(refused).hasPositiveValue();
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void neitherAreManyMistakesAtOnce(long seed) {
    Mutants.many(seed, this::compare);

    assertThat(refused).hasPositiveValue();
  }

  private void compare(String what, byte[] json) {
    // before 5.0 the ends of a dependency were objects, which 6.0 cannot read
    String text = new String(json, StandardCharsets.UTF_8);
    String modern = text.replaceAll("\"(source|target)\":\\{\"name\":(\"[^\"]*\")\\}", "\"$1\":$2");
    if (!isReadable(text.contains("vdu_dependency") ? text : modern)) {
      refused.incrementAndGet();
      assertThat(DescriptorValidator.validateNsd("f", json).hasErrors()).as(what).isTrue();
    }
  }

  private static boolean isReadable(String json) {
    try {
      // by name: the annotations of the class are not there, and the compiler would warn
      Class<?> nsd =
          Class.forName(
              Action.class
                  .getName()
                  .replace("nfvo.Action", "mano.descriptor.NetworkServiceDescriptor"));
      GSON.fromJson(json, nsd);
      return true;
    } catch (JsonParseException | NumberFormatException e) {
      return false;
    } catch (ClassNotFoundException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
