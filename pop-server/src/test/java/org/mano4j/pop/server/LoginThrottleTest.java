package org.mano4j.pop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;

class LoginThrottleTest {

  private static final String PEER = "192.0.2.1";

  private final AtomicLong now = new AtomicLong(-3);
  private final LoginThrottle throttle = new LoginThrottle(now::get);

  @Test
  void aFewFailuresAreFree() {
    for (int i = 0; i < LoginThrottle.FREE_PER_USER; i++) {
      throttle.admit("admin", PEER);
      throttle.failed("admin", PEER);
    }

    Refusal refusal = refusal("admin", PEER);

    assertThat(refusal.code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
    assertThat(refusal.reason()).isEqualTo(PopReason.THROTTLED);
    assertThat(refusal).hasMessage("too many failed logins from here; try again in 1 s");
    assertThat(refusal.facts()).containsEntry("retryAfterSeconds", "1");
  }

  @Test
  void pausesDoubleUpToALimitThatIsNoLockOut() {
    fail("admin", LoginThrottle.FREE_PER_USER);
    for (long expected : new long[] {1, 2, 4, 8, 16, 30, 30, 30}) {
      assertThat(refusal("admin", PEER).facts())
          .containsEntry("retryAfterSeconds", Long.toString(expected));
      advance(Duration.ofSeconds(expected));
      throttle.admit("admin", PEER);
      throttle.failed("admin", PEER);
    }
  }

  @Test
  void onlyOneAttemptPassesPerPause() {
    fail("admin", LoginThrottle.FREE_PER_USER);
    advance(Duration.ofSeconds(1));

    throttle.admit("admin", PEER);

    assertThat(refusal("admin", PEER)).isNotNull();
  }

  @Test
  void aUserWhoIsGuessedElsewhereCanLogInHere() {
    fail("admin", 100);

    assertThatCode(() -> throttle.admit("admin", "192.0.2.2")).doesNotThrowAnyException();
  }

  @Test
  void aPeerThatGuessesForManyUsersWaits() {
    for (int i = 0; i < LoginThrottle.FREE_PER_PEER; i++) {
      throttle.admit("user-" + i, PEER);
      throttle.failed("user-" + i, PEER);
    }

    assertThat(refusal("another", PEER)).isNotNull();
    assertThatCode(() -> throttle.admit("another", "192.0.2.2")).doesNotThrowAnyException();
  }

  @Test
  void aUserKnownAtAPeerDoesNotWaitForItsNeighbours() {
    throttle.succeeded("ann", PEER);
    for (int i = 0; i < 100; i++) {
      throttle.failed("user-" + i, PEER);
    }

    assertThatCode(() -> throttle.admit("ann", PEER)).doesNotThrowAnyException();
    assertThat(refusal("bob", PEER)).isNotNull();
  }

  @Test
  void successForgetsTheFailuresOfTheUser() {
    fail("admin", LoginThrottle.FREE_PER_USER - 1);
    throttle.succeeded("admin", PEER);
    fail("admin", LoginThrottle.FREE_PER_USER - 1);

    assertThatCode(() -> throttle.admit("admin", PEER)).doesNotThrowAnyException();
  }

  @Test
  void failuresAreForgottenWithTime() {
    fail("admin", 100);

    advance(LoginThrottle.MEMORY);

    assertThatCode(() -> throttle.admit("admin", PEER)).doesNotThrowAnyException();
    assertThat(throttle.size()).isZero();
  }

  @Test
  void memoryIsBounded() {
    for (int i = 0; i < 50_000; i++) {
      throttle.failed("user-" + i, "peer-" + i);
    }
    for (int i = 0; i < 1000; i++) {
      throttle.failed("x".repeat(1000) + i, PEER);
    }

    assertThat(throttle.size()).isBetween(1L, 20_000L);
  }

  @Test
  void anIpv6SiteIsOnePeer() {
    assertThat(Peer.key("2001:db8:1:2:3:4:5:6")).isEqualTo(Peer.key("2001:db8:1:2::1"));
    assertThat(Peer.key("2001:db8:1:2::1")).isNotEqualTo(Peer.key("2001:db8:1:3::1"));
    assertThat(Peer.key("192.0.2.1")).isEqualTo("192.0.2.1");
  }

  private void fail(String user, int times) {
    for (int i = 0; i < times; i++) {
      throttle.failed(user, PEER);
    }
  }

  private Refusal refusal(String user, String peer) {
    return catchThrowableOfType(Refusal.class, () -> throttle.admit(user, peer));
  }

  private void advance(Duration time) {
    now.addAndGet(time.toNanos());
  }
}
