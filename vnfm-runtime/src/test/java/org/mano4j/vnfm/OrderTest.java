package org.mano4j.vnfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.record.VNFRecordDependency;
import org.mano4j.catalogue.record.VNFRecordDependencyBuilder;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;

class OrderTest {

  private final ScriptedNfvo nfvo = new ScriptedNfvo();
  private @Nullable VnfmRuntime vnfm;

  @AfterEach
  void stop() {
    if (vnfm != null) {
      vnfm.close();
    }
    nfvo.close();
  }

  @Test
  void worksOffTheRequestsOfOneVnfrInTheirOrder() {
    List<String> order = new CopyOnWriteArrayList<>();
    AtomicInteger atOnce = new AtomicInteger();
    VnfmHandler handler =
        new VnfmHandler() {
          @Override
          public VirtualNetworkFunctionRecord modify(
              VnfmContext context,
              VirtualNetworkFunctionRecord vnfr,
              VNFRecordDependency dependency) {
            assertThat(atOnce.incrementAndGet()).isEqualTo(1);
            order.add(String.valueOf(dependency.target()));
            atOnce.decrementAndGet();
            return vnfr;
          }
        };
    vnfm = nfvo.vnfm(handler).workers(4).prefetch(50).build();
    vnfm.start();

    List<String> sent = new ArrayList<>();
    List<CompletableFuture<JsonNode>> answers = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String number = String.valueOf(i);
      sent.add(number);
      answers.add(
          nfvo.request(
              "dummy",
              Messages.generic(Action.MODIFY, "a")
                  .withVnfrd(VNFRecordDependencyBuilder.builder().target(number).build())));
    }

    assertThat(answers)
        .allSatisfy(a -> assertThat(a.join().at("/action").asText()).isEqualTo("MODIFY"));
    assertThat(order).isEqualTo(sent);
  }

  @Test
  void worksOnDifferentVnfrsAtTheSameTime() {
    CyclicBarrier together = new CyclicBarrier(3);
    vnfm =
        nfvo.vnfm(
                new VnfmHandler() {
                  @Override
                  public VirtualNetworkFunctionRecord start(
                      VnfmContext context, VirtualNetworkFunctionRecord vnfr) throws Exception {
                    together.await(20, TimeUnit.SECONDS);
                    return vnfr;
                  }
                })
            .build();
    vnfm.start();

    List<CompletableFuture<JsonNode>> answers =
        List.of(
            nfvo.request("dummy", Messages.startStop(Action.START, "a")),
            nfvo.request("dummy", Messages.startStop(Action.START, "b")),
            nfvo.request("dummy", Messages.startStop(Action.START, "c")));

    assertThat(answers)
        .allSatisfy(answer -> assertThat(answer.join().at("/action").asText()).isEqualTo("START"));
  }

  @Test
  void holdsNoThreadAndNoPlaceInTheWindowWhileItWaitsForTheNfvo() {
    vnfm = nfvo.vnfm(new VnfmHandler() {}).workers(1).prefetch(1).build();
    vnfm.start();

    List<CompletableFuture<JsonNode>> launches = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      launches.add(nfvo.request("dummy", Messages.instantiate("vnf-" + i)));
    }

    await().until(() -> nfvo.asked.size() == 20);
    assertThat(launches).noneMatch(CompletableFuture::isDone);
  }

  @Test
  void endsTheWaitOfOneVnfrWhenTheNfvoReportsAnErrorWhileAllWait() {
    vnfm = nfvo.vnfm(new VnfmHandler() {}).workers(2).prefetch(2).build();
    vnfm.start();
    CompletableFuture<JsonNode> a = nfvo.request("dummy", Messages.instantiate("a"));
    CompletableFuture<JsonNode> b = nfvo.request("dummy", Messages.instantiate("b"));
    CompletableFuture<JsonNode> c = nfvo.request("dummy", Messages.instantiate("c"));
    await().until(() -> nfvo.asked.size() == 3);

    JsonNode error = nfvo.request("dummy", Messages.error("b", "database is gone")).join();

    assertThat(error.isNull()).isTrue();
    assertThat(b.join().at("/action").asText()).isEqualTo("ERROR");
    assertThat(b.join().at("/exception/detailMessage").asText())
        .isEqualTo("the NFVO failed INSTANTIATE of VNFR 'b': database is gone");
    assertThat(b.join().at("/virtualNetworkFunctionRecord/id").asText()).isEqualTo("id-b");
    assertThat(a).isNotDone();
    assertThat(c).isNotDone();
  }

  @Test
  void deliversAnErrorAlsoWhenRequestsWaitBehindTheOneItIsFor() {
    vnfm = nfvo.vnfm(new VnfmHandler() {}).workers(1).prefetch(1).build();
    vnfm.start();
    CompletableFuture<JsonNode> launch = nfvo.request("dummy", Messages.instantiate("a"));
    await().until(() -> nfvo.asked.size() == 1);
    CompletableFuture<JsonNode> release =
        nfvo.request("dummy", Messages.generic(Action.RELEASE_RESOURCES, "a"));

    nfvo.request("dummy", Messages.error("a", "user has enough")).join();

    assertThat(launch.join().at("/action").asText()).isEqualTo("ERROR");
    assertThat(release.join().at("/action").asText()).isEqualTo("RELEASE_RESOURCES");
  }

  @Test
  void answersARequestForLogsWhileTheVnfrIsBusy() {
    CountDownLatch go = new CountDownLatch(1);
    vnfm = nfvo.vnfm(blockingStart(go)).build();
    vnfm.start();
    CompletableFuture<JsonNode> started =
        nfvo.request("dummy", Messages.startStop(Action.START, "a"));

    JsonNode logs =
        nfvo.request(
                "dummy",
                "{\"action\":\"LOG_REQUEST\",\"vnfrName\":\"a\",\"hostname\":\"a-1\"}".getBytes())
            .join();

    assertThat(logs.at("/action").asText()).isEqualTo("LOG_REQUEST");
    assertThat(started).isNotDone();
    go.countDown();
    started.join();
  }

  @Test
  void tellsTheHandlerOfAnErrorAndThatItsWorkIsInVain() {
    List<String> seen = new CopyOnWriteArrayList<>();
    CompletableFuture<VnfmContext> running = new CompletableFuture<>();
    CountDownLatch go = new CountDownLatch(1);
    vnfm =
        nfvo.vnfm(
                new VnfmHandler() {
                  @Override
                  public VirtualNetworkFunctionRecord start(
                      VnfmContext context, VirtualNetworkFunctionRecord vnfr) throws Exception {
                    running.complete(context);
                    go.await();
                    return vnfr;
                  }

                  @Override
                  public void handleError(
                      VnfmContext context,
                      @Nullable VirtualNetworkFunctionRecord vnfr,
                      String message) {
                    seen.add(message);
                  }
                })
            .build();
    vnfm.start();
    CompletableFuture<JsonNode> started =
        nfvo.request("dummy", Messages.startStop(Action.START, "a"));
    assertThat(running.join().cancelled()).isFalse();

    nfvo.request("dummy", Messages.error("a", "broken")).join();

    assertThat(seen).containsExactly("broken");
    assertThat(running.join().cancelled()).isTrue();
    go.countDown();
    assertThat(started.join().at("/action").asText()).isEqualTo("START");
  }

  @Test
  void answersAnErrorThatConcernsNobodyWithNull() {
    vnfm = nfvo.vnfm(new VnfmHandler() {}).build();
    vnfm.start();

    JsonNode answer =
        nfvo.request("dummy", "{\"action\":\"ERROR\",\"message\":\"m\"}".getBytes()).join();

    assertThat(answer.isNull()).isTrue();
  }

  private static VnfmHandler blockingStart(CountDownLatch go) {
    return new VnfmHandler() {
      @Override
      public VirtualNetworkFunctionRecord start(
          VnfmContext context, VirtualNetworkFunctionRecord vnfr) throws Exception {
        go.await();
        return vnfr;
      }
    };
  }
}
