package org.mano4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mano4j.testkit.Waiting.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.manager.ManagerCredentialsBuilder;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.MessageJson;
import org.mano4j.catalogue.message.OrVnfmStartStop;
import org.mano4j.catalogue.message.OrVnfmStartStopBuilder;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecordBuilder;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.BusException;
import org.mano4j.messaging.BusState;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.QueueSpec;
import org.mano4j.messaging.nfvo.ManagerRequest;
import org.mano4j.messaging.nfvo.NfvoAddresses;
import org.mano4j.testkit.broker.RabbitMq;
import org.mano4j.vnfm.BusChannel;
import org.mano4j.vnfm.VnfmContext;
import org.mano4j.vnfm.VnfmHandler;
import org.mano4j.vnfm.VnfmRuntime;

/** BusChannel on RabbitMQ, with broker users that may no more than those of an NFVO 6.0. */
class BusChannelIT {

  private static final String OWN = "^amq\\\\.gen.*|amq\\\\.default$";

  /** Users are the broker's, not the virtual host's, and tests may run side by side. */
  private final String type = "vnfm-" + UUID.randomUUID();

  private final BusCredentials shared = new BusCredentials("shared-" + type, "s");
  private final List<ManagerRequest> registrations = new CopyOnWriteArrayList<>();
  private final List<String> starts = new CopyOnWriteArrayList<>();
  private final CountDownLatch go = new CountDownLatch(1);
  private RabbitMq.VirtualHost host;
  private MessageBus nfvo;

  @BeforeEach
  void beAnNfvo() {
    host = RabbitMq.require().virtualHost();
    String reach = OWN + "|nfvo.manager.handling|openbaton-exchange";
    user(shared, OWN, reach, reach);
    nfvo = host.connector().open(host.credentials(), "nfvo");
    nfvo.consume(
        QueueSpec.named(NfvoAddresses.MANAGER_HANDLING, NfvoAddresses.EXCHANGE),
        1,
        delivery -> {
          ManagerRequest request = ManagerRequest.parse(delivery.message().body());
          registrations.add(request);
          return CompletableFuture.completedFuture(
              request.registers() ? Optional.of(credentials()) : Optional.empty());
        });
  }

  @AfterEach
  void end() {
    go.countDown();
    nfvo.close();
    host.close();
    host.call("DELETE", "users/" + shared.username(), "");
    if (!registrations.isEmpty()) {
      host.call("DELETE", "users/" + type, "");
    }
  }

  private Message credentials() {
    String configure = OWN + "|(" + type + ")|(nfvo." + type + ".actions)";
    String write =
        configure + "|(vnfm.nfvo.actions)|(vnfm.nfvo.actions.reply)|(openbaton-exchange)";
    user(new BusCredentials(type, "p"), configure, write, configure + "|(openbaton-exchange)");
    return Message.text(
        CatalogueJson.write(
            ManagerCredentialsBuilder.builder().rabbitUsername(type).rabbitPassword("p").build()));
  }

  private void user(BusCredentials user, String configure, String write, String read) {
    host.call(
        "PUT",
        "users/" + user.username(),
        "{\"password\":\"" + user.password() + "\",\"tags\":\"\"}");
    host.call(
        "PUT",
        "permissions/" + host.name() + "/" + user.username(),
        "{\"configure\":\""
            + configure
            + "\",\"write\":\""
            + write
            + "\",\"read\":\""
            + read
            + "\"}");
  }

  /** Hangs in the first START, and notes whether others come again. */
  private final class Slow implements VnfmHandler {
    @Override
    public VirtualNetworkFunctionRecord start(
        VnfmContext context, VirtualNetworkFunctionRecord vnfr) throws Exception {
      starts.add("redelivered=" + context.redelivered());
      if (!context.redelivered()) {
        go.await();
      }
      return vnfr;
    }
  }

  private VnfmRuntime vnfm(String endpoint) {
    return VnfmRuntime.builder(new Slow())
        .type(type)
        .endpoint(endpoint)
        .channel(BusChannel.builder(host.connector()).registrationUser(shared).build())
        .build();
  }

  private CompletableFuture<String> request(Action action) {
    OrVnfmStartStop request =
        OrVnfmStartStopBuilder.builder()
            .action(action)
            .virtualNetworkFunctionRecord(
                VirtualNetworkFunctionRecordBuilder.builder().name("a").parentNsId("n").build())
            .build();
    return nfvo.request(
            NfvoAddresses.of(type),
            Message.text(MessageJson.write(request)),
            Duration.ofSeconds(30))
        .thenApply(answer -> MessageJson.readVnfmOr(answer.body()).action().text())
        .toCompletableFuture();
  }

  @Test
  void worksWithTheUserThatAnNfvoHandsOutAndLeavesNothingBehind() {
    try (VnfmRuntime vnfm = vnfm(type)) {
      vnfm.start();
      assertThat(request(Action.STOP).join()).isEqualTo("STOP");
      // the answer is here before the request is acknowledged
      assertThat(vnfm.drain(Duration.ofSeconds(10)).clean()).isTrue();
    }

    await().until(() -> registrations.size() == 2);
    assertThat(registrations.get(1).deregisters()).isTrue();
    assertThat(nfvo.inspect(type)).isEmpty();
  }

  @Test
  void finishesAfterARestartWhatACrashHasLeft() {
    VnfmRuntime crashing = vnfm(type);
    crashing.start();
    CompletableFuture<String> answer = request(Action.START);
    await().until(() -> starts.size() == 1);
    crashing.close();
    assertThat(answer).isNotDone();

    try (VnfmRuntime next = vnfm(type)) {
      next.start();
      assertThat(answer.join()).isEqualTo("START");
      assertThat(starts).containsExactly("redelivered=false", "redelivered=true");
    }
  }

  @Test
  void goesOnWithItsWorkWhenItsConnectionIsCut() {
    try (VnfmRuntime vnfm = vnfm(type)) {
      vnfm.start();
      CompletableFuture<String> answer = request(Action.START);
      await().until(() -> starts.size() == 1);

      List<BusState> states = new CopyOnWriteArrayList<>();
      vnfm.bus().orElseThrow().onStateChange(states::add);
      host.call("DELETE", "connections/username/" + type, "");
      await().until(() -> states.contains(BusState.OPEN));
      await()
          .until(
              () ->
                  nfvo.inspect(type)
                      .filter(queue -> queue.consumers() == 1 && queue.ready() == 0)
                      .isPresent());
      // answered after the request that came again before it was handed over
      nfvo.request(
              NfvoAddresses.of(type),
              Message.text("{\"action\":\"LOG_REQUEST\"}"),
              Duration.ofSeconds(30))
          .toCompletableFuture()
          .join();
      go.countDown();

      assertThat(answer.join()).isEqualTo("START");
      assertThat(starts).containsExactly("redelivered=false");
    }
  }

  @Test
  void deletesItsQueueWhenItIsToldToDeregister() {
    try (VnfmRuntime vnfm = vnfm(type)) {
      vnfm.start();
      vnfm.deregister();

      await().until(() -> registrations.size() == 2);
      assertThat(nfvo.inspect(type)).isEmpty();
    }
  }

  @Test
  void saysWhatToDoAboutAQueueOfAnotherSdk() {
    nfvo.consume(
        QueueSpec.named(type, NfvoAddresses.EXCHANGE), 1, delivery -> new CompletableFuture<>());

    assertThatThrownBy(vnfm(type)::start)
        .isInstanceOf(BusException.Mismatch.class)
        .hasMessageContaining("auto_delete")
        .hasMessageContaining("use the same autoDelete and queueExpiry here");
    assertThat(registrations).hasSize(1);
  }

  @Test
  void saysWhatToDoAboutAQueueThatTheUserMayNotHave() {
    assertThatThrownBy(vnfm("elsewhere")::start)
        .isInstanceOf(BusException.Denied.class)
        .hasMessageContaining("elsewhere")
        .hasMessageContaining("permits the queue that the type was first registered with");
    assertThat(registrations).hasSize(1);
  }
}
