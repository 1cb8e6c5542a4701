package org.mano4j.descriptors;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be wrong with the policies of a VNFD, or of a VDU, among each other. */
final class PolicyPairs {

  static final List<Rule<VnfdView>> ALL =
      List.of(
          Rule.error(
              "duplicate-policy",
              "No two policies in a list have the same name.",
              PolicyPairs::duplicate),
          Rule.warning(
              "contradictory-policies",
              "No measurement makes a VNFD scale out and in at once.",
              PolicyPairs::contradictory));

  private static final Set<String> OUT =
      Set.of("SCALE_OUT", "SCALE_OUT_TO", "SCALE_OUT_TO_FLAVOUR");

  /** More pairs are not compared; nobody has so many policies. */
  private static final int MOST_COMPARED = 100;

  private PolicyPairs() {}

  private static void duplicate(VnfdView vnfd, Rule.Complaints out) {
    Names.unique(vnfd.json().list("auto_scale_policy"), "policy", out);
    vnfd.vdus().forEach(vdu -> Names.unique(vdu.list("fault_management_policy"), "policy", out));
  }

  /**
   * A policy that acts on one measured value alone.
   *
   * @param value what is measured, and how it is condensed
   * @param comparison how it is compared with the threshold
   * @param out whether it makes more instances
   */
  private record Simple(
      Located json, String value, Comparison comparison, double threshold, boolean out) {

    /** Whether a value exists on which both act. */
    boolean meets(Simple other) {
      return value.equals(other.value)
          && comparison != Comparison.OTHER
          && other.comparison != Comparison.OTHER
          && Math.max(least(), other.least()) <= Math.min(most(), other.most())
          && !touchesOnly(other);
    }

    private double least() {
      return comparison == Comparison.LESS || comparison == Comparison.AT_MOST
          ? Double.NEGATIVE_INFINITY
          : threshold;
    }

    private double most() {
      return comparison == Comparison.MORE || comparison == Comparison.AT_LEAST
          ? Double.POSITIVE_INFINITY
          : threshold;
    }

    /** Whether the one point where they meet is outside of either. */
    private boolean touchesOnly(Simple other) {
      return Math.max(least(), other.least()) == Math.min(most(), other.most())
          && (isOpen(this) || isOpen(other));
    }

    private static boolean isOpen(Simple policy) {
      return policy.comparison == Comparison.LESS || policy.comparison == Comparison.MORE;
    }
  }

  private static Optional<Simple> simple(Located policy) {
    List<Located> alarms = policy.list("alarms");
    Set<Boolean> directions =
        policy.list("actions").stream()
            .filter(action -> action.text("target").isEmpty())
            .map(action -> OUT.contains(action.near("type").raw()))
            .collect(Collectors.toSet());
    if (alarms.size() != 1 || directions.size() != 1) {
      return Optional.empty();
    }
    Located alarm = alarms.get(0);
    Optional<Comparison> comparison = alarm.text("comparisonOperator").flatMap(Comparison::of);
    Optional<Double> threshold = AlarmRules.finite(alarm);
    if (comparison.isEmpty() || threshold.isEmpty() || alarm.text("metric").isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Simple(
            policy,
            alarm.near("metric").raw() + " " + alarm.text("statistic").orElse(""),
            comparison.get(),
            threshold.get(),
            directions.contains(true)));
  }

  private static void contradictory(VnfdView vnfd, Rule.Complaints out) {
    List<Simple> policies = new ArrayList<>();
    vnfd.json().list("auto_scale_policy").stream()
        .limit(MOST_COMPARED)
        .forEach(policy -> simple(policy).ifPresent(policies::add));
    for (int i = 0; i < policies.size(); i++) {
      for (Simple earlier : policies.subList(0, i)) {
        Simple policy = policies.get(i);
        if (policy.out() != earlier.out() && policy.meets(earlier)) {
          out.add(
              policy.json().list("alarms").get(0).near("threshold"),
              "%s scales out and in on the same values of %s, see the policy in line %d"
                  .formatted(
                      vnfd.label(), Names.quoted(policy.value().strip()), earlier.json().line()),
              "leave a gap between the thresholds of the two");
          break;
        }
      }
    }
  }
}
