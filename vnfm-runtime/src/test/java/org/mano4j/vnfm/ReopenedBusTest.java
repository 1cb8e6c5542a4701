package org.mano4j.vnfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.OrVnfmInstantiate;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.BusException;
import org.mano4j.messaging.BusState;
import org.mano4j.messaging.DeliveryHandler;
import org.mano4j.messaging.ForwardingBus;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.QueueSpec;
import org.mano4j.messaging.Subscription;
import org.mano4j.messaging.nfvo.RegistrationOptions;

/** A bus that closes by itself, as one does whose user the broker refuses. */
class ReopenedBusTest {

  private static final BusCredentials PRIVATE = new BusCredentials("dummy", "p");

  private final ScriptedNfvo nfvo = new ScriptedNfvo();
  private final List<MessageBus> opened = new CopyOnWriteArrayList<>();
  private final AtomicInteger refusals = new AtomicInteger();

  @AfterEach
  void stop() {
    nfvo.close();
  }

  /** Remembers the private connections, and refuses as many others as it is told. */
  private MessageBus open(BusCredentials user, String name) {
    if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new BusException.Denied("user refused");
    }
    MessageBus bus = nfvo.broker.open(user, name);
    if (user.equals(PRIVATE)) {
      opened.add(bus);
    }
    return bus;
  }

  private VnfmRuntime start(VnfmHandler handler, int attempts) {
    return nfvo.start(nfvo.vnfm(handler).channel(channel(attempts)));
  }

  private BusChannel channel(int attempts) {
    BusConnector connector = this::open;
    return BusChannel.builder(connector)
        .registration(
            RegistrationOptions.defaults().withAttempts(attempts).withPause(Duration.ofMillis(10)))
        .build();
  }

  private JsonNode request() {
    return nfvo.request("dummy", Messages.startStop(Action.START, "a")).join();
  }

  @Test
  void registersAgainAndTakesRequests() {
    VnfmRuntime vnfm = start(new VnfmHandler() {}, 5);
    refusals.set(2);

    opened.get(0).close();

    assertThat(request().at("/action").asText()).isEqualTo("START");
    assertThat(nfvo.registrations).hasSize(2);
    assertThat(vnfm.state()).isEqualTo(VnfmRuntime.State.RUNNING);
    opened.get(1).close();
    assertThat(request().at("/action").asText()).isEqualTo("START");
  }

  @Test
  void takesRequestsAlsoWhenTheNextBusClosesBeforeItIsDoneWithOpeningIt() {
    AtomicInteger consumers = new AtomicInteger();
    BusConnector connector =
        (user, name) ->
            new ForwardingBus(open(user, name)) {
              @Override
              public Subscription consume(QueueSpec spec, int prefetch, DeliveryHandler handler) {
                Subscription subscription = super.consume(spec, prefetch, handler);
                if (consumers.incrementAndGet() == 2) {
                  bus().close();
                }
                return subscription;
              }
            };
    nfvo.start(nfvo.vnfm(new VnfmHandler() {}).channel(BusChannel.builder(connector).build()));

    opened.get(0).close();

    assertThat(request().at("/action").asText()).isEqualTo("START");
    assertThat(consumers).hasValue(3);
  }

  @Test
  void tellsTheListenerOfItsUserTheStatesOfAllBuses() {
    VnfmRuntime vnfm = start(new VnfmHandler() {}, 5);
    MessageBus bus = vnfm.bus().orElseThrow();
    List<BusState> states = new CopyOnWriteArrayList<>();
    bus.onStateChange(states::add);

    opened.get(0).close();

    await().until(() -> states.contains(BusState.OPEN));
    assertThat(states).endsWith(BusState.CLOSED, BusState.OPEN);
    assertThat(bus.state()).isEqualTo(BusState.OPEN);
    assertThat(vnfm.bus()).contains(bus);
  }

  @Test
  void goesOnWithALaunchThatWasInWork() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    start(
        new VnfmHandler() {
          @Override
          public VirtualNetworkFunctionRecord instantiate(
              VnfmContext context, VirtualNetworkFunctionRecord vnfr, OrVnfmInstantiate request)
              throws Exception {
            running.countDown();
            go.await();
            return vnfr;
          }
        },
        5);
    nfvo.answering(Messages::granting);
    CompletableFuture<JsonNode> answer = nfvo.request("dummy", Messages.instantiate("a"));
    running.await();

    opened.get(0).close();
    await().until(() -> opened.size() == 2);
    go.countDown();

    assertThat(answer.get(20, TimeUnit.SECONDS).at("/action").asText()).isEqualTo("INSTANTIATE");
  }

  @Test
  void aWindowThatWasChangedIsTheSameOverTheNextBus() {
    CountDownLatch go = new CountDownLatch(1);
    VnfmHandler blocked =
        new VnfmHandler() {
          @Override
          public VirtualNetworkFunctionRecord start(
              VnfmContext context, VirtualNetworkFunctionRecord vnfr) throws Exception {
            go.await();
            return vnfr;
          }
        };
    BusChannel channel = channel(5);
    nfvo.start(nfvo.vnfm(blocked).prefetch(1).channel(channel));
    channel.prefetch(3);

    opened.get(0).close();
    await().until(() -> opened.size() == 2);
    List<CompletableFuture<JsonNode>> answers =
        IntStream.range(0, 6)
            .mapToObj(i -> nfvo.request("dummy", Messages.startStop(Action.START, "start-" + i)))
            .toList();

    MessageBus eye = nfvo.broker.open(new BusCredentials("admin", "a"), "eye");
    await().until(() -> eye.inspect("dummy").orElseThrow().ready() == 3);
    go.countDown();
    answers.forEach(CompletableFuture::join);
  }

  @Test
  void closesWithAnErrorWhenThatFailsForGood() throws Exception {
    VnfmRuntime vnfm = start(new VnfmHandler() {}, 2);
    assertThat(vnfm.awaitClosed(Duration.ZERO)).isFalse();
    refusals.set(Integer.MAX_VALUE);

    opened.get(0).close();

    assertThat(vnfm.awaitClosed(Duration.ofSeconds(20))).isTrue();
    vnfm.awaitClosed();
    assertThat(vnfm.state()).isEqualTo(VnfmRuntime.State.CLOSED);
    assertThat(RecordedLog.LINES)
        .anyMatch(
            line ->
                line.startsWith("ERROR VNF manager 'dummy' takes no requests any more and closes: ")
                    && line.contains("user refused (attempts: 2)"));
  }

  @Test
  void opensNothingAgainOnceItIsClosedOrDrained() throws Exception {
    VnfmRuntime vnfm = start(new VnfmHandler() {}, 5);

    vnfm.drain(Duration.ZERO);
    opened.get(0).close();
    vnfm.close();

    assertThat(vnfm.awaitClosed(Duration.ofSeconds(20))).isTrue();
    assertThat(opened).hasSize(1);
    assertThat(nfvo.registrations).hasSize(1);
  }

  @Test
  void saysThatItTakesRequests() {
    start(new VnfmHandler() {}, 1);

    assertThat(RecordedLog.LINES).contains("INFO VNF manager 'dummy' takes requests");
  }
}
