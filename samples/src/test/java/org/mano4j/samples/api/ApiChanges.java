package org.mano4j.samples.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What changed from one listing to the next, and whom it breaks, as VERSIONING.md has it. */
public final class ApiChanges {

  private final List<ApiChange> found = new ArrayList<>();

  private ApiChanges() {}

  /** All changes, by the name of the type; none if both say the same. */
  public static List<ApiChange> between(ApiListing before, ApiListing after) {
    ApiChanges changes = new ApiChanges();
    Map<String, ApiType> old = byName(before);
    Map<String, ApiType> now = byName(after);
    Set<String> names = new TreeSet<>(old.keySet());
    names.addAll(now.keySet());
    for (String name : names) {
      if (!now.containsKey(name)) {
        changes.typeRemoved(old.get(name));
      } else if (!old.containsKey(name)) {
        changes.typeAdded(now.get(name));
      } else {
        changes.compare(old.get(name), now.get(name));
      }
    }
    return List.copyOf(changes.found);
  }

  private static Map<String, ApiType> byName(ApiListing listing) {
    return listing.types().stream()
        .collect(Collectors.toMap(ApiType::name, Function.identity(), (a, b) -> a, TreeMap::new));
  }

  private void typeRemoved(ApiType type) {
    breaking(type, "- " + type.header(), "whoever names this type no longer compiles");
  }

  private void typeAdded(ApiType type) {
    compatible(type, "+ " + type.header(), "a new type");
  }

  private void compare(ApiType old, ApiType now) {
    header(old, now);
    components(old, now);
    Map<String, String> before = byKey(old);
    Map<String, String> after = byKey(now);
    before.forEach(
        (key, line) -> {
          if (!after.containsKey(key)) {
            breaking(now, "- " + line, removed(line));
          } else if (!after.get(key).equals(line)) {
            changed(now, line, after.get(key));
          }
        });
    after.forEach(
        (key, line) -> {
          if (!before.containsKey(key)) {
            added(now, line);
          }
        });
    if (!sameOrder(old.linesOf("value"), now.linesOf("value"))) {
      breaking(now, String.join("\n", now.linesOf("value")), "the constants have another order");
    }
  }

  private void header(ApiType old, ApiType now) {
    if (old.header().equals(now.header())) {
      return;
    }
    String lines = "- " + old.header() + "\n+ " + now.header();
    boolean milder =
        old.declaration().equals(now.declaration())
            && Modifiers.areMilder(old.modifiers(), now.modifiers(), Set.of("sealed"));
    if (milder) {
      compatible(now, lines, "allows what it did, and more");
    } else {
      breaking(now, lines, "the type itself has changed");
    }
  }

  /** The canonical constructor and record patterns hang on number and order of the components. */
  private void components(ApiType old, ApiType now) {
    List<String> before = old.linesOf("component");
    List<String> after = now.linesOf("component");
    if (before.equals(after)) {
      return;
    }
    boolean onlyLonger =
        after.size() > before.size() && after.subList(0, before.size()).equals(before);
    if (onlyLonger && (now.hasBuilder() || now.hasConstructorOf(before))) {
      for (String line : after.subList(before.size(), after.size())) {
        compatible(
            now,
            "+ " + line,
            "a component at the end, which needs a default: builder, withers or the old constructor"
                + " go on; record patterns break, which VERSIONING.md excepts");
      }
      return;
    }
    String reason =
        onlyLonger
            ? "whoever calls the constructor no longer compiles: keep the old one beside, or offer a builder"
            : "components are only added, and at the end: constructor, accessors and patterns break";
    breaking(now, minusAndPlus(before, after), reason);
  }

  private static String minusAndPlus(List<String> before, List<String> after) {
    List<String> lines = new ArrayList<>();
    before.stream().filter(line -> !after.contains(line)).forEach(line -> lines.add("- " + line));
    after.stream().filter(line -> !before.contains(line)).forEach(line -> lines.add("+ " + line));
    if (lines.isEmpty()) {
      after.forEach(line -> lines.add("in this order: " + line));
    }
    return String.join("\n", lines);
  }

  private static String removed(String line) {
    if (line.startsWith("implements ") || line.startsWith("extends ")) {
      return "no longer fits where the supertype is asked for";
    }
    if (line.startsWith("permits ")) {
      return "a switch that names it no longer compiles";
    }
    return "whoever uses this no longer compiles or links";
  }

  private void changed(ApiType type, String old, String now) {
    String lines = "- " + old + "\n+ " + now;
    if (old.startsWith("constant ") && old.contains(" = ")) {
      breaking(type, lines, "users have the old value compiled into their classes");
    } else if (Modifiers.rest(old).equals(Modifiers.rest(now))
        && Modifiers.areMilder(Modifiers.of(old), Modifiers.of(now), Set.of())) {
      compatible(type, lines, "allows what it did, and more");
    } else if (withoutNull(old).equals(withoutNull(now))) {
      breaking(type, lines, "whoever has nullness checked must look at it again");
    } else {
      breaking(type, lines, "whoever uses or overrides this no longer compiles or links");
    }
  }

  private void added(ApiType type, String line) {
    String plus = "+ " + line;
    if (Modifiers.of(line).contains("abstract") && type.isOpen()) {
      breaking(type, plus, "whoever has a subtype of this no longer compiles; give it a default");
    } else if (line.startsWith("permits ")) {
      breaking(type, plus, "a switch over the sealed family without default no longer compiles");
    } else if (line.startsWith("value ") && type.name().endsWith(".Known")) {
      breaking(type, plus, "a switch over what is known of the wire no longer compiles");
    } else if (line.startsWith("extends ")) {
      compatible(type, plus, "one more supertype; whether an old one is gone is said apart");
    } else {
      compatible(type, plus, "an addition");
    }
  }

  private void breaking(ApiType type, String lines, String reason) {
    found.add(ApiChange.breaking(type, lines, reason));
  }

  private void compatible(ApiType type, String lines, String reason) {
    found.add(ApiChange.compatible(type, lines, reason));
  }

  private static String withoutNull(String line) {
    return line.replace("@Nullable ", "");
  }

  private static boolean sameOrder(List<String> before, List<String> after) {
    List<String> stayed = new ArrayList<>(before);
    stayed.retainAll(after);
    List<String> found = new ArrayList<>(after);
    found.retainAll(before);
    return stayed.equals(found);
  }

  /** Members by what makes them the same one: a method's name and parameters, a field's name. */
  private static Map<String, String> byKey(ApiType type) {
    Map<String, String> members = new LinkedHashMap<>();
    for (String line : type.members()) {
      if (!line.startsWith("component ")) {
        members.merge(key(line), line, (a, b) -> a + " | " + b);
      }
    }
    return members;
  }

  private static String key(String line) {
    String plain = withoutNull(line);
    int open = plain.indexOf('(');
    if (Modifiers.isField(plain)) {
      String declared = plain.contains(" = ") ? plain.substring(0, plain.indexOf(" = ")) : plain;
      return "field " + declared.substring(declared.lastIndexOf(' ') + 1);
    }
    if (open < 0) {
      return plain;
    }
    int name = plain.lastIndexOf(' ', open) + 1;
    return plain.substring(name, plain.indexOf(')') + 1);
  }
}
