package org.mano4j.testkit.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mano4j.testkit.Waiting.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.OrVnfmError;
import org.mano4j.catalogue.message.OrVnfmMessage;
import org.mano4j.catalogue.message.VnfmOrError;
import org.mano4j.catalogue.message.VnfmOrMessage;
import org.mano4j.vnfm.VnfmHandler;
import org.mano4j.vnfm.VnfmRuntime;

/** More launches than workers, all of which wait for the orchestrator, on a RabbitMQ. */
class AllWaitForTheNfvoIT {

  private static final List<String> VNFS = List.of("a", "b", "c", "d");

  private final LiveNfvo nfvo = new LiveNfvo();
  private final VnfmRuntime vnfm = nfvo.vnfm(new VnfmHandler() {}).workers(2).prefetch(2).build();
  private final CompletableFuture<Void> go = new CompletableFuture<>();

  @AfterEach
  void close() {
    vnfm.close();
    nfvo.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GRANT_OPERATION", "ALLOCATE_RESOURCES"})
  void anErrorEndsTheLaunchThatItIsForAtOnceAndTheOthersGoOn(String step) throws Exception {
    Action waits = Action.of(step);
    nfvo.answering(
        request ->
            request.action().equals(waits)
                ? go.thenApply(now -> LiveNfvo.yes(request))
                : answered(request));
    vnfm.start();
    List<CompletableFuture<Optional<VnfmOrMessage>>> launches = new ArrayList<>();
    VNFS.forEach(vnf -> launches.add(nfvo.request(LiveNfvo.instantiate(vnf))));
    await().until(() -> nfvo.asked.stream().filter(m -> m.action().equals(waits)).count() == 4);

    OrVnfmError error =
        new OrVnfmError(Action.ERROR, LiveNfvo.vnfr("b"), "database is gone", Map.of());
    assertThat(nfvo.request(error).get(60, TimeUnit.SECONDS)).isEmpty();
    VnfmOrMessage failed = launches.get(1).get(60, TimeUnit.SECONDS).orElseThrow();

    assertThat(failed).isInstanceOf(VnfmOrError.class);
    assertThat(((VnfmOrError) failed).exception().detailMessage()).contains("database is gone");
    assertThat(List.of(launches.get(0), launches.get(2), launches.get(3)))
        .noneMatch(CompletableFuture::isDone);
    go.complete(null);
    for (int other : new int[] {0, 2, 3}) {
      assertThat(launches.get(other).get(60, TimeUnit.SECONDS).orElseThrow().action())
          .isEqualTo(Action.INSTANTIATE);
    }
  }

  @Test
  void requestsOfOtherVnfrsAreServedMeanwhile() throws Exception {
    vnfm.start();
    VNFS.forEach(vnf -> nfvo.request(LiveNfvo.instantiate(vnf)));
    await().until(() -> nfvo.asked.size() == 4);

    assertThat(nfvo.request(LiveNfvo.start("e")).get(60, TimeUnit.SECONDS).orElseThrow().action())
        .isEqualTo(Action.START);
  }

  private static CompletableFuture<OrVnfmMessage> answered(VnfmOrMessage request) {
    return CompletableFuture.completedFuture(LiveNfvo.yes(request));
  }
}
