package org.mano4j.pop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.grpc.Status;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mano4j.pop.PopException.Code;

/** Which sessions are closed while their owner still wants them, and which never. */
class IdleSessionsTest {

  private static final Duration IDLE = Duration.ofMinutes(10);

  private final AtomicLong nanos = new AtomicLong(42);
  private final List<PopSessions> made = new ArrayList<>();
  private FakePop pop;

  @BeforeEach
  void start() throws IOException {
    pop = new FakePop().start();
  }

  @AfterEach
  void close() {
    made.forEach(PopSessions::close);
    pop.close();
  }

  private PopSessions sessions(PopClientOptions options) {
    PopSessions sessions =
        PopSessions.create(options, endpoint -> Optional.empty(), nanos::get, FakePop.PATIENT);
    made.add(sessions);
    return sessions;
  }

  private PopClient client(PopSessions sessions, String user) {
    return sessions.client(pop.endpoint(), new PopCredentials(user, "secret"));
  }

  private static PopClientOptions options() {
    return PopClientOptions.defaults().withIdle(IDLE);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private void awaitLogout() {
    await().until(() -> pop.valid.isEmpty());
  }

  @Test
  void anIdleSessionIsLoggedOutAndTheNextCallOpensAnother() {
    PopSessions sessions = sessions(options());
    PopClient client = client(sessions, "a");
    client.info();

    pass(IDLE.minusMillis(1));
    sessions.closeIdle();
    assertThat(pop.valid).hasSize(1);
    pass(Duration.ofMillis(1));
    sessions.closeIdle();

    awaitLogout();
    assertThat(sessions.size()).isZero();
    assertThat(client.info().name()).isEqualTo("f");
    assertThat(pop.logins).hasValue(2);
    assertThat(pop.transports).hasValue(2);
  }

  @Test
  void idleTimeBeginsAnewWithEveryCall() {
    PopSessions sessions = sessions(options());
    client(sessions, "a").info();
    pass(IDLE.minusSeconds(1));
    client(sessions, "a").info();
    pass(IDLE.minusSeconds(1));

    sessions.closeIdle();

    assertThat(pop.valid).hasSize(1);
  }

  @Test
  void aTimerClosesThemToo() {
    PopSessions sessions =
        FakePop.sessions(PopClientOptions.defaults().withIdle(Duration.ofMillis(50)));
    made.add(sessions);
    client(sessions, "a").info();
    client(sessions, "b").info();

    awaitLogout();
    await().until(() -> sessions.size() == 0);
  }

  @Test
  void nothingKeepsWhatIsClosedUntilTheTimerWouldGoOff() {
    WeakReference<LongSupplier> clock = new WeakReference<>(clockOfClosedSessions());

    await()
        .until(
            () -> {
              System.gc();
              return clock.get() == null;
            });
  }

  private LongSupplier clockOfClosedSessions() {
    LongSupplier clock = new AtomicLong()::get;
    PopSessions sessions =
        PopSessions.create(options(), endpoint -> Optional.empty(), clock, FakePop.PATIENT);
    try (sessions) {
      client(sessions, "a").info();
    }
    return clock;
  }

  @Test
  void allWhoShareAConnectionAreLoggedOutBeforeItIsClosed() {
    for (int round = 0; round < 20; round++) {
      PopSessions sessions = sessions(options());
      for (int user = 0; user < 20; user++) {
        client(sessions, "user-" + user).info();
      }

      sessions.close();

      assertThat(pop.valid).as("round %d", round).isEmpty();
    }
  }

  @Test
  void allWhoAreIdleAtOnceAreLoggedOut() {
    PopSessions sessions = sessions(options());
    for (int round = 0; round < 20; round++) {
      for (int user = 0; user < 20; user++) {
        client(sessions, "user-" + user).info();
      }
      pass(IDLE);

      sessions.closeIdle();

      awaitLogout();
    }
  }

  @Test
  void zeroMeansNever() {
    PopSessions sessions = sessions(options().withIdle(Duration.ZERO));
    client(sessions, "a").info();
    pass(Duration.ofDays(300));

    assertThat(sessions.size()).isOne();
    assertThat(client(sessions, "a").info().name()).isEqualTo("f");
    assertThat(pop.logins).hasValue(1);
  }

  @Test
  void aSessionWithACallUnderWayIsNotIdle() throws Exception {
    PopSessions sessions = sessions(options());
    CompletableFuture<Void> stopping =
        client(sessions, "a").async().stop(Filter.byName("stubborn"));
    await().until(() -> !pop.deadlineTold.isEmpty());

    pass(IDLE.multipliedBy(2));
    sessions.closeIdle();

    assertThat(pop.valid).hasSize(1);
    pop.mayStop.countDown();
    stopping.get(30, TimeUnit.SECONDS);
    pass(IDLE);
    sessions.closeIdle();
    awaitLogout();
  }

  @Test
  void aStreamThatIsOpenIsUse() throws IOException {
    PopSessions sessions = sessions(options().withMaxSessions(1));
    try (RenewedPop told = new RenewedPop()) {
      told.start();
      PopClient watcher = sessions.client(told.endpoint(), new PopCredentials("a", "secret"));
      PopStream<ContainerEvent> events = watcher.watch();

      pass(IDLE.multipliedBy(2));
      sessions.closeIdle();

      assertThat(events.next().sequence()).isEqualTo(40);
      assertThatExceptionOfType(PopException.class).isThrownBy(client(sessions, "b")::info);
      events.close();
      assertThat(client(sessions, "b").info().name()).isEqualTo("f");
      await().until(told.valid::isEmpty);
    }
  }

  @Test
  void aStreamThatWasReadToItsEndIsNoUse() throws IOException {
    PopSessions sessions = sessions(options().withMaxSessions(1));
    try (RenewedPop told = new RenewedPop()) {
      told.start();
      PopStream<LogChunk> lines =
          sessions
              .client(told.endpoint(), new PopCredentials("a", "secret"))
              .logs(Filter.byName("web"), LogOptions.all());
      lines.forEachRemaining(line -> assertThat(line).isNotNull());

      assertThat(client(sessions, "b").info().name()).isEqualTo("f");
    }
  }

  @Test
  void theOneThatWasIdleForLongestMakesRoom() {
    PopSessions sessions = sessions(options().withMaxSessions(2));
    client(sessions, "a").info();
    client(sessions, "b").info();
    client(sessions, "a").info();

    client(sessions, "c").info();

    assertThat(sessions.size()).isEqualTo(2);
    await().until(() -> !pop.valid.contains("token-2"));
    assertThat(pop.valid).containsExactly("token-1", "token-3");
  }

  @Test
  void whenAllAreInUseAnotherOneIsRefused() throws Exception {
    PopSessions sessions = sessions(options().withMaxSessions(1));
    CompletableFuture<Void> stopping =
        client(sessions, "a").async().stop(Filter.byName("stubborn"));
    await().until(() -> !pop.deadlineTold.isEmpty());

    assertThatExceptionOfType(PopException.class)
        .isThrownBy(() -> client(sessions, "b").info())
        .withMessageContainingAll("all 1 sessions", "maxSessions", pop.endpoint().toString())
        .returns(Code.RESOURCE_EXHAUSTED, PopException::code);
    assertThat(client(sessions, "a").info().name()).isEqualTo("f");
    pop.mayStop.countDown();
    stopping.get(30, TimeUnit.SECONDS);
    assertThat(client(sessions, "b").info().name()).isEqualTo("f");
  }

  @Test
  void aCallThatCannotBeMadeIsNoUse() {
    PopSessions sessions = sessions(options().withMaxSessions(1));
    AsyncPopClient first = client(sessions, "a").async();
    assertThatExceptionOfType(NullPointerException.class)
        .isThrownBy(() -> first.pull(null, progress -> {}));

    assertThat(client(sessions, "b").info().name()).isEqualTo("f");
  }

  @Test
  void aReleasedSessionIsLoggedOutWhenItsCallsHaveEnded() throws Exception {
    PopSessions sessions = sessions(options());
    CompletableFuture<Void> stopping =
        client(sessions, "a").async().stop(Filter.byName("stubborn"));
    await().until(() -> !pop.deadlineTold.isEmpty());

    sessions.release(pop.endpoint(), new PopCredentials("a", "secret"));
    assertThat(pop.valid).hasSize(1);
    pop.mayStop.countDown();
    stopping.get(30, TimeUnit.SECONDS);

    awaitLogout();
    assertThat(sessions.size()).isZero();
  }

  @Test
  void releasingOneUserLeavesTheOthersAndTheConnection() {
    PopSessions sessions = sessions(options());
    client(sessions, "a").info();
    client(sessions, "b").info();

    sessions.release(pop.endpoint(), new PopCredentials("a", "secret"));

    await().until(() -> pop.valid.size() == 1);
    client(sessions, "b").info();
    assertThat(pop.logins).hasValue(2);
    assertThat(pop.transports).hasValue(1);
  }

  @Test
  void aRefusedLoginIsNotRepeatedBeforeThePauseIsOver() {
    PopSessions sessions = sessions(options().withRefusedLoginPause(Duration.ofSeconds(30)));
    PopClient wrong = sessions.client(pop.endpoint(), new PopCredentials("a", "hunter2"));

    for (int i = 0; i < 5; i++) {
      assertThatExceptionOfType(PopException.class)
          .isThrownBy(wrong::info)
          .withMessageContainingAll(
              "user 'a'", pop.endpoint().toString(), "invalid credentials", "30 s")
          .withMessageNotContaining("hunter2")
          .returns(Code.INVALID_ARGUMENT, PopException::code);
      pass(Duration.ofSeconds(5));
    }

    assertThat(pop.logins).hasValue(1);
    pass(Duration.ofSeconds(5));
    assertThatExceptionOfType(PopException.class).isThrownBy(wrong::info);
    assertThat(pop.logins).hasValue(2);
  }

  @Test
  void aTokenIsDroppedWithoutHarmWhenTheLoginAfterItWasRefused() {
    PopClientOptions options = options();
    PopChannel channel = new PopChannel(pop.endpoint(), options, null);
    Session session =
        new Session(channel, new PopCredentials("a", "wrong"), options, System::nanoTime);
    try {
      CompletableFuture<String> login = session.token();
      await().until(login::isCompletedExceptionally);

      assertThat(session.drop("token of before")).isFalse();
    } finally {
      channel.close();
    }
  }

  @Test
  void aLoginThatDidNotArriveIsRepeatedAtOnce() {
    PopSessions sessions =
        sessions(options().withRetries(0).withRefusedLoginPause(Duration.ofSeconds(30)));
    pop.loginRefusals.add(Status.UNAVAILABLE.withDescription("not yet"));
    assertThatExceptionOfType(PopException.class).isThrownBy(client(sessions, "a")::info);

    assertThat(client(sessions, "a").info().name()).isEqualTo("f");
  }

  @Test
  void loginOpensTheSessionThatCallsUse() {
    PopSessions sessions = sessions(options());

    client(sessions, "a").login();
    client(sessions, "a").info();

    assertThat(pop.logins).hasValue(1);
  }

  @Test
  void aFailedLoginNamesUserAndPop() {
    PopClient wrong =
        sessions(options()).client(pop.endpoint(), new PopCredentials("a", "hunter2"));

    assertThatExceptionOfType(PopException.class)
        .isThrownBy(wrong::login)
        .withMessage("Login of user 'a' at Pop " + pop.endpoint() + " failed: invalid credentials");
  }

  @Test
  void manyPopsShareFewPlaces() throws Exception {
    long seed = new Random().nextLong();
    int pops = 12;
    int most = 4;
    PopSessions sessions = sessions(options().withMaxSessions(most).withRetries(0));
    List<FakePop> fakes = new ArrayList<>();
    ExecutorService executor = Executors.newFixedThreadPool(most);
    try {
      for (int i = 0; i < pops; i++) {
        fakes.add(new FakePop().start());
      }
      List<Future<?>> callers = new ArrayList<>();
      for (int caller = 0; caller < most; caller++) {
        Random random = new Random(seed + caller);
        callers.add(
            executor.submit(
                () -> {
                  for (int i = 0; i < 100; i++) {
                    PopEndpoint endpoint = fakes.get(random.nextInt(pops)).endpoint();
                    sessions.client(endpoint, new PopCredentials("a", "secret")).info();
                    assertThat(sessions.size()).isLessThanOrEqualTo(most);
                  }
                  return null;
                }));
      }
      for (Future<?> caller : callers) {
        caller.get(50, TimeUnit.SECONDS);
      }
      await().until(() -> fakes.stream().mapToInt(fake -> fake.valid.size()).sum() <= most);
    } catch (ExecutionException | AssertionError e) {
      throw new AssertionError("seed " + seed, e);
    } finally {
      executor.shutdownNow();
      sessions.close();
      fakes.forEach(FakePop::close);
    }
  }
}
