package org.mano4j.descriptors;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What can be wrong with an auto-scale policy, its alarms left aside. */
final class PolicyRules {

  static final List<Rule<PolicyView>> ALL =
      List.of(
          incomplete(List.of("name", "type", "mode")),
          period(),
          Rule.error("negative-cooldown", "A cooldown is 0 or more.", PolicyRules::cooldown),
          operator("comparisonOperator", PolicyRules::itself),
          operator("comparisonOperator", policy -> policy.json().list("alarms")),
          Rule.error(
              "impossible-threshold",
              "The threshold of a VOTED or WEIGHTED policy is a percentage that can be reached.",
              PolicyRules::impossibleThreshold),
          Rule.warning(
              "pointless-threshold",
              "The threshold of a VOTED or WEIGHTED policy is not always reached.",
              PolicyRules::pointlessThreshold),
          Rule.error("missing-alarms", "An auto-scale policy has alarms.", PolicyRules::noAlarms),
          Rule.error(
              "missing-actions", "An auto-scale policy has actions.", PolicyRules::noActions));

  private static final double ALL_ALARMS = 100;

  private static final Set<String> OF_SHARES = Set.of("VOTED", "WEIGHTED");

  private PolicyRules() {}

  /** Finds the objects of a policy that a rule looks at. */
  @FunctionalInterface
  interface Parts {
    List<Located> of(PolicyView policy);
  }

  static List<Located> itself(PolicyView policy) {
    return List.of(policy.json());
  }

  static Rule<PolicyView> incomplete(List<String> keys) {
    return Rule.warning(
        "incomplete-policy",
        "A policy has a name, and says what it does and when.",
        (policy, out) -> {
          for (String key : keys) {
            if (policy.json().text(key).isEmpty()) {
              out.add(
                  policy.json().near(key),
                  policy.label() + " has no " + key,
                  "add \"" + key + "\"");
            }
          }
        });
  }

  static Rule<PolicyView> period() {
    return Rule.error(
        "missing-period",
        "A policy measures in periods of at least one second.",
        (policy, out) -> {
          if (policy.json().number("period").filter(p -> p.signum() > 0).isEmpty()) {
            out.add(
                policy.json().near("period"),
                policy.label() + " has no period, so it never measures",
                "set \"period\" to the seconds between two measurements, such as 30");
          }
        });
  }

  static Rule<PolicyView> operator(String key, Parts parts) {
    return Rule.error(
        "unknown-operator",
        "A comparison has one of the operators " + Comparison.KNOWN + ".",
        (policy, out) -> {
          for (Located part : parts.of(policy)) {
            Optional<String> operator = part.text(key);
            if (operator.flatMap(Comparison::of).isEmpty()) {
              out.add(
                  part.near(key),
                  operator
                      .map(text -> "there is no operator " + Names.quoted(text))
                      .orElse("a comparison of " + policy.label() + " has no operator"),
                  "write \"" + key + "\" with one of " + Comparison.KNOWN);
            }
          }
        });
  }

  private static void cooldown(PolicyView policy, Rule.Complaints out) {
    if (policy.json().number("cooldown").filter(c -> c.signum() < 0).isPresent()) {
      out.add(
          policy.json().near("cooldown"),
          policy.label() + " has a negative cooldown",
          "set it to the seconds to wait after an action, or leave it out");
    }
  }

  /** What a share of alarms is compared with; empty if the policy compares none. */
  private static Optional<Double> threshold(PolicyView policy) {
    Located json = policy.json();
    return json.text("type").filter(OF_SHARES::contains).isEmpty() || json.isDamaged("threshold")
        ? Optional.empty()
        : Optional.of(json.number("threshold").map(BigDecimal::doubleValue).orElse(0.0));
  }

  private static boolean isPossible(PolicyView policy, double threshold) {
    Optional<Comparison> comparison = comparison(policy);
    return threshold >= 0
        && threshold <= ALL_ALARMS
        && (comparison.isEmpty() || comparison.get().canHold(threshold, 0, ALL_ALARMS));
  }

  private static Optional<Comparison> comparison(PolicyView policy) {
    return policy.json().text("comparisonOperator").flatMap(Comparison::of);
  }

  private static void impossibleThreshold(PolicyView policy, Rule.Complaints out) {
    Optional<Double> threshold = threshold(policy);
    if (threshold.isPresent() && !isPossible(policy, threshold.get())) {
      out.add(
          policy.json().near("threshold"),
          "%s acts when %s %s percent of its alarms hold, which is never"
              .formatted(
                  policy.label(),
                  policy.json().text("comparisonOperator").orElse(">="),
                  text(threshold.get())),
          "write a percentage from 0 to 100 that can be reached, such as 100 with >= for all");
    }
  }

  private static void pointlessThreshold(PolicyView policy, Rule.Complaints out) {
    Optional<Double> threshold = threshold(policy).filter(t -> isPossible(policy, t));
    Optional<Comparison> comparison = comparison(policy);
    if (threshold.isPresent()
        && comparison.filter(c -> c.mustHold(threshold.get(), 0, ALL_ALARMS)).isPresent()) {
      out.add(
          policy.json().near("threshold"),
          "%s acts when %s %s percent of its alarms hold, which is always"
              .formatted(
                  policy.label(),
                  policy.json().near("comparisonOperator").raw(),
                  text(threshold.get())),
          "write a percentage that is not always reached, such as 100 with >= for all alarms");
    }
  }

  private static String text(double number) {
    return Double.isFinite(number)
        ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
        : String.valueOf(number);
  }

  private static void noAlarms(PolicyView policy, Rule.Complaints out) {
    none(policy, "alarms", "so it never acts", "the conditions under which it acts", out);
  }

  private static void noActions(PolicyView policy, Rule.Complaints out) {
    none(policy, "actions", "so it does nothing", "what it does when it acts", out);
  }

  private static void none(
      PolicyView policy, String list, String effect, String meaning, Rule.Complaints out) {
    if (policy.json().list(list).isEmpty()) {
      out.add(
          policy.json().near(list),
          policy.label() + " has no " + list + ", " + effect,
          "add \"" + list + "\": " + meaning);
    }
  }
}
