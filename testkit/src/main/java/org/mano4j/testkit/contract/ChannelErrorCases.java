package org.mano4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.mano4j.catalogue.message.OrVnfmInstantiate;
import org.mano4j.catalogue.record.VNFRecordDependency;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.vnfm.VnfmContext;
import org.mano4j.vnfm.VnfmHandler;

/** What goes wrong, and the order in which things happen. */
abstract class ChannelErrorCases extends ChannelRuntimeCases {

  private static void assertError(JsonNode answer, String name, String reason) {
    assertThat(action(answer)).isEqualTo("ERROR");
    assertThat(nameIn(answer)).isEqualTo(name);
    assertThat(answer.path("exception").isObject()).isTrue();
    assertThat(reason(answer)).contains(reason);
  }

  /** Fails in every step. */
  private static final class Failing implements VnfmHandler {
    private static IllegalStateException failure() {
      return new IllegalStateException("handler failed");
    }

    @Override
    public VirtualNetworkFunctionRecord instantiate(
        VnfmContext context, VirtualNetworkFunctionRecord vnfr, OrVnfmInstantiate request) {
      throw failure();
    }

    @Override
    public VirtualNetworkFunctionRecord modify(
        VnfmContext context, VirtualNetworkFunctionRecord vnfr, VNFRecordDependency dependency) {
      throw failure();
    }

    @Override
    public VirtualNetworkFunctionRecord start(
        VnfmContext context, VirtualNetworkFunctionRecord vnfr) {
      throw failure();
    }

    @Override
    public VirtualNetworkFunctionRecord stop(
        VnfmContext context, VirtualNetworkFunctionRecord vnfr) {
      throw failure();
    }

    @Override
    public VirtualNetworkFunctionRecord terminate(
        VnfmContext context, VirtualNetworkFunctionRecord vnfr) {
      throw failure();
    }
  }

  @ContractCase(
      id = "CH-70",
      says = "A handler that throws makes the answer an ERROR with record and reason")
  void tellsOfAFailure() {
    started(new Failing());

    assertError(ask(ChannelMessages.restart("f")), "f", "handler failed");
    assertError(ask(ChannelMessages.generic("MODIFY", "f")), "f", "handler failed");
    assertError(ask(ChannelMessages.about("START", "f", "")), "f", "handler failed");
    assertError(ask(ChannelMessages.about("STOP", "f", "")), "f", "handler failed");
    assertError(ask(ChannelMessages.generic("RELEASE_RESOURCES", "f")), "f", "handler failed");
  }

  @ContractCase(
      id = "CH-71",
      says = "A refused grant makes the answer to INSTANTIATE an ERROR with the NFVO's reason",
      needs = ChannelContract.EXCHANGE)
  void isNotGranted() {
    answering("GRANT_OPERATION", answer(ChannelMessages.error("f", "no room")));
    started();

    assertError(ask(ChannelMessages.instantiate("f")), "f", "no room");
    assertThat(asked).containsExactly("GRANT_OPERATION");
  }

  @ContractCase(
      id = "CH-72",
      says = "A failed allocation makes the answer to INSTANTIATE an ERROR with the reason",
      needs = ChannelContract.EXCHANGE)
  void isNotAllocated() {
    answering("ALLOCATE_RESOURCES", answer(ChannelMessages.error("f", "VIM failed")));
    started();

    assertError(ask(ChannelMessages.instantiate("f")), "f", "VIM failed");
  }

  @ContractCase(
      id = "CH-73",
      says = "A failed scaling makes the answer to SCALE_OUT an ERROR with the reason",
      needs = ChannelContract.EXCHANGE)
  void isNotScaled() {
    answering("SCALING", answer(ChannelMessages.error("f", "VIM failed")));
    started();

    assertError(ask(ChannelMessages.scaleOut("f")), "f", "VIM failed");
  }

  @ContractCase(
      id = "CH-74",
      says = "An ERROR request ends the wait of its VNFR for the NFVO, and is answered null",
      needs = ChannelContract.EXCHANGE)
  void endsTheWait() {
    answering("ALLOCATE_RESOURCES", new CompletableFuture<>());
    started(new VnfmHandler() {}, builder -> builder.workers(1).prefetch(1));
    CompletableFuture<JsonNode> launch = request(ChannelMessages.instantiate("f"));
    await().until(() -> asked.contains("ALLOCATE_RESOURCES"));

    assertThat(ask(ChannelMessages.error("f", "handler of the NFVO failed")).isNull()).isTrue();

    assertError(join(launch), "f", "handler of the NFVO failed");
  }

  @ContractCase(
      id = "CH-75",
      says = "An NFVO that does not answer makes the answer an ERROR when the time is over",
      needs = ChannelContract.EXCHANGE)
  void doesNotWaitForEver() {
    answering("GRANT_OPERATION", new CompletableFuture<>());
    started(new VnfmHandler() {}, builder -> builder.rpcTimeout(SHORT));

    assertError(ask(ChannelMessages.instantiate("f")), "f", "GRANT_OPERATION");
  }

  @ContractCase(
      id = "CH-76",
      says = "A handler that hangs is interrupted at the limit, and the NFVO is told")
  void endsAHangingHandler() {
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    VnfmHandler hanging =
        new VnfmHandler() {
          @Override
          public VirtualNetworkFunctionRecord start(
              VnfmContext context, VirtualNetworkFunctionRecord vnfr) throws Exception {
            begun.countDown();
            try {
              new CountDownLatch(1).await();
            } catch (InterruptedException e) {
              interrupted.complete(true);
              throw e;
            }
            return vnfr;
          }
        };
    started(hanging, builder -> builder.answerLimit(Duration.ofMillis(300)));

    // a request whose time is over before its turn does not come to the handler
    for (int left = 20; left > 0 && begun.getCount() > 0; left--) {
      assertError(ask(ChannelMessages.about("START", "f", "")), "f", "given up");
    }
    assertThat(join(interrupted)).isTrue();
  }

  @ContractCase(
      id = "CH-77",
      says = "Requests for one VNFR are worked off one after another, in their order")
  void keepsTheOrderOfOneVnfr() {
    List<String> steps = new CopyOnWriteArrayList<>();
    started(
        new VnfmHandler() {
          @Override
          public VirtualNetworkFunctionRecord start(
              VnfmContext context, VirtualNetworkFunctionRecord vnfr) {
            steps.add("begin");
            Thread.yield();
            steps.add("end");
            return vnfr;
          }
        });
    List<CompletableFuture<JsonNode>> answers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      answers.add(request(ChannelMessages.about("START", "f", "")));
    }
    answers.forEach(ChannelCases::join);

    for (int i = 0; i < steps.size(); i += 2) {
      assertThat(steps.subList(i, i + 2)).containsExactly("begin", "end");
    }
    assertThat(steps).hasSize(40);
  }

  @ContractCase(id = "CH-78", says = "Requests for different VNFRs are worked off at once")
  void worksOnVnfrsAtOnce() {
    CountDownLatch both = new CountDownLatch(2);
    started(
        new VnfmHandler() {
          @Override
          public VirtualNetworkFunctionRecord start(
              VnfmContext context, VirtualNetworkFunctionRecord vnfr) throws Exception {
            both.countDown();
            both.await();
            return vnfr;
          }
        });

    CompletableFuture<JsonNode> f = request(ChannelMessages.about("START", "f", ""));
    CompletableFuture<JsonNode> g = request(ChannelMessages.about("START", "g", ""));

    assertThat(nameIn(join(f))).isEqualTo("f");
    assertThat(nameIn(join(g))).isEqualTo("g");
  }

  @ContractCase(
      id = "CH-79",
      says = "While every worker's request waits for the NFVO, others are still worked off",
      needs = {ChannelContract.EXCHANGE, ChannelContract.WINDOW})
  void doesNotStandStill() {
    answering("GRANT_OPERATION", new CompletableFuture<>());
    started(new VnfmHandler() {}, builder -> builder.workers(2).prefetch(2));
    for (int i = 0; i < 10; i++) {
      request(ChannelMessages.instantiate("f" + i));
    }
    await().until(() -> asked.size() == 10);

    assertThat(action(ask(ChannelMessages.about("START", "other", "")))).isEqualTo("START");
  }
}
