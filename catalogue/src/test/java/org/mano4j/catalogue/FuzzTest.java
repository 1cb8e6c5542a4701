package org.mano4j.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mano4j.catalogue.WireFiles.Sample;
import org.mano4j.catalogue.vim.VimImage;
import org.mano4j.catalogue.vim.VimNetwork;

/**
 * Documents like those of the wire, but broken by chance. A failure names the seed of its document,
 * which {@code -Dfuzz.seed=SEED} makes again. For longer than the three seconds of every build:
 * {@code mvn test -pl catalogue -Dtest=FuzzTest -Dfuzz.seconds=600 -DforkCount=0}; without the last
 * word the process is ended after five minutes.
 */
class FuzzTest {

  /** Of processor time: what else the machine does counts for nothing. */
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private static final int FEWEST = 200;

  private static final ObjectMapper STRICT =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final Pattern FREE = Pattern.compile("[eE]|^-0");

  private static final List<Sample> SAMPLES = WireFiles.samples();

  @Test
  @Timeout(value = 1, unit = TimeUnit.DAYS)
  void readsOrRefusesWhateverIsMadeOfTheSamples() {
    Long one = Long.getLong("fuzz.seed");
    if (one != null) {
      tryOut(one);
      return;
    }
    long seed = System.nanoTime();
    long end = seed + TimeUnit.SECONDS.toNanos(Long.getLong("fuzz.seconds", 3));
    long documents = 0;
    int read = 0;
    for (; System.nanoTime() < end || documents < FEWEST; documents++) {
      read += tryOut(seed + documents) ? 1 : 0;
    }
    if (Long.getLong("fuzz.seconds") != null) {
      System.out.println("fuzz: " + documents + " documents, " + read + " of them read");
    }
    assertThat(read).isPositive().isLessThan((int) documents);
  }

  /** Whether the document of this seed could be read. */
  private static boolean tryOut(long seed) {
    Random random = new Random(seed);
    Sample sample = SAMPLES.get(random.nextInt(SAMPLES.size()));
    byte[] other = SAMPLES.get(random.nextInt(SAMPLES.size())).bytes();
    byte[] json = new Mutator(random).mutate(sample.bytes(), other);
    long start = processorTime();
    try {
      boolean read = check(json, sample.type());
      assertThat(Duration.ofNanos(processorTime() - start)).isLessThan(LONGEST);
      return read;
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          "-Dfuzz.seed=" + seed + ", made of " + sample + ": " + shown(json), e);
    }
  }

  private static long processorTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static boolean check(byte[] json, Class<?> type) {
    Object read;
    try {
      read = CatalogueTypes.read(json, type);
    } catch (CatalogueException e) {
      assertThat(e.getMessage()).startsWith("cannot read a").hasSizeLessThan(1500);
      assertThat(e.line().isPresent() || e.pointer().isPresent()).isTrue();
      return false;
    }
    byte[] written = CatalogueJson.write(read);
    JsonNode tree = Samples.tree(written);
    strictTree(json)
        .ifPresent(strict -> assertThat(tree).isEqualTo(Normalisations.of(strict, type)));
    if (depth(tree) > CatalogueJson.MOST_LEVELS) {
      return true; // single values that became lists
    }
    // an image or a network says what it is by a property, which is not written if it was null
    boolean keyed = type == VimImage.class || type == VimNetwork.class;
    Object again = CatalogueTypes.read(written, keyed ? read.getClass() : type);
    assertThat(again).isEqualTo(read).hasSameHashCodeAs(read);
    assertThat(CatalogueJson.write(again)).isEqualTo(written);
    assertThat(Samples.tree(Samples.bytes(CatalogueJson.toTree(again)))).isEqualTo(tree);
    return true;
  }

  /** The tree, unless it is not JSON to everybody. */
  private static Optional<JsonNode> strictTree(byte[] json) {
    try {
      return hasFreeNumbers(json) ? Optional.empty() : Optional.of(STRICT.readTree(json));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Numbers that a tree keeps in another form; as a text they stay as they were written. */
  private static boolean hasFreeNumbers(byte[] json) throws IOException {
    try (JsonParser in = STRICT.createParser(json)) {
      while (in.nextToken() != null) {
        if (in.currentToken().isNumeric() && FREE.matcher(in.getText()).find()) {
          return true;
        }
      }
      return false;
    }
  }

  private static int depth(JsonNode node) {
    int deepest = 0;
    for (JsonNode child : node) {
      deepest = Math.max(deepest, depth(child));
    }
    return node.isContainerNode() ? deepest + 1 : 0;
  }

  private static String shown(byte[] json) {
    String text = new String(json, StandardCharsets.ISO_8859_1);
    return text.length() > 3000 ? text.substring(0, 3000) + "..." : text;
  }
}
