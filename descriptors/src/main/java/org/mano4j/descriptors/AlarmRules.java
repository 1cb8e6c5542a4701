package org.mano4j.descriptors;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What can be wrong with the alarms of an auto-scale policy. */
final class AlarmRules {

  static final List<Rule<PolicyView>> ALL =
      List.of(
          missingMetric("metric", policy -> policy.json().list("alarms")),
          badThreshold(policy -> policy.json().list("alarms")),
          Rule.warning(
              "unknown-statistic",
              "An alarm condenses values by avg, min, max, sum or count.",
              AlarmRules::statistic),
          Rule.error(
              "impossible-weight", "The weights of alarms are 0 or more.", AlarmRules::weight),
          Rule.error(
              "missing-weight",
              "An alarm of a WEIGHTED policy has some weight.",
              AlarmRules::noWeight));

  private static final Set<String> STATISTICS = Set.of("avg", "min", "max", "sum", "count");

  private AlarmRules() {}

  static Rule<PolicyView> missingMetric(String key, PolicyRules.Parts parts) {
    return Rule.error(
        "missing-metric",
        "A condition names what is measured.",
        (policy, out) -> {
          for (Located condition : parts.of(policy)) {
            if (condition.text(key).isEmpty()) {
              out.add(
                  condition.near(key),
                  "a condition of " + policy.label() + " does not say what is measured",
                  "add \"" + key + "\": what is measured, such as \"system.cpu.util[,idle]\"");
            }
          }
        });
  }

  static Rule<PolicyView> badThreshold(PolicyRules.Parts parts) {
    return Rule.error(
        "bad-threshold",
        "A condition is compared with a finite number.",
        (policy, out) -> {
          for (Located condition : parts.of(policy)) {
            if (finite(condition).isEmpty()) {
              out.add(
                  condition.near("threshold"),
                  "a condition of " + policy.label() + " is not compared with a number",
                  "set \"threshold\" to a number in the unit of what is measured");
            }
          }
        });
  }

  /** The threshold of a condition; empty if it is missing, or not a finite number. */
  static Optional<Double> finite(Located condition) {
    return condition.number("threshold").map(BigDecimal::doubleValue).filter(Double::isFinite);
  }

  private static void statistic(PolicyView policy, Rule.Complaints out) {
    for (Located alarm : policy.json().list("alarms")) {
      if (alarm.text("statistic").filter(STATISTICS::contains).isEmpty()) {
        out.add(
            alarm.near("statistic"),
            alarm
                .text("statistic")
                .map(text -> "there is no statistic " + Names.quoted(text))
                .orElse("an alarm of " + policy.label() + " has no statistic"),
            "write \"statistic\" with one of avg, min, max, sum, count");
      }
    }
  }

  private static boolean isWeighted(PolicyView policy) {
    return policy.json().text("type").filter("WEIGHTED"::equals).isPresent();
  }

  private static void weight(PolicyView policy, Rule.Complaints out) {
    for (Located alarm : policy.json().list("alarms")) {
      Located at = alarm.near("weight");
      if (alarm.number("weight").filter(weight -> !isShare(weight)).isPresent()) {
        out.add(
            at,
            "the weight of an alarm of " + policy.label() + " is " + at.raw(),
            "write its share of the decision as 0 or more");
      }
    }
  }

  private static boolean isShare(BigDecimal weight) {
    return weight.signum() >= 0 && Double.isFinite(weight.doubleValue());
  }

  private static void noWeight(PolicyView policy, Rule.Complaints out) {
    List<Located> alarms = policy.json().list("alarms");
    boolean none =
        alarms.stream()
            .allMatch(
                alarm ->
                    !alarm.near("weight").isMisfit()
                        && alarm.number("weight").filter(weight -> weight.signum() != 0).isEmpty());
    if (isWeighted(policy) && none && !alarms.isEmpty()) {
      out.add(
          policy.json().near("alarms"),
          "no alarm of " + policy.label() + " has a weight, so it never acts",
          "give each alarm a \"weight\" above 0");
    }
  }
}
