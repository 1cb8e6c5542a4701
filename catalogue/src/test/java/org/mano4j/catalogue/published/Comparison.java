package org.mano4j.catalogue.published;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.mano4j.catalogue.Blob;
import org.mano4j.catalogue.WireDate;
import org.mano4j.catalogue.WireEnum;
import org.mano4j.catalogue.WireObject;
import org.mano4j.catalogue.WireThrowable;

/**
 * Compares a record of mano4j with a published object, property by property and all the way down.
 * One of the two was written, the other is what was read of it; {@link Allowances} says what may be
 * different then. The order of collections counts, also of those that are sets there.
 */
final class Comparison {

  private final Allowances allowances;
  private final Deque<Object> path = new ArrayDeque<>();
  private final List<String> differences = new ArrayList<>();

  private Comparison(Allowances allowances) {
    this.allowances = allowances;
  }

  /** All differences, each with its JSON Pointer; empty if the two are equal. */
  static List<String> differences(Allowances allowances, Object here, Object there) {
    Comparison comparison = new Comparison(allowances);
    comparison.values(here, there);
    return comparison.differences;
  }

  private void values(Object here, Object there) {
    if (here instanceof JsonNode tree) {
      trees(tree, there);
    } else if (here == null || there == null) {
      if (here != there && !allowances.lost(here, there)) {
        differ(here, there);
      }
    } else if (here instanceof List<?> list && there instanceof Collection<?> collection) {
      boolean trees = list.stream().anyMatch(JsonNode.class::isInstance); // they keep nulls
      lists(
          allowances.here(list, there),
          trees ? new ArrayList<>(collection) : allowances.there(collection));
    } else if (here instanceof Map<?, ?> a && there instanceof Map<?, ?> b) {
      maps(a, b);
    } else if (here instanceof WireThrowable a && there instanceof Throwable b) {
      throwables(a, b);
    } else if (here instanceof WireObject object) {
      objects(object, there);
    } else if (here instanceof WireEnum<?> a && there instanceof Enum<?> b) {
      equal(a.text(), b.name());
    } else if (here instanceof WireDate a && there instanceof Date b) {
      equal(a.instant().orElse(null), allowances.instant(b));
    } else if (here instanceof Blob a && there instanceof byte[] b) {
      equal(Arrays.toString(a.toBytes()), Arrays.toString(b));
    } else {
      equal(here, there);
    }
  }

  private void objects(WireObject here, Object there) {
    Class<?> counterpart = Counterparts.of(here.getClass());
    boolean extended =
        counterpart != there.getClass()
            && allowances.carriesExtensions()
            && counterpart.isInstance(there);
    if (counterpart != there.getClass() && !extended) {
      differ(here.getClass().getSimpleName(), there.getClass().getSimpleName());
      return;
    }
    Map<String, RecordComponent> components = new HashMap<>(WireTypes.components(here.getClass()));
    Map<String, JsonNode> extensions = new HashMap<>(here.extensions());
    PublishedTypes.fields(there.getClass())
        .forEach(
            (name, field) -> {
              path.addLast(name);
              RecordComponent component = components.remove(name);
              Object value = PublishedTypes.get(field, there);
              if (component != null) {
                property(WireTypes.get(component, here), value, field, there.getClass());
              } else if (!extended) {
                differ("no component", value);
              } else if (value != null) {
                trees(extensions.remove(name), value);
              }
              path.removeLast();
            });
    components.keySet().forEach(name -> differ("component " + name, "no field"));
    if (allowances.carriesExtensions() && !extensions.isEmpty()) {
      differ("extensions " + extensions, "nothing");
    }
  }

  private void property(Object here, Object there, Field field, Class<?> owner) {
    if (here != null) {
      values(here, there);
    } else {
      Object left = allowances.left(field, owner);
      if (!Objects.equals(left, there)) {
        differ("nothing, which leaves " + text(left), there);
      }
    }
  }

  private void throwables(WireThrowable here, Throwable there) {
    step("detailMessage", () -> equal(here.detailMessage(), there.getMessage()));
    step("cause", () -> values(here.cause(), there.getCause()));
    step("stackTrace", () -> lists(here.stackTrace(), Arrays.asList(there.getStackTrace())));
    if (allowances.carriesExtensions()) {
      // what else Java writes of any throwable (5.4)
      equal(here.extensions().toString(), "{suppressedExceptions=[]}");
    }
  }

  private void lists(List<?> here, List<?> there) {
    if (here.size() != there.size()) {
      differ(here.size() + " elements " + here, there.size() + " elements " + there);
      return;
    }
    Iterator<?> others = there.iterator();
    for (int i = 0; i < here.size(); i++) {
      int index = i;
      step(index, () -> values(here.get(index), others.next()));
    }
  }

  private void maps(Map<?, ?> here, Map<?, ?> there) {
    Set<?> keys = allowances.keys(there);
    if (!here.keySet().equals(keys)) {
      differ("keys " + here.keySet(), "keys " + keys);
      return;
    }
    here.forEach((key, value) -> step(key, () -> values(value, there.get(key))));
  }

  private void trees(JsonNode here, Object there) {
    JsonNode tree =
        Trees.parse(
            there instanceof PublishedJson.Free free
                ? free.json()
                : PublishedJson.NFVO.toJson(there));
    if (here == null || !Trees.same(here, tree)) {
      differ(here, tree);
    }
  }

  private void equal(Object here, Object there) {
    if (!Objects.equals(here, there)) {
      differ(here, there);
    }
  }

  private void step(Object step, Runnable comparison) {
    path.addLast(step);
    comparison.run();
    path.removeLast();
  }

  private void differ(Object here, Object there) {
    String pointer =
        path.stream()
            .map(step -> "/" + step.toString().replace("~", "~0").replace("/", "~1"))
            .collect(Collectors.joining());
    differences.add("'" + pointer + "': here " + text(here) + ", there " + text(there));
  }

  private static String text(Object value) {
    String text = value instanceof String string ? '"' + string + '"' : String.valueOf(value);
    return text.length() <= 200 ? text : text.substring(0, 200) + "...";
  }
}
