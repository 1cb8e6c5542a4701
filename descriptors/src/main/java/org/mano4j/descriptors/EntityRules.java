package org.mano4j.descriptors;

import java.util.List;

/** What can be wrong with how a descriptor is called. */
final class EntityRules {

  static final List<Rule<EntityView>> ALL =
      List.of(
          Rule.error(
              "missing-name",
              "A descriptor has a name.",
              (entity, out) ->
                  missing(entity, "name", "what others call it, such as \"calls\"", out)),
          Rule.error(
              "missing-vendor",
              "A descriptor has a vendor.",
              (entity, out) -> missing(entity, "vendor", "who made it", out)),
          Rule.error(
              "missing-version",
              "A descriptor has a version.",
              (entity, out) -> missing(entity, "version", "its version, such as \"1.0\"", out)));

  private EntityRules() {}

  private static void missing(EntityView entity, String key, String meaning, Rule.Complaints out) {
    if (entity.json().text(key).isEmpty()) {
      out.add(
          entity.json().near(key),
          entity.label() + " has no " + key,
          "add \"" + key + "\": " + meaning);
    }
  }
}
