package org.mano4j.samples.pop;

import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** YAML as the first {@code pop} wrote it: sorted keys, one value a line, quotes where needed. */
final class YamlText {

  private YamlText() {}

  /**
   * Writes maps, lists, texts, numbers and booleans.
   *
   * @param document whether to begin with a line that tells it from the document before
   */
  static void write(Object tree, boolean document, Writer out) {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(FlowStyle.BLOCK);
    options.setSplitLines(false);
    options.setAllowUnicode(true);
    options.setExplicitStart(document);
    new Yaml(new Quotes(options), options).dump(sorted(tree), out);
  }

  private static Object sorted(Object tree) {
    if (tree instanceof Map<?, ?> map) {
      Map<String, Object> sorted = new TreeMap<>();
      map.forEach((key, value) -> sorted.put((String) key, sorted(value)));
      return sorted;
    }
    if (tree instanceof List<?> list) {
      // A list of its own: one that stands in two places would be written as a reference.
      List<Object> sorted = new ArrayList<>();
      list.forEach(element -> sorted.add(sorted(element)));
      return sorted;
    }
    return tree;
  }

  /** Text that would read as a number, a truth value or nothing at all stands in double quotes. */
  private static final class Quotes extends Representer {

    private final Resolver resolver = new Resolver();

    Quotes(DumperOptions options) {
      super(options);
    }

    @Override
    protected Node representScalar(Tag tag, String value, ScalarStyle style) {
      boolean plainIsText =
          !value.isEmpty() && Tag.STR.equals(resolver.resolve(NodeId.scalar, value, true));
      return Tag.STR.equals(tag) && !plainIsText
          ? super.representScalar(tag, value, ScalarStyle.DOUBLE_QUOTED)
          : super.representScalar(tag, value, style);
    }
  }
}
