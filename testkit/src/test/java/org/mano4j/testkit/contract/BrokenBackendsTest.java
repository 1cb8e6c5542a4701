package org.mano4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mano4j.pop.PopException;
import org.mano4j.pop.server.InstanceListener;
import org.mano4j.pop.server.InstanceSpec;
import org.mano4j.pop.server.InstanceState;
import org.mano4j.pop.server.PopBackend;
import org.mano4j.pop.server.StartedInstance;
import org.mano4j.testkit.pop.PopCase;
import org.mano4j.testkit.pop.PopCaseResult;
import org.mano4j.testkit.pop.PopCaseResult.Outcome;
import org.mano4j.testkit.pop.PopContract;

/** The suite finds what authors of backends get wrong. */
class BrokenBackendsTest {

  /** A backend with one mistake, in the suite. */
  private abstract static class Broken extends InMemoryPopBackendContractTest {

    /** The cases of some areas that fail. */
    Set<String> failing(String... areas) {
      return failing(one -> List.of(areas).contains(one.area()));
    }

    /** Those of some cases that fail. */
    Set<String> failing(Predicate<PopCase> some) {
      try (PopBackendBench bench = new PopBackendBench(this);
          PopContract contract = PopContract.open(bench.target())) {
        return PopContract.cases().stream()
            .filter(some)
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
    Queue<Runnable> ends = new ConcurrentLinkedQueue<>();
    Broken suite =
        new Broken() {
          @Override
          protected PopBackend backend() {
            return new JobBackend(platform) {
              @Override
              public void stop(String instanceId, Duration grace) {
                ends.add(() -> super.stop(instanceId, grace));
              }

              /** Whoever looks finds what was stopped, once. */
              @Override
              public List<InstanceState> instances() {
                List<InstanceState> seen = super.instances();
                Stream.generate(ends::poll).takeWhile(Objects::nonNull).forEach(Runnable::run);
                return seen;
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
    Set<String> waiting = Set.of("exit-01", "exit-02", "exit-03", "exit-07");
    Broken suite =
        new Broken() {
          /** That is how long each of them waits. */
          @Override
          protected Duration timeout() {
            return Duration.ofSeconds(3);
          }

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

    assertThat(suite.failing(one -> waiting.contains(one.id()))).isEqualTo(waiting);
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
