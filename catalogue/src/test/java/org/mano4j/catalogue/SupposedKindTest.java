package org.mano4j.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mano4j.catalogue.internal.Supposition;
import org.mano4j.catalogue.message.OrVnfmInstantiate;
import org.mano4j.catalogue.vim.VimImage;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.catalogue.vim.VimNetwork;

/** Of what kind VIM instances, images and networks have been before changes nothing. */
class SupposedKindTest {

  private static final int MUTATIONS = 100;

  /** So many objects of one kind that the next one is supposed to be of it, whatever was before. */
  private static final int ENOUGH = 4097;

  private static final List<String> ANYWHERE =
      List.of(
          "\"metadata\":{\"a\":\"b\",\"c\":null,\"d\":7}",
          "\"metadata\":7",
          "\"hb_version\":3,\"id\":\"1\"",
          "\"hbVersion\":\"3\",\"version\":3",
          "\"strange\":{\"tags\":[1.50,1e3,-0],\"type\":\"docker\",\"subnet\":null}",
          "\"strange\":" + "[".repeat(70) + "]".repeat(70),
          "\"id\":{}",
          "\"id\":\"\\ud83d\\ude00\\n\"",
          "\"id\":1,\"id\":\"2\"",
          "id:'1'");

  /** What may be a VIM instance, an image or a network, with all that may decide of what kind. */
  private enum Family {
    VIM(
        VimInstance[].class,
        List.of(
            "{\"type\":\"docker\"}",
            "{\"type\":\"openstack\"}",
            "{\"type\":\"amazon\"}",
            "{\"type\":\"pop\"}"),
        "\"type\":\"docker\"",
        "\"type\":\"Docker.docker\"",
        "\"type\":\"DOCKER\"",
        "\"type\":\"docker.\"",
        "\"ty\\u0070e\":\"openstack.x\"",
        "\"type\":\"amazon\"",
        "\"type\":\"pop\"",
        "\"type\":null",
        "\"type\":7",
        "\"type\":[\"docker\"]",
        "\"type\":{\"type\":\"docker\"}",
        "\"images\":[{\"tags\":[\"a:b\"],\"extId\":\"1\"},{\"diskFormat\":\"Q\"},{\"tags\":[]}]",
        "\"images\":{\"name\":\"x\",\"created\":\"2017-02-21T16:28:41Z\"}",
        "\"images\":5,\"networks\":[null]",
        "\"networks\":[{\"subnets\":[{\"cidr\":\"c\"}]},{\"subnet\":7}]",
        "\"networks\":{\"subnets\":\"x\"}",
        "\"keys\":[\"k\"],\"flavours\":7,\"ca\":{}"),
    IMAGE(
        VimImage[].class,
        List.of("{\"tags\":[\"a\"]}", "{\"diskFormat\":\"Q\"}", "{\"extId\":\"1\"}"),
        "\"tags\":[\"a\",null]",
        "\"tags\":[null]",
        "\"tags\":[]",
        "\"tags\":null",
        "\"tags\":\"a\"",
        "\"tags\":[[]]",
        "\"tags\":{}",
        "\"diskFormat\":\"Q\"",
        "\"diskFormat\":null",
        "\"diskFormat\":\"\"",
        "\"diskFormat\":7",
        "\"diskFormat\":{}",
        "\"minRam\":\"x\"",
        "\"created\":7"),
    NETWORK(
        VimNetwork[].class,
        List.of("{\"subnet\":\"s\"}", "{\"subnets\":[{}]}", "{\"name\":\"1\"}"),
        "\"subnet\":\"s\"",
        "\"subnet\":null",
        "\"subnet\":7",
        "\"subnet\":[]",
        "\"subnets\":[]",
        "\"subnets\":null",
        "\"subnets\":[{\"cidr\":\"c\"}]",
        "\"subnets\":{\"cidr\":[]}",
        "\"subnets\":7",
        "\"external\":\"maybe\"",
        "\"shared\":true,\"version\":1");

    private final Class<?> type;
    private final List<String> kinds;
    private final List<String> properties;

    Family(Class<?> type, List<String> kinds, String... properties) {
      this.type = type;
      this.kinds = kinds;
      this.properties = Arrays.asList(properties);
    }

    /** An object with a few properties, in any order, some of them twice. */
    String any(Random random) {
      StringBuilder object = new StringBuilder();
      for (int i = random.nextInt(4); i >= 0; i--) {
        List<String> from = random.nextInt(3) == 0 ? ANYWHERE : properties;
        object.append(object.isEmpty() ? "" : ",").append(one(from, random));
      }
      return random.nextInt(20) == 0 ? "null" : "{" + object + "}";
    }

    /** Has the next object be supposed to be of this kind. */
    void teach(String kind) {
      CatalogueJson.read("[" + String.join(",", Collections.nCopies(ENOUGH, kind)) + "]", type);
    }
  }

  @ParameterizedTest
  @EnumSource
  void ofOneObjectIsTheSameAfterEachKind(Family family) {
    for (String property : family.properties) {
      for (String kind : family.kinds) {
        family.teach(kind);
        check("[{" + property + "}]", family.type);
      }
    }
    for (String property : ANYWHERE) {
      String kind = family.kinds.get(0);
      family.teach(kind);
      check("[{" + property + "," + kind.substring(1) + "]", family.type);
    }
  }

  @ParameterizedTest
  @EnumSource
  void ofManyObjectsIsTheSameAfterEachKind(Family family) {
    Random random = seeded();
    for (int i = 0; i < MUTATIONS; i++) {
      String kind = one(family.kinds, random);
      String all = "[" + kind + "," + family.any(random) + "," + family.any(random) + "]";
      String json =
          switch (random.nextInt(5)) {
            case 0 -> family.any(random);
            case 1 -> all.substring(0, random.nextInt(all.length()));
            case 2 -> "[" + all + "]";
            case 3 -> all + "7";
            default -> all;
          };
      family.teach(kind);
      check(json, family.type);
    }
  }

  @Test
  void insideOfMessagesIsTheSameAfterEachKind() {
    Random random = seeded();
    Mutator mutator = new Mutator(random);
    List<WireFiles.Sample> samples =
        WireFiles.samples().stream()
            .filter(
                sample -> new String(sample.bytes(), StandardCharsets.UTF_8).contains("\"type\""))
            .filter(sample -> sample.bytes().length < 100_000)
            .toList();
    assertThat(samples).hasSizeGreaterThan(20);
    for (int i = 0; i < MUTATIONS; i++) {
      teachMessages(one(Family.VIM.kinds, random));
      byte[] sample = one(samples, random).bytes();
      byte[] json = i < samples.size() ? samples.get(i).bytes() : sample;
      byte[] mutated = mutator.mutate(json, one(samples, random).bytes());
      check(random.nextInt(5) == 0 ? json : mutated, OrVnfmInstantiate.class);
      check(json, VimInstance.class);
      String vim = Family.VIM.any(random);
      check("{\"vimInstances\":{\"a\":" + vim + ",\"b\":[" + vim + "]}}", OrVnfmInstantiate.class);
    }
  }

  private static void teachMessages(String kind) {
    String vims = String.join(",", Collections.nCopies(ENOUGH, kind));
    CatalogueJson.read(
        "{\"action\":\"INSTANTIATE\",\"vimInstances\":{\"vdu\":[" + vims + "]}}",
        OrVnfmInstantiate.class);
  }

  @Test
  void isSupposedOnlyWhereTheDocumentCanBeReadAgain() throws Exception {
    ObjectReader reader = CatalogueJson.mapper().readerFor(VimInstance.class);
    ObjectReader supposing = reader.withAttribute(Supposition.ALLOWED, true);
    supposing.readValue(Family.VIM.kinds.get(0));

    assertThatNoException().isThrownBy(() -> reader.readValue(Family.VIM.kinds.get(1)));
    supposing.readValue(Family.VIM.kinds.get(1));
    assertThatExceptionOfType(Supposition.Mistake.class)
        .isThrownBy(() -> supposing.readValue(Family.VIM.kinds.get(0)));
  }

  @Test
  void reachesTheReaderOfADocumentUnchangedIfItIsWrong() throws Exception {
    ObjectReader supposing =
        CatalogueJson.mapper()
            .readerFor(OrVnfmInstantiate.class)
            .withAttribute(Supposition.ALLOWED, true);
    String json = "{\"vimInstances\":{\"a\":[{\"type\":\"docker\"},{\"type\":\"pop\"}]}}";

    assertThatExceptionOfType(Supposition.Mistake.class)
        .isThrownBy(() -> supposing.readValue(json))
        .satisfies(
            mistake -> {
              assertThat(mistake.getPath()).isEmpty();
              assertThat(mistake.getStackTrace()).isEmpty();
            });
    assertThatNoException().isThrownBy(() -> supposing.readValue(json));
  }

  @Test
  void isWrongOnlyAFewTimesWhereKindsAreMixed() throws Exception {
    ObjectReader supposing =
        CatalogueJson.mapper().readerFor(VimImage[].class).withAttribute(Supposition.ALLOWED, true);
    String docker = Family.IMAGE.kinds.get(0);
    String mixed = "[" + (docker + ",").repeat(99) + "{\"tags\":[]}]";
    int mistakes = 0;
    for (int i = 0; i < 200; i++) {
      mistakes += isMistaken(supposing, mixed) ? 1 : 0;
    }
    assertThat(mistakes).isBetween(1, 8);

    supposing.readValue("[" + (docker + ",").repeat(ENOUGH) + docker + "]");
    assertThat(isMistaken(supposing, mixed)).as("supposed again").isTrue();
  }

  private static boolean isMistaken(ObjectReader reader, String json) throws IOException {
    try {
      reader.readValue(json);
      return false;
    } catch (Supposition.Mistake e) {
      return true;
    }
  }

  private static void check(String json, Class<?> type) {
    check(json.getBytes(StandardCharsets.UTF_8), type);
  }

  private static void check(byte[] json, Class<?> type) {
    Object supposed = outcome(() -> CatalogueJson.read(json, type));
    Object careful = outcome(() -> CatalogueJson.readWithoutSupposition(json, type));
    assertThat(supposed)
        .as(() -> new String(json, StandardCharsets.UTF_8))
        .isEqualTo(careful)
        .hasSameClassAs(careful);
  }

  /** A value, or everything that a complaint says. */
  private static Object outcome(Supplier<?> reading) {
    try {
      return reading.get();
    } catch (CatalogueException e) {
      return List.of(e.getMessage(), e.problem(), e.pointer(), e.line(), e.column());
    }
  }

  private static <E> E one(List<E> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }

  private static Random seeded() {
    long seed = Long.getLong("kinds.seed", System.nanoTime());
    System.out.println("-Dkinds.seed=" + seed);
    return new Random(seed);
  }
}
