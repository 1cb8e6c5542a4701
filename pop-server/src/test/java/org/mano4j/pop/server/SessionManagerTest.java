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
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;

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
  void theNumberOfSessionsIsLimited() {
    SessionManager small =
        manager(new SessionOptions(Duration.ofHours(1), Duration.ofHours(1), 10));
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      tokens.add(small.login("admin", "secret", PEER).join());
    }

    assertThat(tokens.stream().filter(token -> small.find(List.of(token)).isPresent()).count())
        .isBetween(1L, 10L);
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
