package org.mano4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.record.Status;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.messaging.InMemoryBusConnector;
import org.mano4j.messaging.nfvo.NfvoAddresses;

class OfflineNfvoTest {

  private static final Instant NOW = Instant.parse("2026-11-21T00:18:36.488Z");

  @RegisterExtension final Lab lab = Lab.open();

  @RegisterExtension
  final Lab fixed =
      Lab.builder(
          NfvoOptions.defaults(),
          builder -> builder.clock(Clock.fixed(NOW, ZoneOffset.ofHours(5))).random(new Random(1)));

  @Test
  void doesNothingBeforeItIsStarted() {
    try (InMemoryBusConnector bus = new InMemoryBusConnector();
        OfflineNfvo nfvo = OfflineNfvo.builder().bus(bus).build()) {
      assertThat(bus.queueNames()).isEmpty();
      assertThatThrownBy(nfvo::vims)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("not started");
    }
  }

  @Test
  void isStartedOnlyOnce() {
    assertThatThrownBy(lab.nfvo::start).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void isNotStartedAfterItWasClosed() {
    try (InMemoryBusConnector bus = new InMemoryBusConnector()) {
      OfflineNfvo nfvo = OfflineNfvo.builder().bus(bus).build();
      nfvo.close();

      assertThatThrownBy(nfvo::start)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("was closed");
      assertThat(bus.queueNames()).isEmpty();
    }
  }

  @Test
  void leavesNothingOpenWhenItIsClosedWhileItIsStarted() {
    AtomicReference<OfflineNfvo> opening = new AtomicReference<>();
    try (InMemoryBusConnector bus = new InMemoryBusConnector()) {
      opening.set(
          OfflineNfvo.builder()
              .bus(
                  (user, name) -> {
                    opening.get().close();
                    return bus.open(user, name);
                  })
              .build());

      assertThatThrownBy(opening.get()::start)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("closed while it was started");
      assertThat(bus.queueNames()).isEmpty();
    }
  }

  @Test
  void takesItsQueuesAlongWhenItIsClosed() {
    assertThat(lab.bus.queueNames())
        .contains(
            NfvoAddresses.MANAGER_HANDLING,
            NfvoAddresses.VNFM_ACTIONS,
            NfvoAddresses.VNFM_ACTIONS_REPLY);

    lab.nfvo.close();
    lab.nfvo.close();

    assertThat(lab.bus.queueExists(NfvoAddresses.MANAGER_HANDLING)).isFalse();
    assertThatThrownBy(lab.nfvo::vims)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void endsWhatIsInProgressWhenItIsClosed() {
    String nsr = lab.active(Nsds.nsd().vnf("srv", 1, 2));
    lab.vnfm.isSilentOn(Action.SCALE_OUT);
    CompletableFuture<VNFCInstance> scaleOut = lab.nfvo.scaleOut(nsr, "srv");

    lab.nfvo.close();

    assertThatThrownBy(scaleOut::get).hasRootCauseInstanceOf(RuntimeException.class);
  }

  @Test
  void drainsWithoutLeavingAnything() {
    lab.active(Nsds.nsd().vnf("srv", 1, 2));

    assertThat(lab.nfvo.drain(Lab.SOON).clean()).isTrue();
  }

  @Test
  void knowsTheStatusOfNoServiceThatItHasNotLaunched() {
    assertThatThrownBy(() -> lab.nfvo.status("nobody"))
        .isInstanceOf(OperationRefused.class)
        .hasMessageContaining("nobody");
    assertThat(lab.nfvo.nsr("nobody")).isEmpty();
  }

  @Test
  void writesTimesOfTheGivenClockAsARealNfvoDoes() {
    String nsr = fixed.active(Nsds.nsd().vnf("srv", 1, 2));

    assertThat(fixed.nfvo.nsr(nsr).orElseThrow().createdAt())
        .isEqualTo("2026.11.21 at 00:18:36 UTC");
    assertThat(fixed.nfvo.vnfr(nsr, "srv").lifecycleEventHistory().get(0).executedAt())
        .isEqualTo("2026.11.21-00:18:36:488-UTC");
    assertThat(fixed.nfvo.trace().entries().get(0).time()).isEqualTo(NOW);
  }

  @Test
  void takesHostNamesFromTheGivenNumbers() {
    String nsr = fixed.active(Nsds.nsd().vnf("srv", 1, 2));

    assertThat(fixed.nfvo.vnfr(nsr, "srv").vnfcInstances().get(0).hostname())
        .isEqualTo("srv-" + new Random(1).nextInt(10_000_000));
  }

  @Test
  void waitsForAStatusThatIsThereAlready() {
    String nsr = lab.active(Nsds.nsd().vnf("srv", 1, 2));

    assertThat(lab.nfvo.awaitStatus(nsr, Status.ACTIVE, Duration.ofMillis(1)).id()).isEqualTo(nsr);
    assertThatThrownBy(() -> lab.nfvo.awaitStatus(nsr, Status.ERROR, Duration.ofMillis(20)))
        .isInstanceOf(StatusNotReached.class)
        .hasMessageContaining("it is ACTIVE");
  }

  @Test
  void needsABus() {
    assertThatThrownBy(() -> OfflineNfvo.builder().build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no bus");
  }

  @Test
  void refusesImpossibleOptions() {
    NfvoOptions options = NfvoOptions.defaults();

    assertThatThrownBy(() -> options.withParallelLaunches(0))
        .hasMessageContaining("parallelLaunches must be at least 1, not 0");
    assertThatThrownBy(() -> options.withReleaseTimeout(Duration.ZERO))
        .hasMessageContaining("releaseTimeout must be more than zero");
  }
}
