package org.mano4j.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.mano4j.testkit.OfflineSite;
import org.mano4j.vnfm.VnfmHandler;

class ManoExtensionTest {

  @RegisterExtension
  final ManoExtension mano = ManoExtension.create().pop("pop-1").vnfm("idle", new VnfmHandler() {});

  @Test
  void givesATestARunningSite() {
    assertThat(mano.nfvo().registered()).contains("idle", "vim-drivers.pop.offline");
    assertThat(mano.nfvo().vims()).extracting(vim -> vim.name()).containsExactly("pop-1");
    assertThat(mano.containers()).isEmpty();
  }

  @Test
  void hasNoSiteOutsideOfTests() {
    ManoExtension outside = ManoExtension.create();

    assertThatThrownBy(outside::site).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void addsTheTraceToAFailure() {
    List<TestExecutionSummary.Failure> failures = run(Failing.class).getFailures();

    assertThat(failures).hasSize(1);
    assertThat(failures.get(0).getException().getSuppressed())
        .singleElement()
        .satisfies(trace -> assertThat(trace.getMessage()).contains("register", "idle"));
  }

  @Test
  void isSharedByAllTestsFromAStaticField() {
    Sharing.seen.clear();

    assertThat(run(Sharing.class).getTestsSucceededCount()).isEqualTo(2);
    assertThat(Sharing.seen).hasSize(1);
    assertThatThrownBy(Sharing.mano::site).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void isSharedByNestedClassesAndRunsUntilTheOuterOneEnds() {
    Nesting.seen.clear();

    assertThat(run(Nesting.class).getTestsSucceededCount()).isEqualTo(3);
    assertThat(Nesting.seen).hasSize(1);
    assertThatThrownBy(Nesting.mano::site).isInstanceOf(IllegalStateException.class);

    assertThat(run(Nesting.class).getTestsSucceededCount()).isEqualTo(3);
    assertThat(Nesting.seen).hasSize(2);
  }

  @Test
  void isNewForEachTestFromAFieldOfTheInstance() {
    Apart.seen.clear();

    assertThat(run(Apart.class).getTestsSucceededCount()).isEqualTo(2);
    assertThat(Apart.seen).hasSize(2);
  }

  private static TestExecutionSummary run(Class<?> testClass) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request().selectors(selectClass(testClass)).build(),
            listener);
    return listener.getSummary();
  }

  // not found by the build, since their names do not end with Test
  static class Failing {
    @RegisterExtension
    final ManoExtension mano = ManoExtension.create().vnfm("idle", new VnfmHandler() {});

    @Test
    void fails() {
      throw new AssertionError("on purpose");
    }
  }

  static class Sharing {
    @RegisterExtension static final ManoExtension mano = ManoExtension.create();
    private static final Set<OfflineSite> seen = new HashSet<>();

    @Test
    void one() {
      seen.add(mano.site());
    }

    @Test
    void two() {
      seen.add(mano.site());
    }
  }

  static class Nesting {
    @RegisterExtension static final ManoExtension mano = ManoExtension.create();
    private static final Set<OfflineSite> seen = new HashSet<>();

    @Test
    void outside() {
      seen.add(mano.site());
    }

    @Nested
    class One {
      @Test
      void inside() {
        seen.add(mano.site());
      }
    }

    @Nested
    class Two {
      @Test
      void inside() {
        seen.add(mano.site());
      }
    }
  }

  static class Apart {
    private static final Set<OfflineSite> seen = new HashSet<>();
    @RegisterExtension final ManoExtension mano = ManoExtension.create();

    @Test
    void one() {
      seen.add(mano.site());
    }

    @Test
    void two() {
      seen.add(mano.site());
    }
  }
}
