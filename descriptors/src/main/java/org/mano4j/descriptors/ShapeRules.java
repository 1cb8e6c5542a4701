package org.mano4j.descriptors;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.mano4j.catalogue.descriptor.LifecycleEvent;
import org.mano4j.catalogue.policy.ScalingAction;

/**
 * What can be wrong with a value by itself, before anybody asks what it means: its type, its
 * spelling. As strict as the reader of an NFVO, which is stricter than that of the catalogue. A
 * value of a wrong type becomes a {@linkplain Located#isMisfit misfit}.
 */
final class ShapeRules {

  private static final Rule<Located> WRONG_TYPE =
      Rule.applied("wrong-type", Severity.ERROR, "Every value has the type of its property.");
  private static final Rule<Located> LONE_VALUE =
      Rule.applied(
          "lone-value", Severity.ERROR, "A list is written as a list, also with one element.");
  private static final Rule<Located> NULL_ELEMENT =
      Rule.applied("null-element", Severity.ERROR, "No element of a list is null.");
  private static final Rule<Located> UNKNOWN_CONSTANT =
      Rule.applied(
          "unknown-constant",
          Severity.WARNING,
          "Where a property has a fixed set of texts, it has one of them.");
  private static final Rule<Located> MISSPELT_PROPERTY =
      Rule.applied(
          "misspelt-property",
          Severity.WARNING,
          "No property is nearly called like one that an NFVO knows.");

  /** The rules that are applied. */
  static final List<Rule<Located>> ALL =
      List.of(WRONG_TYPE, LONE_VALUE, NULL_ELEMENT, UNKNOWN_CONSTANT, MISSPELT_PROPERTY);

  /** Properties of other versions; near to those of 6.0, and no slips. */
  private static final Set<String> OTHER_VERSIONS = Set.of("hb_version", "version");

  /** Rules of their own speak of these. */
  private static final Map<Class<?>, String> SPOKEN_OF =
      Map.of(LifecycleEvent.class, "event", ScalingAction.class, "type");

  private static final Pattern DIGITS = Pattern.compile("\\s*[-+]?\\d+\\s*");

  private static final int SHORTEST_SLIP = 4;

  /** A document with more unknown properties is none that a person wrote. */
  private static final int MOST_COMPARED = 2000;

  private final Findings findings;
  private int unknownProperties;
  private boolean allFit = true;

  private ShapeRules(Findings findings) {
    this.findings = findings;
  }

  /**
   * Looks at a document that should be of a wire type, and at everything in it.
   *
   * @return whether every value is of the right type
   */
  static boolean check(Located root, Class<?> type, Findings findings) {
    ShapeRules rules = new ShapeRules(findings);
    rules.value(root, new Shape.ObjectOf(type));
    return rules.allFit;
  }

  private void value(Located at, Shape shape) {
    if (at.kind() == Located.Kind.NULL) {
      return;
    }
    if (shape instanceof Shape.ListOf list) {
      list(at, list);
    } else if (shape instanceof Shape.MapOf map) {
      if (fits(at, shape, at.kind() == Located.Kind.OBJECT)) {
        at.fields().values().forEach(value -> value(value, map.value()));
      }
    } else if (shape instanceof Shape.ObjectOf object) {
      if (fits(at, shape, at.kind() == Located.Kind.OBJECT)) {
        object(at, object);
      }
    } else if (shape instanceof Shape.NameOrObject) {
      nameOrObject(at, shape);
    } else if (shape instanceof Shape.Constant constant) {
      if (fits(at, shape, at.kind() == Located.Kind.TEXT)) {
        constant(at, constant);
      }
    } else if (shape instanceof Shape.Scalar scalar) {
      fits(at, shape, fits(at, scalar));
    }
  }

  private void list(Located at, Shape.ListOf list) {
    if (at.kind() == Located.Kind.ARRAY) {
      for (Located item : at.items()) {
        if (item.kind() == Located.Kind.NULL) {
          findings.add(
              NULL_ELEMENT,
              item,
              "an element of the list is null",
              () -> "remove it, or fill it in");
          item.markMisfit();
        } else {
          value(item, list.element());
        }
      }
    } else if (canBe(at, list.element())) {
      findings.add(
          LONE_VALUE, at, "the value stands alone, but a list belongs here", () -> "put it in [ ]");
      value(at, list.element());
    } else {
      fits(at, list, false);
    }
  }

  private static boolean canBe(Located at, Shape element) {
    boolean structured = element instanceof Shape.ObjectOf || element instanceof Shape.MapOf;
    return structured == (at.kind() == Located.Kind.OBJECT);
  }

  private void object(Located at, Shape.ObjectOf shape) {
    Map<String, Shape.Property> properties = shape.properties();
    at.fields()
        .forEach(
            (name, value) -> {
              Shape.Property property = properties.get(name);
              if (property == null) {
                unknownProperty(at, name, value, properties);
              } else {
                if (!property.name().equals(name)) {
                  misspelt(value, name, property.name());
                }
                boolean spokenOf = name.equals(SPOKEN_OF.get(shape.type()));
                value(value, spokenOf ? new Shape.Constant(List.of()) : property.shape());
              }
            });
  }

  private void unknownProperty(
      Located at, String name, Located value, Map<String, Shape.Property> properties) {
    if (name.length() >= SHORTEST_SLIP
        && !OTHER_VERSIONS.contains(name)
        && ++unknownProperties <= MOST_COMPARED) {
      Names.nearest(name, properties.keySet())
          .filter(known -> known.length() > 2 && !at.fields().containsKey(known))
          .ifPresent(known -> misspelt(value, name, properties.get(known).name()));
    }
  }

  private void misspelt(Located at, String name, String known) {
    findings.add(
        MISSPELT_PROPERTY,
        at,
        "an NFVO knows no property " + Names.quoted(name) + " here, and passes it over",
        () -> "did you mean '" + known + "'?");
  }

  private void nameOrObject(Located at, Shape shape) {
    if (at.kind() != Located.Kind.OBJECT) {
      fits(at, shape, fits(at, Shape.Scalar.TEXT));
    } else if (at.get("name").isPresent()) {
      value(at.near("name"), Shape.Scalar.TEXT);
    }
  }

  private void constant(Located at, Shape.Constant constant) {
    String text = at.raw();
    if (!constant.known().isEmpty() && !constant.known().contains(text)) {
      findings.add(
          UNKNOWN_CONSTANT,
          at,
          "an NFVO does not know " + at.quoted() + " here, and reads it as if nothing was said",
          () -> Names.choose(text, constant.known(), "leave it out"));
    }
  }

  private boolean fits(Located at, Shape shape, boolean fits) {
    if (!fits) {
      findings.add(
          WRONG_TYPE,
          at,
          "the value is " + described(at) + ", but " + shape.words() + " belongs here",
          () -> "write " + shape.words());
      at.markMisfit();
      allFit = false;
    }
    return fits;
  }

  private static String described(Located at) {
    return at.kind() == Located.Kind.NUMBER ? "the number " + at.raw() : at.kind().words();
  }

  /** Like the reader of an NFVO: numbers may be quoted, and texts need no quotes. */
  private static boolean fits(Located at, Shape.Scalar scalar) {
    return switch (at.kind()) {
      case OBJECT, ARRAY -> false;
      case TEXT ->
          switch (scalar) {
            case TEXT -> true;
            case BOOLEAN -> isBoolean(at.raw());
            case INTEGER, LONG -> DIGITS.matcher(at.raw()).matches() && isNumber(at.raw(), scalar);
            case NUMBER -> isNumber(at.raw(), scalar);
          };
      case NUMBER -> scalar != Shape.Scalar.BOOLEAN && isNumber(at.raw(), scalar);
      case BOOLEAN -> scalar == Shape.Scalar.TEXT || scalar == Shape.Scalar.BOOLEAN;
      case NULL -> true;
    };
  }

  private static boolean isBoolean(String text) {
    return text.equals("true") || text.equals("false");
  }

  private static boolean isNumber(String text, Shape.Scalar scalar) {
    if (text.length() > Located.LONGEST_NUMBER || text.chars().anyMatch(c -> c > 0x7f)) {
      return false; // digits of other scripts are none to a peer
    }
    try {
      BigDecimal number = new BigDecimal(text.strip());
      switch (scalar) {
        case INTEGER -> number.intValueExact();
        case LONG -> number.longValueExact();
        case NUMBER -> {
          return Double.isFinite(number.doubleValue());
        }
        default -> {
          return true; // as a text, which it may be whatever its size
        }
      }
      return true;
    } catch (NumberFormatException | ArithmeticException e) {
      return false;
    }
  }
}
