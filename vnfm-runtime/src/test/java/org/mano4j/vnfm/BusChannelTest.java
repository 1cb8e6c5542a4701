package org.mano4j.vnfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.manager.VnfmManagerEndpoint;
import org.mano4j.catalogue.manager.VnfmManagerEndpointBuilder;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.VnfmOrGenericBuilder;
import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.BusException;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.QueueSpec;
import org.mano4j.messaging.nfvo.NfvoAddresses;

class BusChannelTest {

  private static final BusCredentials PRIVATE = new BusCredentials("dummy", "p");
  private static final VnfmManagerEndpoint ENDPOINT =
      VnfmManagerEndpointBuilder.builder().type("dummy").endpoint("dummy").build();
  private static final Channel.RequestHandler NOBODY = request -> new CompletableFuture<>();

  private final ScriptedNfvo nfvo = new ScriptedNfvo();
  private final ExecutorService other = Executors.newSingleThreadExecutor();

  @AfterEach
  void stop() {
    other.shutdownNow();
    nfvo.close();
  }

  /** Does something with each private connection before the manager gets it. */
  private BusConnector privately(UnaryOperator<MessageBus> change) {
    return (credentials, name) -> {
      MessageBus bus = nfvo.broker.open(credentials, name);
      return credentials.equals(PRIVATE) ? change.apply(bus) : bus;
    };
  }

  private static MessageBus closed(MessageBus bus) {
    bus.close();
    return bus;
  }

  /** A bus on which something happens right before a queue is deleted. */
  private static MessageBus interrupted(MessageBus bus, Runnable beforeDelete) {
    return (MessageBus)
        Proxy.newProxyInstance(
            MessageBus.class.getClassLoader(),
            new Class<?>[] {MessageBus.class},
            (proxy, method, arguments) -> {
              if (method.getName().startsWith("delete")) {
                beforeDelete.run();
              }
              try {
                return method.invoke(bus, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private void awaitDeregistration() {
    await().until(() -> nfvo.registrations.size() == 2);
    assertThat(nfvo.registrations.get(1).deregisters()).isTrue();
    assertThat(nfvo.registrations.get(1).vnfmManagerEndpoint().type()).isEqualTo("dummy");
  }

  /** Registers and deregisters somebody else: what was sent before has arrived then. */
  private void assertRegistrations(int count) {
    BusChannel last = BusChannel.builder(nfvo.broker).build();
    last.register(ENDPOINT.withType("last").withEndpoint("last"));
    assertThat(nfvo.registrations).hasSize(count + 1);
    last.close();
  }

  @Test
  void tellsTheNfvoSomethingThatHasNoAnswer() throws Exception {
    CompletableFuture<Message> told = new CompletableFuture<>();
    nfvo.broker
        .open(PRIVATE, "nfvo")
        .consume(
            QueueSpec.named(NfvoAddresses.VNFM_ACTIONS, NfvoAddresses.EXCHANGE),
            1,
            delivery -> {
              told.complete(delivery.message());
              return CompletableFuture.completedFuture(Optional.empty());
            });
    try (BusChannel channel = BusChannel.builder(nfvo.broker).build()) {
      channel.register(ENDPOINT);

      channel
          .send(
              VnfmOrGenericBuilder.builder()
                  .action(Action.MODIFY)
                  .virtualNetworkFunctionRecord(Messages.vnfr("a"))
                  .build())
          .toCompletableFuture()
          .get(20, TimeUnit.SECONDS);

      Message message = told.get(20, TimeUnit.SECONDS);
      assertThat(message.contentType()).isEqualTo("text/plain");
      assertThat(message.replyTo()).isNull();
      assertThat(Recordings.tree(message.body()).at("/action").asText()).isEqualTo("MODIFY");
    }
  }

  @Test
  void saysWhenTheNfvoIsNotThereToBeTold() {
    try (BusChannel channel = BusChannel.builder(nfvo.broker).build()) {
      channel.register(ENDPOINT);
      CompletableFuture<Void> sent =
          channel
              .send(VnfmOrGenericBuilder.builder().action(Action.MODIFY).build())
              .toCompletableFuture();

      assertThatThrownBy(() -> sent.get(20, TimeUnit.SECONDS))
          .hasCauseInstanceOf(BusException.Unroutable.class);
    }
  }

  @Test
  void deregistersWhenItsOwnConnectionCannotBeOpened() {
    BusException refused = new BusException("access refused");
    BusChannel channel =
        BusChannel.builder(
                privately(
                    bus -> {
                      bus.close();
                      throw refused;
                    }))
            .build();

    assertThatThrownBy(() -> channel.register(ENDPOINT))
        .isSameAs(refused)
        .hasNoSuppressedExceptions();

    awaitDeregistration();
  }

  @Test
  void saysWhyItDidNotStartAlsoWhenItCannotDeregister() {
    BusException refused = new BusException("access refused");
    BusConnector connector =
        (credentials, name) -> {
          if (credentials.equals(PRIVATE)) {
            throw refused;
          } else if (!nfvo.registrations.isEmpty()) {
            throw new BusException("the broker is gone");
          }
          return nfvo.broker.open(credentials, name);
        };
    VnfmRuntime vnfm =
        nfvo.vnfm(new VnfmHandler() {}).channel(BusChannel.builder(connector).build()).build();

    assertThatThrownBy(vnfm::start).isSameAs(refused);

    assertThat(refused.getSuppressed())
        .singleElement()
        .satisfies(notTold -> assertThat(notTold).hasMessage("the broker is gone"));
  }

  @Test
  void deregistersOnceWhenItCannotReceive() {
    VnfmRuntime vnfm =
        nfvo.vnfm(new VnfmHandler() {})
            .channel(BusChannel.builder(privately(BusChannelTest::closed)).build())
            .build();

    assertThatThrownBy(vnfm::start).isInstanceOf(BusException.Closed.class);

    awaitDeregistration();
    assertRegistrations(2);
  }

  @Test
  void deregistersWhenItIsClosedWhileItRegisters() throws Exception {
    CountDownLatch opening = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    BusChannel channel =
        BusChannel.builder(
                privately(
                    bus -> {
                      opening.countDown();
                      awaitUnchecked(go);
                      return bus;
                    }))
            .build();
    Future<?> registered = other.submit(() -> channel.register(ENDPOINT));
    opening.await();

    channel.close();
    go.countDown();

    assertThatThrownBy(() -> registered.get(20, TimeUnit.SECONDS))
        .hasCauseInstanceOf(BusException.Closed.class);
    awaitDeregistration();
  }

  @Test
  void cutsOffNoReplicaWhenItsStartFails() {
    BusChannel replica = BusChannel.builder(nfvo.broker).build();
    replica.register(ENDPOINT);
    replica.receive(1, NOBODY);
    BusChannel channel = BusChannel.builder(privately(BusChannelTest::closed)).build();
    channel.register(ENDPOINT);

    assertThatThrownBy(() -> channel.receive(1, NOBODY)).isInstanceOf(BusException.Closed.class);
    channel.close();

    assertRegistrations(2);
    replica.close();
  }

  @Test
  void deregistersOnceWhenToldToAndClosed() {
    VnfmRuntime vnfm = nfvo.vnfm(new VnfmHandler() {}).build();
    vnfm.start();

    vnfm.deregister();
    vnfm.close();

    awaitDeregistration();
    assertThat(nfvo.broker.queueExists("dummy")).isFalse();
    assertRegistrations(2);
  }

  @Test
  void keepsQueueAndRegistrationWhenAReplicaComesBeforeItLeaves() {
    AtomicReference<Runnable> beforeDelete = new AtomicReference<>(() -> {});
    BusChannel leaving =
        BusChannel.builder(privately(bus -> interrupted(bus, () -> beforeDelete.get().run())))
            .build();
    leaving.register(ENDPOINT);
    leaving.receive(1, NOBODY);
    BusChannel replica = BusChannel.builder(nfvo.broker).build();
    beforeDelete.set(
        () -> {
          replica.register(ENDPOINT);
          replica.receive(1, NOBODY);
        });

    leaving.close();

    assertThat(nfvo.broker.inspect("dummy").orElseThrow().consumers()).isEqualTo(1);
    assertRegistrations(2);
    replica.close();
  }

  @Test
  void staysRegisteredForTheRequestsItLeaves() throws Exception {
    BusChannel channel = BusChannel.builder(nfvo.broker).build();
    channel.register(ENDPOINT);
    CountDownLatch begun = new CountDownLatch(1);
    channel.receive(
        1,
        request -> {
          begun.countDown();
          return new CompletableFuture<>();
        });
    nfvo.publish("dummy", new byte[] {'1'});
    begun.await();

    channel.close();

    assertThat(nfvo.broker.messageCount("dummy")).isEqualTo(1);
    assertRegistrations(1);
  }

  /** A bus whose {@code consume} does something else first. */
  private static MessageBus consuming(MessageBus bus, Consumer<QueueSpec> before) {
    return (MessageBus)
        Proxy.newProxyInstance(
            MessageBus.class.getClassLoader(),
            new Class<?>[] {MessageBus.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("consume")) {
                before.accept((QueueSpec) arguments[0]);
              }
              try {
                return method.invoke(bus, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private void receive(BusChannel channel) {
    channel.register(ENDPOINT);
    channel.receive(1, NOBODY);
  }

  @Test
  void hasADurableQueueThatExpires() {
    List<QueueSpec> declared = new CopyOnWriteArrayList<>();
    try (BusChannel channel =
        BusChannel.builder(privately(bus -> consuming(bus, declared::add))).build()) {
      receive(channel);
    }

    assertThat(declared)
        .containsExactly(
            new QueueSpec(
                "dummy",
                true,
                false,
                false,
                Map.of("x-expires", 60_000L),
                List.of(NfvoAddresses.of("dummy"))));
  }

  @Test
  void leavesTheExpiryOutIfToldSoAndForAQueueThatVanishesAnyway() {
    List<QueueSpec> declared = new CopyOnWriteArrayList<>();
    BusConnector connector = privately(bus -> consuming(bus, declared::add));
    try (BusChannel channel = BusChannel.builder(connector).queueExpiry(Duration.ZERO).build()) {
      receive(channel);
    }
    try (BusChannel channel = BusChannel.builder(connector).autoDelete(true).build()) {
      receive(channel);
    }

    assertThat(declared).allMatch(queue -> queue.arguments().isEmpty());
    assertThat(declared).extracting(QueueSpec::autoDelete).containsExactly(false, true);
  }

  @Test
  void leavesTheExpiryOutWhereTheBrokerRefusesIt() {
    try (BusChannel channel =
        BusChannel.builder(
                privately(
                    bus ->
                        consuming(
                            bus,
                            queue -> {
                              if (!queue.arguments().isEmpty()) {
                                throw new BusException.Mismatch("unknown argument x-expires");
                              }
                            })))
            .build()) {
      receive(channel);

      assertThat(nfvo.broker.inspect("dummy").orElseThrow().consumers()).isEqualTo(1);
    }
  }

  @Test
  void saysWhatToDoAboutAQueueThatIsThereWithOtherProperties() {
    MessageBus older = nfvo.broker.open(PRIVATE, "older");
    older.consume(
        QueueSpec.named("dummy", NfvoAddresses.EXCHANGE), 1, delivery -> new CompletableFuture<>());
    BusChannel channel = BusChannel.builder(nfvo.broker).build();
    channel.register(ENDPOINT);

    assertThatThrownBy(() -> channel.receive(1, NOBODY))
        .isInstanceOf(BusException.Mismatch.class)
        .hasMessageContaining("queue 'dummy' is there with other properties")
        .hasMessageEndingWith(
            "Queue 'dummy' is of a VNF manager with other settings or of another SDK, whose queues"
                + " are auto-delete: stop that one, so that its queue vanishes, or use the same"
                + " autoDelete and queueExpiry here (amqp.queues.autodelete and"
                + " amqp.queues.expires). No setting fits a queue that is not durable, or a quorum"
                + " queue, which refuses a prefetch for its channel: delete it");
    channel.close();
  }

  @Test
  void saysWhatToDoAboutAQueueThatIsNotPermitted() {
    BusChannel channel =
        BusChannel.builder(
                privately(
                    bus ->
                        consuming(
                            bus,
                            queue -> {
                              throw new BusException.Denied("access to queue 'dummy' refused");
                            })))
            .build();
    channel.register(ENDPOINT);

    assertThatThrownBy(() -> channel.receive(1, NOBODY))
        .isInstanceOf(BusException.Denied.class)
        .hasMessage(
            "access to queue 'dummy' refused. An NFVO permits the queue that the type was first"
                + " registered with, one of 5.0 those whose names contain the type: use such a name"
                + " as endpoint, or deregister the type once and register it anew");
    channel.close();
    // it would cut off those that work on the permitted queue
    assertRegistrations(1);
  }

  @Test
  void deletesItsQueueBeforeItDeregisters() {
    BusChannel channel = BusChannel.builder(nfvo.broker).build();
    receive(channel);

    channel.deregister();

    assertThat(nfvo.broker.queueExists("dummy")).isFalse();
    awaitDeregistration();
    channel.close();
    assertRegistrations(2);
  }

  @Test
  void deregistersWithReplicasIfThatIsMeant() {
    BusChannel replica = BusChannel.builder(nfvo.broker).build();
    receive(replica);
    BusChannel channel = BusChannel.builder(nfvo.broker).build();
    receive(channel);

    channel.deregister();

    await().until(() -> nfvo.registrations.size() == 3);
    assertThat(nfvo.registrations.get(2).deregisters()).isTrue();
    assertThat(nfvo.broker.inspect("dummy").orElseThrow().consumers()).isEqualTo(1);
    channel.close();
    replica.close();
  }

  @Test
  void refusesAnExpiryThatNoBrokerCouldKeep() {
    assertThatThrownBy(() -> BusChannel.builder(nfvo.broker).queueExpiry(Duration.ofNanos(1)))
        .hasMessageStartingWith("queueExpiry must be zero or at least 1 ms");
    assertThatThrownBy(() -> BusChannel.builder(nfvo.broker).queueExpiry(Duration.ofMillis(-1)))
        .hasMessageStartingWith("queueExpiry must be zero or at least 1 ms");
  }

  private static void awaitUnchecked(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new BusException("interrupted", e);
    }
  }
}
