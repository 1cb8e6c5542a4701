package org.mano4j.pop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.grpc.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mano4j.pop.PopException.Code;

class PopSessionsTest {

  private static final PopCredentials ADMIN = new PopCredentials("admin", "secret");

  private FakePop pop;
  private PopSessions sessions;

  @BeforeEach
  void open() throws IOException {
    pop = new FakePop().start();
    sessions = FakePop.sessions(PopClientOptions.defaults());
  }

  @AfterEach
  void close() {
    sessions.close();
    pop.close();
  }

  @Test
  void nothingIsConnectedBeforeTheFirstCall() {
    client();

    assertThat(pop.transports).hasValue(0);
    assertThat(pop.logins).hasValue(0);
  }

  @Test
  void clientsOfOneUserShareOneSessionAndOneConnection() {
    client().info();
    client().info();

    assertThat(pop.logins).hasValue(1);
    assertThat(pop.transports).hasValue(1);
  }

  @Test
  void usersHaveSessionsOfTheirOwnOnOneConnection() {
    client().info();
    sessions.client(pop.endpoint(), new PopCredentials("viewer", "secret")).info();

    assertThat(pop.logins).hasValue(2);
    assertThat(pop.transports).hasValue(1);
  }

  @Test
  void aWrongPasswordGetsNoShareInTheSessionOfTheRightOne() {
    client().info();
    PopClient wrong = sessions.client(pop.endpoint(), new PopCredentials("admin", "guess"));

    assertThatThrownBy(wrong::info)
        .asInstanceOf(type(PopException.class))
        .extracting(PopException::code)
        .isEqualTo(Code.INVALID_ARGUMENT);
  }

  @Test
  void callsAtTheSameTimeLogInOnce() throws Exception {
    PopCredentials slow = new PopCredentials("slow", "secret");
    int callers = 8;
    ExecutorService executor = Executors.newFixedThreadPool(callers);
    try {
      List<Future<PopInfo>> calls = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        Callable<PopInfo> call = () -> sessions.client(pop.endpoint(), slow).info();
        calls.add(executor.submit(call));
      }
      Awaitility.await().until(() -> pop.logins.get() == 1);
      pop.mayLogIn.countDown();
      for (Future<PopInfo> call : calls) {
        assertThat(call.get().name()).isEqualTo("f");
      }
    } finally {
      executor.shutdownNow();
    }

    assertThat(pop.logins).hasValue(1);
    assertThat(pop.infos).hasValue(callers);
  }

  @Test
  void whoGivesUpWaitingForALoginLeavesItToTheOthers() {
    PopClient client = sessions.client(pop.endpoint(), new PopCredentials("slow", "secret"));

    assertThatThrownBy(() -> client.withDeadline(Duration.ofMillis(50)).info())
        .asInstanceOf(type(PopException.class))
        .extracting(PopException::code)
        .isEqualTo(Code.DEADLINE_EXCEEDED);
    pop.mayLogIn.countDown();

    assertThat(client.info().name()).isEqualTo("f");
    assertThat(pop.logins).hasValue(1);
  }

  @Test
  void logsInAgainWhenTheTokenIsRefused() {
    client().info();
    pop.valid.clear();

    assertThat(client().info().name()).isEqualTo("f");
    assertThat(pop.logins).hasValue(2);
  }

  @Test
  void aHundredCallsWhoseTokenHasExpiredLogInOnce() throws Exception {
    client().info();
    pop.valid.clear();
    CountDownLatch begin = new CountDownLatch(1);
    ExecutorService executor = Executors.newFixedThreadPool(100);
    try {
      List<Future<PopInfo>> calls = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        calls.add(
            executor.submit(
                () -> {
                  begin.await();
                  return client().info();
                }));
      }
      begin.countDown();
      for (Future<PopInfo> call : calls) {
        assertThat(call.get(50, TimeUnit.SECONDS).name()).isEqualTo("f");
      }
    } finally {
      executor.shutdownNow();
    }

    assertThat(pop.logins).hasValue(2);
  }

  @Test
  void logsInAgainOnlyOnce() {
    pop.refusal.set(Status.PERMISSION_DENIED.withDescription("never"));

    assertThatThrownBy(client()::info)
        .asInstanceOf(type(PopException.class))
        .extracting(PopException::code)
        .isEqualTo(Code.PERMISSION_DENIED);
    assertThat(pop.logins).hasValue(2);
    assertThat(pop.infos).hasValue(2);
  }

  @Test
  void logsInAgainOnNoOtherRefusal() {
    for (Status.Code code : Status.Code.values()) {
      if (code == Status.Code.OK || code == Status.Code.PERMISSION_DENIED) {
        continue;
      }
      pop.refusal.set(Status.fromCode(code).withDescription("because"));

      assertThatThrownBy(client()::info)
          .asInstanceOf(type(PopException.class))
          .satisfies(e -> assertThat(e.code().name()).isEqualTo(code.name()))
          .satisfies(e -> assertThat(e.text()).isEqualTo("because"));
    }
    assertThat(pop.logins).hasValue(1);
  }

  @Test
  void afterAFailedLoginTheNextCallTriesAnew() {
    PopClient wrong = sessions.client(pop.endpoint(), new PopCredentials("admin", "hunter2"));

    for (int i = 1; i <= 2; i++) {
      assertThatThrownBy(wrong::info)
          .isInstanceOf(PopException.class)
          .hasMessageContaining("Login of user 'admin' (for Info)")
          .hasMessageContaining(pop.endpoint().toString())
          .hasMessageContaining("invalid credentials")
          .hasMessageNotContaining("hunter2");
      assertThat(pop.logins).hasValue(i);
    }
  }

  @Test
  void logoutEndsTheSessionAndTheNextCallOpensAnother() {
    client().info();
    client().logout();

    assertThat(pop.valid).isEmpty();
    assertThat(client().info().name()).isEqualTo("f");
    assertThat(pop.logins).hasValue(2);
  }

  @Test
  void logoutWithoutASessionDoesNothing() {
    client().logout();

    assertThat(pop.logins).hasValue(0);
  }

  @Test
  void logoutOfASessionThatThePopHasEndedIsNoError() {
    client().info();
    pop.valid.clear();

    client().logout();

    assertThat(client().info().name()).isEqualTo("f");
  }

  @Test
  void closingLogsOutEverywhere() {
    client().info();
    sessions.client(pop.endpoint(), new PopCredentials("viewer", "secret")).info();

    sessions.close();

    assertThat(pop.valid).isEmpty();
    assertThatThrownBy(this::client).isInstanceOf(IllegalStateException.class);
    sessions.close();
  }

  @Test
  void aForgottenPopIsLoggedOutAndConnectedAnewByTheNextCall() {
    PopClient old = client();
    old.info();

    sessions.forget(pop.endpoint());

    assertThat(pop.valid).isEmpty();
    assertThat(sessions.size()).isZero();
    assertThat(old.info().name()).isEqualTo("f");
    assertThat(pop.transports).hasValue(2);
  }

  @Test
  void aPopThatIsNotThereIsUnavailableAtOnce() throws IOException {
    try (TakenPort port = new TakenPort()) {
      PopEndpoint nobody = PopEndpoint.of("127.0.0.1", port.number());

      assertThatThrownBy(() -> sessions.client(nobody, ADMIN).info())
          .asInstanceOf(type(PopException.class))
          .satisfies(e -> assertThat(e.code()).isEqualTo(Code.UNAVAILABLE))
          .satisfies(
              e ->
                  assertThat(e)
                      .hasMessageContaining(nobody.toString())
                      .hasMessageContaining("refused"));
    }
  }

  @Test
  void aPopThatComesBackIsReachedByTheNextCallWithoutWaiting() throws IOException {
    try (TakenPort port = new TakenPort();
        FakePop back = new FakePop().start(port.number())) {
      PopClient client = sessions.client(back.endpoint(), ADMIN);
      client.info();
      back.stopListening();
      for (int i = 0; i < 5; i++) {
        assertThatThrownBy(client::info).isInstanceOf(PopException.class);
      }

      back.start(port.number());

      assertThat(client.info().name()).isEqualTo("f");
    }
  }

  @Test
  void findingWhatIsNotThereIsEmptyOnPopsOfAllAges() {
    PopClient client = client();
    for (Status status :
        List.of(
            Status.NOT_FOUND.withDescription("no container for the given filter: none"),
            Status.UNKNOWN.withDescription("no container specified"),
            Status.UNKNOWN.withDescription("no network specified"),
            Status.UNKNOWN.withDescription("Error: No such image: X"))) {
      pop.refusal.set(status);

      assertThat(client.container(Filter.byName("X"))).isEmpty();
      assertThat(client.image(Filter.byName("X"))).isEmpty();
      assertThat(client.network(Filter.byName("X"))).isEmpty();
    }
  }

  @Test
  void otherFailuresOfFindingAreNotTakenForNothingFound() {
    pop.refusal.set(Status.UNKNOWN.withDescription("engine is down"));

    assertThatThrownBy(() -> client().container(Filter.byName("X")))
        .isInstanceOf(PopException.class)
        .hasMessageContaining("engine is down");
  }

  @Test
  void stopAndDeleteTellADeadlineOnlyIfItWasChosen() {
    client().stop(Filter.byName("x"));
    client().delete(Filter.byName("x"));
    client().withDeadline(Duration.ofSeconds(9)).stop(Filter.byName("x"));
    client().withDeadline(Duration.ofSeconds(9)).delete(Filter.byName("x"));

    assertThat(pop.deadlineTold).containsExactly(false, false, true, true);
  }

  @Test
  void aCallEndsAtItsDeadlineEvenIfThePopWasNotToldOne() {
    PopSessions hasty =
        PopSessions.create(PopClientOptions.defaults().withDeadline(Duration.ofMillis(200)));
    try (hasty) {
      PopClient client = hasty.client(pop.endpoint(), ADMIN);
      // A login has to be done by then as well, which takes as long as it takes.
      Awaitility.await()
          .ignoreExceptionsInstanceOf(PopException.class)
          .until(() -> client.info().name().equals("f"));

      assertThatThrownBy(() -> client.stop(Filter.byName("stubborn")))
          .asInstanceOf(type(PopException.class))
          .extracting(PopException::code)
          .isEqualTo(Code.DEADLINE_EXCEEDED);
    }
  }

  @Test
  void anInterruptEndsTheCallAndIsKept() {
    client().info();
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> client().stop(Filter.byName("stubborn")))
        .asInstanceOf(type(PopException.class))
        .extracting(PopException::code)
        .isEqualTo(Code.CANCELLED);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void optionsOutOfRangeAreRefused() {
    PopClientOptions options = PopClientOptions.defaults();

    assertThatThrownBy(() -> options.withDeadline(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> options.withMaxMessageSize(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> client().withDeadline(Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private PopClient client() {
    return sessions.client(pop.endpoint(), ADMIN);
  }
}
