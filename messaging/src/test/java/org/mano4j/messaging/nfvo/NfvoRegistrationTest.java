package org.mano4j.messaging.nfvo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.manager.EndpointType;
import org.mano4j.catalogue.manager.VnfmManagerEndpoint;
import org.mano4j.catalogue.manager.VnfmManagerEndpointBuilder;
import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.BusException;
import org.mano4j.messaging.BusState;
import org.mano4j.messaging.InMemoryBusConnector;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.QueueSpec;
import org.mano4j.messaging.Subscription;

class NfvoRegistrationTest {

  private static final BusCredentials USER = NfvoAddresses.DEFAULT_REGISTRATION_USER;
  private static final RegistrationOptions QUICK =
      new RegistrationOptions(3, Duration.ofMillis(5), Duration.ofSeconds(20));

  /** For an NFVO that does not answer. */
  private static final RegistrationOptions HASTY = QUICK.withTimeout(Duration.ofMillis(100));

  private static final VnfmManagerEndpoint ENDPOINT =
      VnfmManagerEndpointBuilder.builder()
          .type("mgmt")
          .endpointType(EndpointType.RABBIT)
          .endpoint("mgmt-endpoint")
          .enabled(true)
          .active(true)
          .build();

  private final InMemoryBusConnector broker = new InMemoryBusConnector();
  private final List<ManagerRequest> received = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    broker.close();
  }

  private Subscription startNfvo(Optional<Message> answer) {
    return broker
        .open(new BusCredentials("nfvo", "nfvo"), "nfvo")
        .consume(
            QueueSpec.named(NfvoAddresses.MANAGER_HANDLING, NfvoAddresses.EXCHANGE),
            1,
            delivery -> {
              assertThat(delivery.message().contentType()).startsWith("text");
              received.add(ManagerRequest.parse(delivery.message().body()));
              return CompletableFuture.completedFuture(answer);
            });
  }

  private static Optional<Message> credentials() {
    return Optional.of(Message.text(Resources.bytes("credentials.json")));
  }

  @Test
  void registersAVnfmAndReturnsItsPrivateUser() {
    startNfvo(credentials());

    Registration registration = NfvoRegistration.registerVnfm(broker, USER, ENDPOINT, QUICK);

    assertThat(received).containsExactly(ManagerRequest.register("mgmt", ENDPOINT));
    assertThat(registration.type()).isEqualTo("mgmt");
    assertThat(registration.credentials())
        .isEqualTo(new BusCredentials("mgmt", "Xk2v0QmT9rLw3ZbA"));
    assertThat(registration.endpoint()).isEqualTo(ENDPOINT);
    assertThat(registration.managerCredentials().id()).isNotNull();
    assertThat(registration.toString()).doesNotContain("Xk2v0QmT9rLw3ZbA");
  }

  @Test
  void registersAPluginWithoutEndpoint() {
    startNfvo(credentials());

    Registration registration =
        NfvoRegistration.registerPlugin(broker, USER, "vim-drivers.pop.openbaton", QUICK);

    assertThat(received)
        .containsExactly(ManagerRequest.register("vim-drivers.pop.openbaton", null));
    assertThat(registration.endpoint()).isNull();
  }

  @Test
  void triesAgainUntilAnNfvoIsThere() {
    AtomicInteger requests = new AtomicInteger();
    BusConnector counting =
        counting(
            () -> {
              if (requests.incrementAndGet() == 3) {
                startNfvo(credentials());
              }
            });

    NfvoRegistration.registerVnfm(counting, USER, ENDPOINT, QUICK);

    assertThat(requests).hasValue(3);
    assertThat(received).hasSize(1);
  }

  @Test
  void failsAtOnceWhenTheConnectorDoesNotReachTheBroker() {
    AtomicInteger opened = new AtomicInteger();
    BusException unreachable =
        new BusException.Unreachable("cannot connect to broker", new IOException("refused"));
    BusConnector patient =
        (credentials, name) -> {
          opened.incrementAndGet();
          throw unreachable;
        };

    assertThatExceptionOfType(BusException.Unreachable.class)
        .isThrownBy(() -> NfvoRegistration.registerVnfm(patient, USER, ENDPOINT, QUICK))
        .isSameAs(unreachable);
    assertThat(opened).hasValue(1);
  }

  @Test
  void failsAtOnceWhenTheBrokerRefusesTheUser() {
    AtomicInteger opened = new AtomicInteger();
    BusException refusal = new BusException("the broker refuses user 'openbaton'");
    BusConnector strict =
        (credentials, name) -> {
          opened.incrementAndGet();
          throw refusal;
        };

    assertThatExceptionOfType(BusException.class)
        .isThrownBy(() -> NfvoRegistration.registerVnfm(strict, USER, ENDPOINT, QUICK))
        .isSameAs(refusal);
    assertThat(opened).hasValue(1);
  }

  @Test
  void triesAgainWhenTheConnectionIsLostOrTheBrokerFull() {
    startNfvo(credentials());
    Queue<BusException> failures =
        new ConcurrentLinkedQueue<>(
            List.of(
                new BusException.Closed("the connection is gone"),
                new BusException.Refused("the queue is full")));
    BusConnector shaky =
        counting(
            () -> {
              BusException failure = failures.poll();
              if (failure != null) {
                throw failure;
              }
            });

    assertThat(NfvoRegistration.registerVnfm(shaky, USER, ENDPOINT, QUICK).type())
        .isEqualTo("mgmt");
    assertThat(failures).isEmpty();
  }

  @Test
  void saysWhatToDoWhenTheBrokerStaysFull() {
    BusConnector full =
        counting(
            () -> {
              throw new BusException.Refused("the queue is full");
            });

    assertThatExceptionOfType(BusException.class)
        .isThrownBy(() -> NfvoRegistration.registerVnfm(full, USER, ENDPOINT, QUICK))
        .withMessage(
            "registration of 'mgmt' failed: the queue is full (3 attempts); look at the broker and"
                + " the network to it");
  }

  @Test
  void failsAtOnceWhenTheConnectorIsClosed() {
    AtomicInteger opened = new AtomicInteger();
    BusConnector closed =
        (credentials, name) -> {
          opened.incrementAndGet();
          throw new BusException.Closed("the in-memory broker is closed");
        };

    assertThatExceptionOfType(BusException.Closed.class)
        .isThrownBy(() -> NfvoRegistration.registerVnfm(closed, USER, ENDPOINT, QUICK));
    assertThat(opened).hasValue(1);
  }

  @Test
  void triesAgainWhenTheNfvoDoesNotAnswer() {
    startNfvo(Optional.empty());

    assertThatExceptionOfType(BusException.class)
        .isThrownBy(() -> NfvoRegistration.registerVnfm(broker, USER, ENDPOINT, HASTY))
        .withMessageContainingAll("'mgmt'", "did not answer in 0.1 s", "3 attempts");
    await().until(() -> received.size() == 3);
  }

  @Test
  void saysWhatToDoWhenThereIsNoNfvo() {
    assertThatExceptionOfType(BusException.class)
        .isThrownBy(() -> NfvoRegistration.registerVnfm(broker, USER, ENDPOINT, QUICK))
        .withMessage(
            "registration of 'mgmt' failed: no NFVO answers on 'nfvo.manager.handling' (3"
                + " attempts); start the NFVO, and check that it uses this broker and virtual"
                + " host");
  }

  @Test
  void doesNotQuoteAnAnswerItCannotRead() {
    startNfvo(Optional.of(Message.text("{\"rabbitPassword\": hidden}")));
    assertThatExceptionOfType(BusException.class)
        .isThrownBy(() -> NfvoRegistration.registerVnfm(broker, USER, ENDPOINT, QUICK))
        .withNoCause()
        .withMessageContainingAll("'mgmt'", "26 bytes", "no broker user")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hidden"));
  }

  @Test
  void refusesCredentialsWithoutAPassword() {
    startNfvo(Optional.of(Message.text("{\"rabbitUsername\": \"mgmt\"}")));
    assertThatExceptionOfType(BusException.class)
        .isThrownBy(() -> NfvoRegistration.registerVnfm(broker, USER, ENDPOINT, QUICK))
        .withMessageContaining("no broker user");
  }

  @Test
  void endsWhenItsThreadIsInterrupted() throws Exception {
    RegistrationOptions patient = QUICK.withPause(Duration.ofMinutes(10));
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    AtomicInteger requests = new AtomicInteger();
    Thread thread =
        new Thread(
            () -> {
              try {
                NfvoRegistration.registerVnfm(
                    counting(requests::incrementAndGet), USER, ENDPOINT, patient);
              } catch (BusException e) {
                failure.complete(
                    Thread.currentThread().isInterrupted() ? e : new AssertionError("flag lost"));
              }
            });
    thread.start();
    await().until(() -> requests.get() == 1);

    thread.interrupt();

    assertThat(failure.get(20, TimeUnit.SECONDS))
        .isInstanceOf(BusException.class)
        .hasMessage("registration of 'mgmt' was interrupted");
  }

  @Test
  void closesItsConnections() {
    startNfvo(Optional.empty());
    List<MessageBus> opened = new CopyOnWriteArrayList<>();
    BusConnector remembering =
        (credentials, name) -> {
          opened.add(broker.open(credentials, name));
          return opened.get(opened.size() - 1);
        };

    assertThatExceptionOfType(BusException.class)
        .isThrownBy(() -> NfvoRegistration.registerVnfm(remembering, USER, ENDPOINT, HASTY));

    assertThat(opened)
        .isNotEmpty()
        .allSatisfy(bus -> assertThat(bus.state()).isEqualTo(BusState.CLOSED));
  }

  @Test
  void deregistersWithThePrivateCredentials() {
    startNfvo(credentials());
    Registration registration = NfvoRegistration.registerVnfm(broker, USER, ENDPOINT, QUICK);

    NfvoRegistration.deregister(broker, USER, registration, QUICK);

    await().until(() -> received.size() == 2);
    assertThat(received.get(1))
        .isEqualTo(ManagerRequest.deregister("mgmt", "Xk2v0QmT9rLw3ZbA", ENDPOINT));
  }

  @Test
  void saysThatThereIsNoNfvoToLeave() {
    Subscription nfvo = startNfvo(credentials());
    Registration registration =
        NfvoRegistration.registerPlugin(broker, USER, "vim-drivers.pop.openbaton", QUICK);
    MessageBus bus = broker.open(USER, "test");
    nfvo.close();

    assertThatExceptionOfType(BusException.Unroutable.class)
        .isThrownBy(() -> NfvoRegistration.deregister(bus, registration, QUICK.timeout()));
  }

  @Test
  void refusesImpossibleOptions() {
    RegistrationOptions defaults = RegistrationOptions.defaults();
    assertThat(defaults)
        .isEqualTo(new RegistrationOptions(20, Duration.ofMillis(2500), Duration.ofSeconds(30)));
    assertThatIllegalArgumentException().isThrownBy(() -> defaults.withAttempts(0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> defaults.withPause(Duration.ofMillis(-1)));
    assertThatIllegalArgumentException().isThrownBy(() -> defaults.withTimeout(Duration.ZERO));
  }

  /** The broker, whose buses tell of each request before it is sent. */
  private BusConnector counting(Runnable onRequest) {
    return (credentials, name) -> {
      MessageBus bus = broker.open(credentials, name);
      return (MessageBus)
          Proxy.newProxyInstance(
              MessageBus.class.getClassLoader(),
              new Class<?>[] {MessageBus.class},
              (proxy, method, args) -> {
                if (method.getName().equals("request")) {
                  onRequest.run();
                }
                try {
                  return method.invoke(bus, args);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    };
  }
}
