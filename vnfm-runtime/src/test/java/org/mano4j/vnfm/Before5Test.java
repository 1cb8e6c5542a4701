package org.mano4j.vnfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.MessageJson;
import org.mano4j.catalogue.message.OrVnfmInstantiate;
import org.mano4j.catalogue.message.OrVnfmMessage;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.BusException;
import org.mano4j.messaging.InMemoryBusConnector;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.QueueSpec;
import org.mano4j.messaging.nfvo.NfvoAddresses;
import org.mano4j.messaging.nfvo.NfvoVersion;
import org.mano4j.messaging.nfvo.RegistrationOptions;

/** The way of NFVO 3.2 and 4.0, with a peer that does what such an NFVO does on its queues. */
class Before5Test {

  private static final BusCredentials ADMIN = new BusCredentials("admin", "openbaton");
  private static final String QUEUE = "nfvo.old-vnfm.actions";

  private final InMemoryBusConnector broker = new InMemoryBusConnector();
  private final MessageBus nfvo = broker.open(ADMIN, "nfvo");
  private @Nullable VnfmRuntime vnfm;
  private final List<JsonNode> registered = new CopyOnWriteArrayList<>();
  private final List<JsonNode> unregistered = new CopyOnWriteArrayList<>();
  private final List<JsonNode> answers = new CopyOnWriteArrayList<>();

  @BeforeEach
  void beAnNfvo() {
    collect("nfvo.vnfm.register", registered);
    collect("nfvo.vnfm.unregister", unregistered);
    collect(NfvoAddresses.VNFM_ACTIONS, answers);
    nfvo.consume(
        QueueSpec.named(NfvoAddresses.VNFM_ACTIONS_REPLY, NfvoAddresses.EXCHANGE),
        10,
        delivery ->
            Messages.granting(Recordings.tree(delivery.message().body()))
                .thenApply(reply -> Optional.of(Message.text(reply))));
  }

  @AfterEach
  void close() {
    if (vnfm != null) {
      vnfm.close();
    }
    broker.close();
  }

  private void collect(String queue, List<JsonNode> into) {
    nfvo.consume(
        QueueSpec.named(queue, NfvoAddresses.EXCHANGE),
        10,
        delivery -> {
          assertThat(delivery.message().replyTo()).isNull();
          into.add(Recordings.tree(delivery.message().body()));
          return CompletableFuture.completedFuture(Optional.empty());
        });
  }

  private BusChannel.Builder channel() {
    return BusChannel.builder(broker).nfvo(NfvoVersion.BEFORE_5).registrationUser(ADMIN);
  }

  private VnfmRuntime start() {
    vnfm =
        VnfmRuntime.builder(new VnfmHandler() {})
            .type("old-vnfm")
            .endpoint("ignored")
            .channel(channel().build())
            .build();
    vnfm.start();
    return vnfm;
  }

  private JsonNode answerTo(OrVnfmMessage request) {
    answers.clear();
    nfvo.publish(NfvoAddresses.of(QUEUE), Message.text(MessageJson.write(request)))
        .toCompletableFuture()
        .join();
    await().until(() -> answers.size() == 1);
    return answers.get(0);
  }

  @Test
  void registersWithItsEndpointAlone() {
    start();
    await().until(() -> registered.size() == 1);
    assertThat(registered.get(0).at("/type").asText()).isEqualTo("old-vnfm");
    assertThat(registered.get(0).at("/endpointType").asText()).isEqualTo("RABBIT");
    assertThat(registered.get(0).at("/enabled").asBoolean()).isTrue();
    assertThat(registered.get(0).at("/active").asBoolean()).isTrue();
    assertThat(registered.get(0).has("action")).isFalse();
  }

  @Test
  void launchesStartsAndReleasesWithAnswersThatAreMessagesOfTheirOwn() {
    start();
    assertThat(answerTo(Messages.instantiate("a")).at("/action").asText()).isEqualTo("INSTANTIATE");
    assertThat(answerTo(Messages.startStop(Action.START, "a")).at("/action").asText())
        .isEqualTo("START");
    assertThat(answerTo(Messages.generic(Action.RELEASE_RESOURCES, "a")).at("/action").asText())
        .isEqualTo("RELEASE_RESOURCES");
    await().until(() -> broker.messageCount(QUEUE) == 0);
  }

  @Test
  void sendsNothingWhereThereIsNothingToSay() {
    start();
    nfvo.publish(NfvoAddresses.of(QUEUE), Message.text(MessageJson.write(Messages.scaleIn("a"))))
        .toCompletableFuture()
        .join();

    assertThat(answerTo(Messages.startStop(Action.START, "a")).at("/action").asText())
        .isEqualTo("START");
    assertThat(answers).hasSize(1);
  }

  @Test
  void reportsAFailureInAMessageToo() {
    start();
    JsonNode answer = answerTo(Messages.generic(Action.SCALED, "a"));

    assertThat(answer.at("/action").asText()).isEqualTo("ERROR");
    assertThat(answer.at("/virtualNetworkFunctionRecord/id").asText()).isEqualTo("id-a");
  }

  @Test
  void unregistersAndDeletesItsQueueWhenTheLastIsClosed() {
    start().close();

    await().until(() -> unregistered.size() == 1);
    assertThat(unregistered.get(0).at("/type").asText()).isEqualTo("old-vnfm");
    assertThat(broker.queueExists(QUEUE)).isFalse();
  }

  @Test
  void saysThatThereIsNoNfvo() {
    InMemoryBusConnector empty = new InMemoryBusConnector();
    VnfmRuntime alone =
        VnfmRuntime.builder(new VnfmHandler() {})
            .type("old-vnfm")
            .channel(
                BusChannel.builder(empty)
                    .nfvo(NfvoVersion.BEFORE_5)
                    .registrationUser(ADMIN)
                    .registration(
                        RegistrationOptions.defaults()
                            .withAttempts(2)
                            .withPause(Duration.ofMillis(1)))
                    .build())
            .build();

    assertThatThrownBy(alone::start)
        .isInstanceOf(BusException.class)
        .hasMessageStartingWith("registration of 'old-vnfm' failed: no queue takes messages for")
        .hasMessageContaining("(attempts: 2); start the NFVO");
    empty.close();
  }

  @Test
  void answersALaunchOnceThoughItsConnectionWasLostMeanwhile() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    List<MessageBus> opened = new CopyOnWriteArrayList<>();
    vnfm =
        VnfmRuntime.builder(
                new VnfmHandler() {
                  @Override
                  public VirtualNetworkFunctionRecord instantiate(
                      VnfmContext context,
                      VirtualNetworkFunctionRecord vnfr,
                      OrVnfmInstantiate request)
                      throws Exception {
                    running.countDown();
                    go.await();
                    return vnfr;
                  }
                })
            .type("old-vnfm")
            .channel(
                BusChannel.builder(
                        (user, name) -> {
                          MessageBus bus = broker.open(user, name);
                          opened.add(bus);
                          return bus;
                        })
                    .nfvo(NfvoVersion.BEFORE_5)
                    .registrationUser(ADMIN)
                    .build())
            .build();
    vnfm.start();
    nfvo.publish(
        NfvoAddresses.of(QUEUE), Message.text(MessageJson.write(Messages.instantiate("a"))));
    running.await();
    RecordedLog.LINES.clear();

    opened.get(1).close();
    await().until(() -> opened.size() == 4 && broker.inspect(QUEUE).orElseThrow().consumers() == 1);
    await().until(() -> RecordedLog.LINES.stream().anyMatch(l -> l.contains("came again")));
    go.countDown();

    await().until(() -> answers.size() == 1);
    vnfm.drain(Duration.ofSeconds(20));
    // what was sent before this has arrived, too
    nfvo.publish(NfvoAddresses.of(NfvoAddresses.VNFM_ACTIONS), Message.text("{}".getBytes()));
    await().until(() -> answers.stream().anyMatch(JsonNode::isEmpty));
    assertThat(answers).hasSize(2);
    assertThat(answers.get(0).at("/action").asText()).isEqualTo("INSTANTIATE");
  }

  @Test
  void registersAgainWhenTheConnectionIsLostMeanwhile() {
    AtomicInteger lost = new AtomicInteger(2);
    vnfm =
        VnfmRuntime.builder(new VnfmHandler() {})
            .type("old-vnfm")
            .channel(
                BusChannel.builder(
                        (user, name) -> {
                          MessageBus bus = broker.open(user, name);
                          if (lost.getAndDecrement() > 0) {
                            bus.close();
                          }
                          return bus;
                        })
                    .nfvo(NfvoVersion.BEFORE_5)
                    .registrationUser(ADMIN)
                    .registration(RegistrationOptions.defaults().withPause(Duration.ZERO))
                    .build())
            .build();

    vnfm.start();

    await().until(() -> registered.size() == 1);
  }
}
