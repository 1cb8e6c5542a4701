package org.mano4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class CapabilityConditionTest {

  /** A suite of one area, as the published ones are. */
  @DisplayNameGeneration(ContractNames.class)
  static final class Suite implements CapabilityCondition.Capable {
    @Override
    public Set<String> capabilities() {
      return Set.of("FLIES");
    }

    @ContractCase(id = "XX-01", says = "It flies", needs = "FLIES")
    void flies() {}

    @ContractCase(
        id = "XX-02",
        says = "It swims",
        needs = {"FLIES", "SWIMS"})
    void swims() {}
  }

  @Test
  void skipsWhatNeedsACapabilityThatIsNotDeclaredAndSaysSo() {
    List<String> events = new CopyOnWriteArrayList<>();
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request().selectors(selectClass(Suite.class)).build();

    LauncherFactory.create()
        .execute(
            request,
            new TestExecutionListener() {
              @Override
              public void executionSkipped(TestIdentifier test, String reason) {
                events.add(test.getDisplayName() + ": " + reason);
              }

              @Override
              public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest()) {
                  events.add(test.getDisplayName() + ": " + result.getStatus());
                }
              }
            });

    assertThat(events)
        .containsExactlyInAnyOrder(
            "XX-01 It flies: SUCCESSFUL",
            "XX-02 It swims: XX-02 needs [SWIMS], which the implementation does not declare");
  }
}
