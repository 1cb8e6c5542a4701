package org.mano4j.pop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;

class SessionManagerTest {

  private static final String PEER = "192.0.2.1";

  private static final Users USERS =
      new Users(
          List.of(user("admin", "secret"), user("odd", "a:b,c"), user("Ann", "secret")),
          new SecureRandom());

  private final AtomicLong now = new AtomicLong(-5);
  private final SessionManager sessions =
      manager(new SessionOptions(Duration.ofMinutes(10), Duration.ofMinutes(25), 100));

  @Test
  void tokensAre256RandomBitsInBase64() {
    Set<String> tokens = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      String token = login("admin", "secret");
      assertThat(token).hasSize(44);
      assertThat(Base64.getDecoder().decode(token)).hasSize(32);
      tokens.add(token);
    }

    assertThat(tokens).hasSize(50);
    tokens.forEach(token -> assertThat(sessions.find(List.of(token))).isPresent());
  }

  @ParameterizedTest
  @CsvSource({"admin, wrong", "nobody, secret", "Admin, secret", "admin, ''", "'', ''"})
  void wrongCredentialsAreRefusedInTheSameWords(String user, String password) {
    assertThatThrownBy(() -> login(user, password))
        .hasMessage("invalid credentials: wrong user name or password; check both")
        .asInstanceOf(type(PopException.class))
        .extracting(PopException::code)
        .isEqualTo(Code.INVALID_ARGUMENT);
  }

  @Test
  void passwordsWithColonAndCommaWork() {
    assertThat(login("odd", "a:b,c")).isNotEmpty();
  }

  @Test
  void aPasswordTooLongForBcryptIsJustWrong() {
    assertThatThrownBy(() -> login("admin", "x".repeat(100_000)))
        .isInstanceOf(PopException.class)
        .hasMessageStartingWith("invalid credentials");
  }

  @Test
  void anUnusedSessionEnds() {
    String token = login("admin", "secret");

    advance(Duration.ofMinutes(10));

    assertThat(sessions.find(List.of(token))).isEmpty();
  }

  @Test
  void useKeepsASessionButNotForEver() {
    String token = login("admin", "secret");
    for (int i = 0; i < 3; i++) {
      advance(Duration.ofMinutes(8));
      assertThat(sessions.find(List.of(token))).as("after %s uses", i).isPresent();
    }

    advance(Duration.ofMinutes(2));

    assertThat(sessions.find(List.of(token))).isEmpty();
  }

  @Test
  void oneValidTokenOfSeveralIsEnough() {
    String token = login("admin", "secret");

    assertThat(sessions.find(List.of("bad", token)))
        .get()
        .extracting(PopUser::name)
        .isEqualTo("admin");
    assertThat(sessions.find(List.of("bad", ""))).isEmpty();
  }

  @Test
  void logoutEndsAllSessionsGivenAndNoOther() {
    String first = login("admin", "secret");
    String second = login("admin", "secret");
    String third = login("admin", "secret");

    sessions.logout(List.of(first, "unknown", second));

    assertThat(sessions.find(List.of(first, second))).isEmpty();
    assertThat(sessions.find(List.of(third))).isPresent();
  }

  @Test
  void atTheLimitTheLeastRecentlyUsedSessionOfTheUserEnds() {
    SessionManager small = manager(options(100, 3));
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      tokens.add(small.login("admin", "secret", PEER).join());
    }
    String other = small.login("Ann", "secret", PEER).join();
    assertThat(small.find(List.of(tokens.get(0)))).isPresent();

    tokens.add(small.login("admin", "secret", PEER).join());

    assertThat(tokens.stream().map(token -> small.find(List.of(token)).isPresent()))
        .containsExactly(true, false, true, true);
    assertThat(small.find(List.of(other))).isPresent();
  }

  @Test
  void aUserDoesNotPushOutTheSessionsOfOthers() {
    SessionManager small = manager(options(10, 10));
    String ann = small.login("Ann", "secret", PEER).join();
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      tokens.add(small.login("admin", "secret", PEER).join());
    }
    String odd = small.login("odd", "a:b,c", PEER).join();

    assertThat(small.find(List.of(ann))).isPresent();
    assertThat(small.find(List.of(odd))).isPresent();
    assertThat(tokens.stream().filter(token -> small.find(List.of(token)).isPresent()))
        .hasSize(8)
        .contains(tokens.get(49));
  }

  @Test
  void reloadEndsTheSessionsOfUsersWhoAreGoneOrHaveAnotherPassword() {
    String gone = login("Ann", "secret");
    String changed = login("odd", "a:b,c");
    String same = login("admin", "secret");
    PopUser admin = sessions.find(List.of(same)).orElseThrow();

    sessions.reload(
        new Users(
            List.of(new PopUser("admin", admin.password(), Role.VIEWER), user("odd", "a:b,c")),
            new SecureRandom()));

    assertThat(sessions.find(List.of(gone))).isEmpty();
    assertThat(sessions.find(List.of(changed))).isEmpty();
    assertThat(sessions.find(List.of(same))).map(PopUser::role).contains(Role.VIEWER);
    assertThatThrownBy(() -> login("Ann", "secret")).hasMessageStartingWith("invalid credentials");
  }

  @Test
  void aThrottledAttemptCostsNoPasswordCheck() {
    AtomicLong checks = new AtomicLong();
    Users users =
        new Users(
            List.of(user("admin", "secret")),
            new SecureRandom(),
            (hash, password) -> {
              checks.incrementAndGet();
              return false;
            });
    SessionManager counted =
        new SessionManager(
            CompletableFuture.completedFuture(users),
            SessionOptions.defaults(),
            new SecureRandom(),
            now::get,
            LoginWorkers.direct());

    for (int i = 0; i < 100; i++) {
      try {
        counted.login("admin", "guess", PEER).join();
      } catch (CompletionException | PopException e) {
        assertThat(e).isNotNull();
      }
    }

    assertThat(checks).hasValue(LoginThrottle.FREE_PER_USER);
  }

  @Test
  void aStormOfLoginsIsRefusedBeyondTheLimit() throws Exception {
    CountDownLatch open = new CountDownLatch(1);
    try (LoginWorkers workers = LoginWorkers.create(2, 3, Thread::new)) {
      List<CompletableFuture<Boolean>> logins = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        logins.add(workers.submit(() -> await(open)));
      }

      assertThatThrownBy(() -> workers.submit(() -> true))
          .asInstanceOf(type(PopException.class))
          .satisfies(
              refusal -> {
                assertThat(refusal.code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
                assertThat(refusal.reason()).isEqualTo(PopReason.TOO_MANY_CALLS);
              });

      open.countDown();
      for (CompletableFuture<Boolean> login : logins) {
        assertThat(login.get(30, TimeUnit.SECONDS)).isTrue();
      }
    }
  }

  @Test
  void hashesOfOtherProgramsAreRead() {
    // "secret" at cost 4, as hashed by other implementations under their own prefixes.
    String hash = PasswordHash.of("secret", 4).text();
    for (String prefix : List.of("$2a$", "$2b$", "$2y$")) {
      PasswordHash read = PasswordHash.parse(prefix + hash.substring(4));

      assertThat(read.matches("secret")).as(prefix).isTrue();
      assertThat(read.matches("Secret")).as(prefix).isFalse();
    }
  }

  @Test
  void textThatIsNoHashIsRefusedWithoutRepeatingIt() {
    assertThatThrownBy(() -> PasswordHash.parse("plain-password"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("plain-password");
    assertThat(PasswordHash.of("secret", 4).toString()).doesNotContain("$2");
  }

  @Test
  void passwordsThatBcryptWouldCutAreRefused() {
    assertThatThrownBy(() -> PasswordHash.of("x".repeat(72), 4))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PasswordHash.of("", 4)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PasswordHash.of("x", 3)).isInstanceOf(IllegalArgumentException.class);
    assertThat(PasswordHash.of("ü".repeat(35), 4).matches("ü".repeat(35))).isTrue();
  }

  @Test
  void anUnknownUserCostsThePasswordCheckOfAKnownOne() {
    List<String> checked = new ArrayList<>();
    Users users =
        new Users(
            List.of(new PopUser("admin", PasswordHash.of("secret", 5), Role.ADMIN)),
            new SecureRandom(),
            (hash, password) -> {
              checked.add(hash.cost() + " " + password.length());
              return hash.matches(password);
            });

    assertThat(users.match("admin", "wrong")).isEmpty();
    assertThat(users.match("nobody", "wrong")).isEmpty();
    assertThat(users.match("", "x".repeat(1000))).isEmpty();

    assertThat(checked).containsExactly("5 5", "5 5", "5 1000");
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static SessionOptions options(int limit, int perUser) {
    return new SessionOptions(Duration.ofHours(1), Duration.ofHours(1), limit, perUser);
  }

  private SessionManager manager(SessionOptions options) {
    return new SessionManager(
        CompletableFuture.completedFuture(USERS),
        options,
        new SecureRandom(),
        now::get,
        LoginWorkers.direct());
  }

  private String login(String user, String password) {
    try {
      return sessions.login(user, password, PEER).join();
    } catch (CompletionException e) {
      throw (RuntimeException) e.getCause();
    }
  }

  private static PopUser user(String name, String password) {
    return new PopUser(name, PasswordHash.of(password, PasswordHash.MIN_COST), Role.ADMIN);
  }

  private void advance(Duration time) {
    now.addAndGet(time.toNanos());
  }
}
