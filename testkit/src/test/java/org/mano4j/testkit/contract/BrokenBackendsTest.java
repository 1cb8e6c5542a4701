package org.mano4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mano4j.pop.PopException;
import org.mano4j.pop.server.InstanceListener;
import org.mano4j.pop.server.InstanceSpec;
import org.mano4j.pop.server.InstanceState;
import org.mano4j.pop.server.PopBackend;
import org.mano4j.pop.server.StartedInstance;
import org.mano4j.testkit.pop.PopCaseResult;
import org.mano4j.testkit.pop.PopCaseResult.Outcome;
import org.mano4j.testkit.pop.PopContract;

/** The suite finds what authors of backends get wrong. */
class BrokenBackendsTest {

  /** A backend with one mistake, in the suite. */
  private abstract static class Broken extends InMemoryPopBackendContractTest {

    @Override
    protected Duration timeout() {
      return Duration.ofSeconds(1);
    }

    /** The cases of some areas that fail. */
    Set<String> failing(String... areas) {
      try (PopBackendBench bench = new PopBackendBench(this);
          PopContract contract = PopContract.open(bench.target())) {
        return PopContract.cases().stream()
            .filter(one -> List.of(areas).contains(one.area()))
            .map(contract::run)
            .filter(result -> result.outcome() == Outcome.FAILED)
            .map(PopCaseResult::ofCase)
            .map(one -> one.id())
            .collect(Collectors.toSet());
      }
    }
  }

  @Test
  void aStopThatReturnsBeforeTheInstanceIsGone() {
    Executor later = CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS);
    Broken suite =
        new Broken() {
          @Override
          protected PopBackend backend() {
            return new JobBackend(platform) {
              @Override
              public void stop(String instanceId, Duration grace) {
                later.execute(() -> super.stop(instanceId, grace));
              }
            };
          }
        };

    assertThat(suite.failing("stop", "delete")).contains("stop-08", "delete-10");
  }

  @Test
  void aStartThatLeavesSomethingWhenItFails() {
    Map<String, InstanceState> halves = new ConcurrentHashMap<>();
    Broken suite =
        new Broken() {
          @Override
          protected PopBackend backend() {
            return new JobBackend(platform) {
              @Override
              public StartedInstance start(InstanceSpec spec) {
                try {
                  return super.start(spec);
                } catch (PopException e) {
                  halves.put(spec.id(), new InstanceState(spec.id(), false, null, false));
                  throw e;
                }
              }

              @Override
              public List<InstanceState> instances() {
                return Stream.concat(super.instances().stream(), halves.values().stream()).toList();
              }
            };
          }
        };

    assertThat(suite.failing("start")).containsExactly("start-12");
  }

  @Test
  void anExitThatIsNeverReported() {
    Broken suite =
        new Broken() {
          @Override
          protected PopBackend backend() {
            return new JobBackend(platform) {
              @Override
              public void open(String owner, InstanceListener listener) {
                super.open(owner, (instanceId, exitCode) -> {});
              }
            };
          }
        };

    assertThat(suite.failing("exit")).contains("exit-01", "exit-02", "exit-03", "exit-07");
  }

  @Test
  void anExitWhoseCodeIsLost() {
    Broken suite =
        new Broken() {
          @Override
          protected PopBackend backend() {
            return new JobBackend(platform) {
              @Override
              public void open(String owner, InstanceListener listener) {
                super.open(owner, (instanceId, exitCode) -> listener.exited(instanceId, 0));
              }
            };
          }
        };

    assertThat(suite.failing("exit")).containsExactlyInAnyOrder("exit-03", "exit-06");
  }

  @Test
  void aPlatformThatForgetsItsInstancesAfterACrash() {
    Broken suite =
        new Broken() {
          @Override
          protected PopBackend backend() {
            return new JobBackend(platform) {
              @Override
              public List<InstanceState> instances() {
                return List.of();
              }
            };
          }
        };

    assertThat(suite.failing("reconcile")).contains("reconcile-01");
  }
}
