package org.mano4j.descriptors;

import java.util.List;

/** What can be wrong with a fault management policy. */
final class FaultRules {

  static final List<Rule<PolicyView>> ALL =
      List.of(
          PolicyRules.incomplete(List.of("name", "action")),
          PolicyRules.period(),
          Rule.error(
              "missing-criteria",
              "A fault management policy has criteria.",
              FaultRules::noCriteria),
          PolicyRules.operator("comparison_operator", FaultRules::criteria),
          AlarmRules.missingMetric("parameter_ref", FaultRules::criteria),
          AlarmRules.badThreshold(FaultRules::criteria));

  private FaultRules() {}

  private static List<Located> criteria(PolicyView policy) {
    return policy.json().list("criteria");
  }

  private static void noCriteria(PolicyView policy, Rule.Complaints out) {
    if (criteria(policy).isEmpty()) {
      out.add(
          policy.json().near("criteria"),
          policy.label() + " has no criteria, so it never acts",
          "add \"criteria\": the conditions under which it acts");
    }
  }
}
