package org.mano4j.pop.server;

import static io.grpc.Status.Code.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mano4j.pop.server.RawPop.all;
import static org.mano4j.pop.server.RawPop.name;
import static org.mano4j.pop.server.RawPop.refused;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mano4j.pop.Image;
import org.mano4j.pop.Network;
import org.mano4j.pop.PopException;
import org.mano4j.pop.proto.Container;
import org.mano4j.pop.proto.Container.Status;

/** A platform that is away for a while, and refuses each call with a sentence. */
class PlatformAwayTest {

  private static final String AWAY = "the engine is away and looked for; try again later";

  private final InMemoryPopBackend platform = RawPop.backend();
  private final AtomicInteger forgetsAsked = new AtomicInteger();
  private volatile boolean away;
  private final RawPop lab =
      new RawPop(
          platform,
          PopServer.builder(
              new ForwardingBackend(platform) {
                @Override
                public Optional<Image> image(String reference) {
                  there();
                  return super.image(reference);
                }

                @Override
                public List<Network> networks() {
                  there();
                  return super.networks();
                }

                @Override
                public StartedInstance start(InstanceSpec spec) {
                  there();
                  return super.start(spec);
                }

                @Override
                public void stop(String instanceId, Duration grace) {
                  there();
                  super.stop(instanceId, grace);
                }

                @Override
                public void forget(String instanceId) {
                  forgetsAsked.incrementAndGet();
                  there();
                  super.forget(instanceId);
                }
              }));

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void createIsRefusedInThePlatformsWordsAndKeepsNothing() {
    away = true;
    refused(UNAVAILABLE, AWAY, () -> lab.create("web"));
    assertThat(lab.server.stats()).isEqualTo(new PopServerStats(0, 0));

    away = false;
    lab.create("web");
  }

  @Test
  void containersAreStillListedAndNetworksAreNotGuessed() {
    lab.running("web");
    away = true;

    assertThat(lab.pop.containers(all()).getListList())
        .extracting(Container::getStatus)
        .containsExactly(Status.RUNNING);
    refused(UNAVAILABLE, AWAY, () -> lab.pop.networks(all()));
  }

  @Test
  void aStartThatIsRefusedFailsTheContainerWhichCanBeResetAndStarted() {
    lab.create("web");
    away = true;
    refused(UNAVAILABLE, AWAY, () -> lab.pop.start(name("web")));
    assertThat(lab.get("web").getExtendedStatus()).isEqualTo("error while starting: " + AWAY);

    away = false;
    lab.pop.reset(name("web"));
    assertThat(lab.pop.start(name("web")).getStatus()).isEqualTo(Status.RUNNING);
  }

  @Test
  void aStopThatIsRefusedDoesNotHangAndTheContainerCanBeDeletedLater() {
    lab.running("web");
    away = true;
    lab.pop.stop(name("web"));
    await().until(() -> lab.get("web").getStatus() == Status.FAILED);
    assertThat(lab.get("web").getExtendedStatus()).isEqualTo("error while stopping: " + AWAY);
    assertThat(lab.server.stats().addressesInUse()).isOne();

    refused(UNAVAILABLE, AWAY, () -> lab.pop.delete(name("web")));
    away = false;
    lab.pop.delete(name("web"));

    assertThat(lab.server.stats()).isEqualTo(new PopServerStats(0, 0));
    assertThat(platform.instances()).isEmpty();
  }

  @Test
  void anEndThatIsToldLaterGivesTheAddressesBackAndMakesAResetPossible() {
    String id = lab.running("web").getId();
    away = true;
    lab.pop.stop(name("web"));
    await().until(() -> lab.get("web").getStatus() == Status.FAILED);

    away = false;
    platform.exit(id, 137);

    await().until(() -> lab.server.stats().addressesInUse() == 0);
    assertThat(lab.get("web").getExitCode()).isEqualTo(137);
    assertThat(lab.get("web").getFinished()).isPositive();
    assertThat(lab.pop.reset(name("web")).getStatus()).isEqualTo(Status.CREATED);
  }

  @Test
  void aDeleteThatIsRefusedEndsAndCanBeRepeatedOrOvertakenByTheEnd() {
    String id = lab.running("web").getId();
    away = true;
    refused(UNAVAILABLE, AWAY, () -> lab.pop.delete(name("web")));
    assertThat(lab.get("web").getStatus()).isEqualTo(Status.FAILED);

    platform.exit(id, 0);
    await().until(() -> lab.server.stats().addressesInUse() == 0);
    lab.pop.delete(name("web"));

    assertThat(lab.pop.containers(all()).getListCount()).isZero();
  }

  @Test
  void whatCannotBeForgottenNowIsForgottenWithTheNextOne() {
    for (String name : List.of("a", "b")) {
      String id = lab.running(name).getId();
      platform.exit(id, 0);
      await().until(() -> lab.get(name).getStatus() == Status.EXITED);
    }
    away = true;
    lab.pop.delete(name("a"));
    assertThat(forgetsAsked).hasValue(1);
    assertThat(platform.instances()).hasSize(2);

    away = false;
    lab.pop.delete(name("b"));

    assertThat(platform.instances()).isEmpty();
  }

  private void there() {
    if (away) {
      throw new PopException(PopException.Code.UNAVAILABLE, AWAY);
    }
  }
}
