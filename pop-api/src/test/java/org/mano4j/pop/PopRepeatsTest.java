package org.mano4j.pop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.grpc.Status;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mano4j.pop.PopException.Code;

class PopRepeatsTest extends AtRenewedPop {

  private static final ContainerConfig WEB = ContainerConfig.of("web", "i");

  @BeforeEach
  void logIn() {
    client.info();
    pop.infos.set(0);
  }

  @Test
  void whatDoesNoHarmTwiceIsRepeatedWhileThePopIsUnavailable() {
    for (ThrowingCallable call :
        new ThrowingCallable[] {
          () -> client.info(),
          () -> client.containers(Filter.all()),
          () -> client.stats(Filter.byId("x")),
          () -> client.createNetwork(NetworkConfig.of("n")),
          () -> client.deleteNetwork(Filter.byId("n")),
          () -> client.delete(Filter.byId("x"))
        }) {
      unavailable(2);

      assertThatCode(call).doesNotThrowAnyException();
      assertThat(pop.refusals).isEmpty();
    }
  }

  @Test
  void whatMayDoHarmTwiceIsSentOnce() {
    for (ThrowingCallable call :
        new ThrowingCallable[] {
          () -> client.create(WEB),
          () -> client.start(Filter.byId("x")),
          () -> client.stop(Filter.byId("x")),
          () -> client.reset(Filter.byId("x")),
          () -> client.delete(Filter.byName("x")),
          () -> client.deleteNetwork(Filter.byName("n"))
        }) {
      unavailable(2);

      assertThatThrownBy(call)
          .asInstanceOf(type(PopException.class))
          .extracting(PopException::code)
          .isEqualTo(Code.UNAVAILABLE);
      assertThat(pop.refusals).hasSize(1);
      pop.refusals.clear();
    }
  }

  @Test
  void triesEndAndAreTold() {
    unavailable(10);

    assertThatThrownBy(client::info).hasMessageMatching("Info at Pop .* failed after 4 tries: .*");
    assertThat(pop.infos).hasValue(4);
  }

  @Test
  void withoutRetriesNothingIsRepeated() {
    try (PopSessions once = PopSessions.create(PopClientOptions.defaults().withRetries(0))) {
      PopClient hasty = once.client(pop.endpoint(), ADMIN);
      unavailable(1);

      assertThatThrownBy(hasty::info).isInstanceOf(PopException.class);
      assertThat(pop.infos).hasValue(1);
    }
  }

  @Test
  void nothingIsRepeatedThatCouldNotBeInTime() {
    unavailable(10);

    assertThatThrownBy(client.withDeadline(Duration.ofMillis(40))::info)
        .isInstanceOf(PopException.class);
    assertThat(pop.infos.get()).isLessThan(3);
  }

  @Test
  void otherRefusalsAreNotRepeated() {
    pop.refusals.add(Status.RESOURCE_EXHAUSTED);

    assertThatThrownBy(client::info)
        .asInstanceOf(type(PopException.class))
        .extracting(PopException::code)
        .isEqualTo(Code.RESOURCE_EXHAUSTED);
    assertThat(pop.infos).hasValue(1);
  }

  @Test
  void aLoginIsRepeatedForEveryCall() {
    client.logout();
    pop.loginRefusals.add(Status.UNAVAILABLE);

    assertThat(client.start(Filter.byId("x")).id()).isEqualTo("x");
    assertThat(pop.starts).hasValue(1);
  }

  @Test
  void aCreateWithItsKeyIsRepeatedAtAPopThatKnowsKeys() {
    unavailable(1);

    assertThat(client.create(WEB.withIdempotencyKey("k")).id()).isEqualTo("new");
    assertThat(pop.created).hasSize(2);
    assertThat(pop.created).extracting(c -> c.getIdempotencyKey()).containsOnly("k");
    assertThat(pop.infos).hasValue(1);
  }

  @Test
  void aPopIsAskedForItsGenerationOnlyOnce() {
    client.create(WEB);
    unavailable(3);

    client.create(WEB.withIdempotencyKey("k"));

    assertThat(pop.infos).hasValue(0);
  }

  @Test
  void aSecondDeleteThatFindsNothingMeansThatTheFirstWasDone() {
    unavailable(1);
    pop.refusals.add(Status.NOT_FOUND);

    assertThatCode(() -> client.delete(Filter.byId("x"))).doesNotThrowAnyException();
    assertThat(pop.deleted).hasValue(2);
  }

  @Test
  void aFirstDeleteThatFindsNothingSaysSo() {
    client.logout();
    pop.loginRefusals.add(Status.UNAVAILABLE);
    pop.refusals.add(Status.NOT_FOUND);

    assertThatThrownBy(() -> client.delete(Filter.byId("x")))
        .asInstanceOf(type(PopException.class))
        .extracting(PopException::code)
        .isEqualTo(Code.NOT_FOUND);
  }

  @Test
  void metadataIsSentOnceAndOnlyOnceAtAPopThatTakesItWithTheCreate() {
    Container made = client.create(WEB.withMetadata(Map.of("K", "V")));

    assertThat(made.metadata()).containsExactly(Map.entry("K", "V"));
  }

  private void unavailable(int times) {
    for (int i = 0; i < times; i++) {
      pop.refusals.add(Status.UNAVAILABLE.withDescription("not now"));
    }
  }
}
