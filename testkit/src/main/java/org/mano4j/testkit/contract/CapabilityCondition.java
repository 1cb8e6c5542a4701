package org.mano4j.testkit.contract;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips a case whose capabilities the implementation has not declared, and says so. */
final class CapabilityCondition implements ExecutionCondition {

  /** A suite whose implementation declares what it can. */
  interface Capable {
    Set<String> capabilities();
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    ContractCase one =
        context.getElement().map(test -> test.getAnnotation(ContractCase.class)).orElse(null);
    if (one == null || one.needs().length == 0) {
      return ConditionEvaluationResult.enabled("it needs no capability");
    }
    Set<String> missing = new TreeSet<>(List.of(one.needs()));
    context.getRequiredTestInstances().getAllInstances().stream()
        .filter(Capable.class::isInstance)
        .forEach(suite -> missing.removeAll(((Capable) suite).capabilities()));
    return missing.isEmpty()
        ? ConditionEvaluationResult.enabled("all capabilities are declared")
        : ConditionEvaluationResult.disabled(
            one.id() + " needs " + missing + ", which the implementation does not declare");
  }
}
