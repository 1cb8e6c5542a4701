package org.mano4j.testkit.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mano4j.testkit.Waiting.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.MessageJson;
import org.mano4j.catalogue.message.VnfmOrError;
import org.mano4j.catalogue.message.VnfmOrMessage;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.nfvo.ManagerRequest;
import org.mano4j.messaging.nfvo.NfvoAddresses;
import org.mano4j.messaging.nfvo.RegistrationOptions;
import org.mano4j.vnfm.BusChannel;
import org.mano4j.vnfm.VnfmHandler;
import org.mano4j.vnfm.VnfmRuntime;

/** Managers that live longer than the orchestrator, or are there before it, on a RabbitMQ. */
class NfvoRestartIT {

  private final LiveNfvo nfvo = new LiveNfvo();

  @AfterEach
  void close() {
    nfvo.close();
  }

  private VnfmRuntime vnfm() {
    return nfvo.vnfm(new VnfmHandler() {}).build();
  }

  private VnfmRuntime impatientVnfm() {
    return VnfmRuntime.builder(new VnfmHandler() {})
        .type(LiveNfvo.VNFM)
        .channel(
            BusChannel.builder(nfvo.host.connector())
                .registrationUser(nfvo.host.credentials())
                .registration(
                    new RegistrationOptions(100, Duration.ofMillis(100), Duration.ofSeconds(5)))
                .build())
        .build();
  }

  private void serves() throws Exception {
    assertThat(
            nfvo.request(LiveNfvo.start("a")).get(60, TimeUnit.SECONDS).map(VnfmOrMessage::action))
        .contains(Action.START);
  }

  @Test
  void aManagerServesAnNfvoThatWasRestarted() throws Exception {
    nfvo.answering(request -> CompletableFuture.completedFuture(LiveNfvo.yes(request)));
    try (VnfmRuntime vnfm = vnfm()) {
      vnfm.start();
      serves();

      nfvo.restart();

      serves();
      assertThat(
              nfvo.request(LiveNfvo.instantiate("b"))
                  .get(60, TimeUnit.SECONDS)
                  .map(VnfmOrMessage::action))
          .contains(Action.INSTANTIATE);
      assertThat(nfvo.registrations).hasSize(1);
    }
  }

  @Test
  void aLaunchWhoseNfvoIsGoneEndsAtOnce() throws Exception {
    try (VnfmRuntime vnfm = vnfm();
        MessageBus asker = nfvo.host.connector().open(nfvo.host.credentials(), "asker")) {
      vnfm.start();
      nfvo.stop();

      Message answer =
          asker
              .request(
                  NfvoAddresses.of(LiveNfvo.VNFM),
                  Message.text(MessageJson.write(LiveNfvo.instantiate("a"))),
                  LiveNfvo.PATIENCE)
              .toCompletableFuture()
              .get(60, TimeUnit.SECONDS);

      assertThat(((VnfmOrError) MessageJson.readVnfmOr(answer.body())).exception().detailMessage())
          .contains("GRANT_OPERATION", NfvoAddresses.VNFM_ACTIONS_REPLY);
    }
  }

  @Test
  void theLastReplicaDeregistersAndNoOther() throws Exception {
    try (VnfmRuntime last = vnfm()) {
      last.start();
      try (VnfmRuntime other = vnfm()) {
        other.start();
      }
      serves();
      assertThat(nfvo.registrations).allMatch(ManagerRequest::registers).hasSize(2);
      last.drain(LiveNfvo.PATIENCE); // what is answered but not acknowledged would keep the queue
    }

    await().until(() -> nfvo.registrations.stream().anyMatch(ManagerRequest::deregisters));
    assertThat(nfvo.bus.inspect(LiveNfvo.VNFM)).isEmpty();
  }

  @Test
  void aManagerRegistersAsSoonAsThereIsAnNfvo() throws Exception {
    nfvo.stop();
    try (VnfmRuntime vnfm = impatientVnfm()) {
      CompletableFuture<Void> started = CompletableFuture.runAsync(vnfm::start);
      await().pollDelay(Duration.ofMillis(500)).until(() -> !started.isDone());

      nfvo.restart();

      started.get(60, TimeUnit.SECONDS);
      serves();
    }
  }

  @Test
  void aManagerRegistersAsSoonAsTheExchangeOfTheNfvoIsThere() throws Exception {
    nfvo.stop();
    nfvo.host.call("DELETE", "exchanges/" + nfvo.host.name() + "/" + NfvoAddresses.EXCHANGE, "");
    try (VnfmRuntime vnfm = impatientVnfm()) {
      CompletableFuture<Void> started = CompletableFuture.runAsync(vnfm::start);
      await().pollDelay(Duration.ofMillis(500)).until(() -> !started.isDone());

      nfvo.host.declareExchange(NfvoAddresses.EXCHANGE);
      nfvo.restart();

      started.get(60, TimeUnit.SECONDS);
      serves();
    }
  }
}
