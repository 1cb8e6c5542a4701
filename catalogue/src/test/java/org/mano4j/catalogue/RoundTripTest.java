package org.mano4j.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mano4j.catalogue.CatalogueTypes.Component;
import org.mano4j.catalogue.WireFiles.Sample;

/** Read, then written, every file of the wire is the same but for the normalisations. */
class RoundTripTest {

  private static final Map<Sample, JsonNode> WRITTEN = new ConcurrentHashMap<>();

  static List<Sample> samples() {
    return WireFiles.samples();
  }

  static List<String> files() {
    return WireFiles.paths();
  }

  @ParameterizedTest
  @MethodSource("files")
  void eachFileEitherHoldsATypeOrIsListedAsOneThatDoesNot(String path) {
    if (WireFiles.withoutTypes().containsKey(path)) {
      assertThat(WireFiles.withoutTypes().get(path)).isNotBlank();
    } else {
      assertThat(WireFiles.in(path)).isNotEmpty();
    }
  }

  @Test
  void listsNoFileThatIsNotThere() {
    assertThat(WireFiles.paths()).containsAll(WireFiles.withoutTypes().keySet());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void writesWhatItReadWithNothingButTheNormalisations(Sample sample) {
    assertThat(written(sample)).isEqualTo(Normalisations.of(sample.tree(), sample.type()));
  }

  /** Without the list of normalisations, so that a mistake in it does not hide one in reading. */
  @ParameterizedTest
  @MethodSource("samples")
  void hasEveryValueWhereItWas(Sample sample) {
    List<String> changed = new ArrayList<>();
    compare(sample.tree(), written(sample), "", changed);

    assertThat(changed).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void inventsNothingButEmptyCollections(Sample sample) {
    JsonNode written = written(sample);
    List<String> invented = new ArrayList<>();
    compare(written, sample.tree(), "", invented);
    invented.removeIf(pointer -> written.at(pointer).isContainerNode());

    assertThat(invented).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void readsWhatItWroteAsTheSame(Sample sample) {
    Object read = sample.read();

    assertThat(CatalogueTypes.read(CatalogueJson.write(read), sample.type())).isEqualTo(read);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void losesNoPropertyOfAnyObject(Sample sample) {
    JsonNode marked = sample.tree().deepCopy();
    int objects = mark(marked, sample.type());

    assertThat(objects).isPositive();
    assertThat(CatalogueTypes.roundTrip(marked, sample.type()))
        .isEqualTo(Normalisations.of(marked, sample.type()));
  }

  /**
   * The samples are of 6.0, so that a wrong name here would show as a stranger in them. There are
   * some: fields of Java exceptions, and those of subclasses where the wire means the base class.
   */
  @Test
  void knowsEveryPropertyOfTheSamples() {
    Map<String, Set<String>> strangers = new TreeMap<>();
    samples().forEach(sample -> strangers(sample.tree(), sample.type(), strangers));

    assertThat(strangers)
        .isEqualTo(
            Map.of(
                "WireThrowable", Set.of("server", "suppressedExceptions", "vnfr"),
                "BaseNetwork", Set.of("extShared", "external"),
                "BaseNfvImage",
                    Set.of(
                        "containerFormat",
                        "diskFormat",
                        "isPublic",
                        "minCPU",
                        "minDiskSpace",
                        "minRam",
                        "name",
                        "status",
                        "updated")));
  }

  private static void strangers(JsonNode node, Type type, Map<String, Set<String>> found) {
    if (type == JsonNode.class || type == Blob.class) {
      return;
    }
    if (node.isObject() && CatalogueTypes.isObject(type)) {
      Class<?> record = CatalogueTypes.recordOf((Class<?>) type, node);
      Set<String> names = new TreeSet<>();
      node.fieldNames().forEachRemaining(names::add);
      for (Component component : CatalogueTypes.components(record)) {
        strangers(node.path(component.name()), component.type(), found);
        names.remove(component.name());
      }
      if (!names.isEmpty()) {
        found.computeIfAbsent(record.getSimpleName(), key -> new TreeSet<>()).addAll(names);
      }
    } else if (node.isContainerNode()) {
      Type item = Normalisations.argument(type, node.isArray() ? 0 : 1);
      node.forEach(value -> strangers(value, item, found));
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void isTheSameFromATreeAndFromText(Sample sample) {
    if (sample.type().isRecord()) {
      Object read = sample.read();

      assertThat(CatalogueJson.read(sample.tree(), sample.type())).isEqualTo(read);
      assertThat(CatalogueJson.read(sample.tree().toString(), sample.type())).isEqualTo(read);
    }
  }

  private static JsonNode written(Sample sample) {
    return WRITTEN.computeIfAbsent(sample, read -> Samples.tree(CatalogueJson.write(read.read())));
  }

  /** Gives every object at every depth properties that nobody knows; says how many there are. */
  private static int mark(JsonNode node, Type type) {
    int marked = 0;
    if (type == Blob.class) {
      return 0;
    }
    if (node.isArray()) {
      Type item = type == JsonNode.class ? type : Normalisations.argument(type, 0);
      for (JsonNode value : node) {
        marked += mark(value, item);
      }
    } else if (node.isObject() && CatalogueTypes.isObject(type)) {
      Class<?> record = CatalogueTypes.recordOf((Class<?>) type, node);
      for (Component component : CatalogueTypes.components(record)) {
        marked += mark(node.path(component.name()), component.type());
      }
      ((ObjectNode) node).setAll(Strangers.properties());
      marked++;
    } else if (node.isObject()) {
      Type value = type == JsonNode.class ? type : Normalisations.argument(type, 1);
      for (JsonNode entry : node) {
        marked += mark(entry, value);
      }
      if (type == JsonNode.class) {
        ((ObjectNode) node).setAll(Strangers.properties());
      }
      marked++;
    }
    return marked;
  }

  /** Collects the pointers of what the other tree has not, or has with another value. */
  private static void compare(JsonNode tree, JsonNode other, String at, List<String> different) {
    if (tree.isObject()) {
      for (Map.Entry<String, JsonNode> entry : tree.properties()) {
        String pointer = at + "/" + entry.getKey().replace("~", "~0").replace("/", "~1");
        if (!other.has(entry.getKey())) {
          different.add(pointer);
        } else {
          compare(entry.getValue(), other.get(entry.getKey()), pointer, different);
        }
      }
    } else if (tree.isArray()) {
      if (tree.size() != other.size()) {
        different.add(at);
      }
      for (int i = 0; i < Math.min(tree.size(), other.size()); i++) {
        compare(tree.get(i), other.get(i), at + "/" + i, different);
      }
    } else if (!same(tree, other, at)) {
      different.add(at);
    }
  }

  /** The same value, the same number, or the same date where a date stands. */
  private static boolean same(JsonNode one, JsonNode other, String at) {
    if (one.isNumber() && other.isNumber()) {
      return value(one).compareTo(value(other)) == 0;
    }
    boolean date = Set.of("created", "updated").contains(at.substring(at.lastIndexOf('/') + 1));
    if (date && one.isTextual() && other.isTextual()) {
      return WireDate.read(one.asText()).instant().equals(WireDate.read(other.asText()).instant());
    }
    return one.equals(other);
  }

  private static BigDecimal value(JsonNode number) {
    return number.decimalValue();
  }
}
