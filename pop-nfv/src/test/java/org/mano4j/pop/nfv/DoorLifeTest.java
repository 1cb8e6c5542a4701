package org.mano4j.pop.nfv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.vim.GenericVimInstance;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.server.Gate;
import org.mano4j.pop.server.PopServer;

/** When the doors of VIMs are opened and closed, and where they lead. */
class DoorLifeTest extends Replicated {

  @Test
  void aCallMovesIt() {
    PopServer other = Pops.start(Pops.backend());
    try (other) {
      Replica own = replica(PopVimDriver.builder().credentials(endpoint -> Optional.of(ADMIN)));
      own.driver().launchInstanceAndWait(vim("1"), Pops.launch("web-1"));
      assertThat(own.driver().openSessions()).isOne();

      own.driver().refresh(vim("1", "http://" + other.endpoint()));

      assertThat(own.driver().vims().get(0).endpoint()).isEqualTo(other.endpoint());
      assertThat(door("1").check("web-1")).isEmpty();
      assertThat(own.driver().openSessions()).as("the old one is given back").isOne();
    }
  }

  @Test
  void otherCredentialsAreFollowedAndTheOldSessionIsGivenBack() {
    AtomicInteger change = new AtomicInteger();
    PopServer twoUsers =
        PopServer.builder(Pops.backend())
            .user("user-0", "old")
            .user("user-1", "new")
            .bcryptCost(4)
            .build();
    try (twoUsers) {
      twoUsers.start();
      Replica own =
          replica(
              PopVimDriver.builder()
                  .credentials(
                      endpoint ->
                          Optional.of(
                              change.get() == 0
                                  ? new PopCredentials("user-0", "old")
                                  : new PopCredentials("user-1", "new"))));
      GenericVimInstance one = vim("1", "http://" + twoUsers.endpoint());
      GenericVimInstance two = vim("2", "http://" + twoUsers.endpoint());
      own.driver().refresh(one);
      own.driver().refresh(two);
      change.set(1);

      own.driver().refresh(one);
      assertThat(own.driver().openSessions()).as("another VIM still needs it").isEqualTo(2);
      own.driver().refresh(two);

      assertThat(own.driver().openSessions()).isOne();
      assertThat(door("1").check("web-1")).isEmpty();
    }
  }

  @Test
  void moreVimsThanMayBeServedAreRefusedWithWhatToDo() {
    Replica own = replica(configured().mostVims(1));
    own.driver().refresh(vim("1"));

    assertThatExceptionOfType(RuntimeException.class)
        .isThrownBy(() -> own.driver().refresh(vim("2")))
        .withMessageContainingAll("site-2", "max-vims");
  }

  @Test
  void aDoorThatNobodyHasSeenIsClosedWithItsQueueAndSession() {
    Replica own = replica();
    own.driver().refresh(vim("1"));

    pass(DAY.minusSeconds(1));
    own.driver().serving().round();
    assertThat(own.vims()).containsExactly("1");
    pass(Duration.ofSeconds(2));
    own.driver().serving().round();

    assertThat(own.vims()).isEmpty();
    assertThat(broker.queueNames()).noneMatch(name -> name.startsWith("vim-mgmt-1"));
    assertThat(own.driver().openSessions()).isZero();
    own.driver().refresh(vim("1"));
    assertThat(door("1").check("web-1")).isEmpty();
  }

  @Test
  void whoHasKnockedBeforeADoorIsClosedIsAnswered() throws Exception {
    Replica own = replica();
    own.driver().launchInstanceAndWait(vim("1"), Pops.launch("web-1"));
    CompletableFuture<Void> started;
    CompletableFuture<Void> closed;
    try (Gate hanging = backend.holdStarts()) {
      started = CompletableFuture.runAsync(() -> door("1").start("web-1"));
      await().until(() -> hanging.waiting() == 1);
      pass(DAY.plusSeconds(1));
      closed = CompletableFuture.runAsync(() -> own.driver().serving().round());
      await().until(() -> own.vims().isEmpty());
    }

    assertThat(started).succeedsWithin(Duration.ofSeconds(30));
    closed.get(20, TimeUnit.SECONDS);
  }

  @Test
  void anIdThatCannotBeServedTakesNobodysPlace() {
    Replica own = replica(configured().mostVims(1));
    tell(seen("heard"));
    await().until(() -> own.vims().equals(List.of("heard")));

    assertThatExceptionOfType(RuntimeException.class)
        .isThrownBy(() -> own.driver().refresh(vim("no id")));

    assertThat(own.vims()).containsExactly("heard");
  }

  @Test
  void aDoorInUseIsSeen() {
    Replica own = replica();
    own.driver().refresh(vim("1"));
    pass(DAY.minusSeconds(1));

    door("1").check("web-1");
    pass(DAY.minusSeconds(1));
    own.driver().serving().round();

    assertThat(own.vims()).containsExactly("1");
  }

  @Test
  void whatOneHasSeenTheOthersHaveSeenUntilNobodyDoes() {
    Replica first = replica();
    Replica second = replica();
    first.driver().refresh(vim("1"));
    await().until(() -> second.vims().equals(List.of("1")));
    pass(DAY.minusSeconds(1));
    first.driver().refresh(vim("1"));

    first.driver().serving().round();
    await().until(() -> second.driver().vims().get(0).lastSeen().isAfter(hoursAgo(1)));
    pass(Duration.ofSeconds(2));
    second.driver().serving().round();
    assertThat(second.vims()).containsExactly("1");

    pass(DAY);
    for (int i = 0; i < 3; i++) {
      first.driver().serving().round();
      second.driver().serving().round();
    }
    assertThat(first.vims()).isEmpty();
    assertThat(second.vims()).isEmpty();
  }

  private static java.time.Instant hoursAgo(int hours) {
    return java.time.Instant.now().minus(Duration.ofHours(hours));
  }

  @Test
  void theTimerLooksByItself() {
    Replica own = replica(configured().forgetVimsAfter(Duration.ofSeconds(1)));
    own.driver().refresh(vim("1"));
    pass(Duration.ofSeconds(2));

    await().until(() -> own.vims().isEmpty());
  }
}
