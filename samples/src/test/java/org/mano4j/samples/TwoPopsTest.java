package org.mano4j.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mano4j.catalogue.record.NetworkServiceRecord;
import org.mano4j.catalogue.record.Status;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.nfvo.NfvoAddresses;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.nfv.MgmtVnfm;
import org.mano4j.pop.server.Gate;
import org.mano4j.testkit.OfflinePop;
import org.mano4j.testkit.StatusNotReached;
import org.mano4j.testkit.junit.ManoExtension;

/** One driver and one VNFM serve two Pops; what happens to one does not touch the other. */
class TwoPopsTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  @RegisterExtension
  final ManoExtension mano =
      ManoExtension.create().pop("east").pop("west").vnfm("mgmt", new MgmtVnfm());

  @Test
  void eachContainerLandsWhereItsVimSays() {
    mano.launch("nsd.json", clientsInTheEastServerInTheWest());

    assertThat(pop("east").containers())
        .singleElement()
        .satisfies(container -> running(container, "sipp-client-"));
    assertThat(pop("west").containers())
        .singleElement()
        .satisfies(container -> running(container, "sipp-server-"));
  }

  @Test
  void theManagersOfTheTwoVimsStayApart() {
    mano.launch("nsd.json", clientsInTheEastServerInTheWest());

    try (MessageBus bus =
        mano.site().broker().open(NfvoAddresses.DEFAULT_REGISTRATION_USER, "test")) {
      assertThat(mano.nfvo().vims())
          .allSatisfy(
              vim ->
                  assertThat(bus.inspect("vim-mgmt-" + vim.id() + ".vim-drivers.pop.offline"))
                      .hasValueSatisfying(queue -> assertThat(queue.consumers()).isOne()));
    }
    assertThat(mano.nfvo().vims()).extracting("id").doesNotHaveDuplicates();
  }

  @Test
  void aDeadPopDisturbsNoCallToTheOther() throws Exception {
    pop("west").die();

    NetworkServiceRecord nsr = mano.launch("nsd.json", everythingIn("east"));
    mano.nfvo().scaleOut(nsr.id(), "sipp-client").get(SOON.toSeconds(), TimeUnit.SECONDS);
    mano.nfvo().terminate(nsr.id()).get(SOON.toSeconds(), TimeUnit.SECONDS);

    assertThat(pop("east").stats().containers()).isZero();
    assertThatThrownBy(() -> mano.launch("nsd.json", everythingIn("west")))
        .isInstanceOf(StatusNotReached.class)
        .hasMessageContaining("west");
  }

  @Test
  void aPopThatHangsDisturbsNoCallToTheOther() {
    String slow;
    try (Gate starts = pop("west").backend().holdStarts()) {
      slow = mano.nfvo().launch(mano.site().onboard("nsd.json", everythingIn("west")));
      await().until(() -> starts.waiting() > 0);
      mano.launch("nsd.json", everythingIn("east"));
      assertThat(mano.nfvo().status(slow)).isNotEqualTo(Status.ACTIVE);
    }
    mano.nfvo().awaitStatus(slow, Status.ACTIVE, SOON);
  }

  private OfflinePop pop(String name) {
    return mano.site().pop(name);
  }

  private static void running(Container container, String namePrefix) {
    assertThat(container.name()).startsWith(namePrefix);
    assertThat(container.status()).isEqualTo(ContainerStatus.RUNNING);
  }

  private static byte[] clientsInTheEastServerInTheWest() {
    return Sipp.nsd(
        nsd -> {
          Sipp.vdu(nsd, "sipp-client").withArray("vimInstanceName").add("east");
          Sipp.vdu(nsd, "sipp-server").withArray("vimInstanceName").add("west");
        });
  }

  private static byte[] everythingIn(String vim) {
    return Sipp.nsd(
        nsd -> {
          Sipp.vdu(nsd, "sipp-client").withArray("vimInstanceName").add(vim);
          Sipp.vdu(nsd, "sipp-server").withArray("vimInstanceName").add(vim);
        });
  }
}
