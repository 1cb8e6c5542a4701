package org.mano4j.vnfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.OrVnfmInstantiate;
import org.mano4j.catalogue.message.OrVnfmMessage;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.catalogue.record.VNFRecordDependency;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;

class FailuresTest {

  private final ScriptedNfvo nfvo = new ScriptedNfvo();
  private @Nullable VnfmRuntime vnfm;

  @AfterEach
  void stop() {
    if (vnfm != null) {
      vnfm.close();
    }
    nfvo.close();
  }

  /** Throws in every operation. */
  private static class Broken implements VnfmHandler {
    @Override
    public VirtualNetworkFunctionRecord instantiate(
        VnfmContext context, VirtualNetworkFunctionRecord vnfr, OrVnfmInstantiate request)
        throws Exception {
      throw new Exception("cannot instantiate", new IllegalStateException("no disk"));
    }

    @Override
    public VirtualNetworkFunctionRecord modify(
        VnfmContext context, VirtualNetworkFunctionRecord vnfr, VNFRecordDependency dependency) {
      throw new IllegalStateException("cannot modify");
    }

    @Override
    public VirtualNetworkFunctionRecord start(
        VnfmContext context, VirtualNetworkFunctionRecord vnfr) {
      throw new IllegalStateException("cannot start");
    }

    @Override
    public VirtualNetworkFunctionRecord stop(
        VnfmContext context, VirtualNetworkFunctionRecord vnfr) {
      throw new IllegalStateException("cannot stop");
    }

    @Override
    public VirtualNetworkFunctionRecord scaleOut(
        VnfmContext context,
        VirtualNetworkFunctionRecord vnfr,
        VNFCInstance instance,
        @Nullable VNFRecordDependency dependency) {
      throw new IllegalStateException("cannot scale out");
    }

    @Override
    public void scaleIn(
        VnfmContext context, VirtualNetworkFunctionRecord vnfr, VNFCInstance removed) {
      throw new IllegalStateException("cannot scale in");
    }

    @Override
    public VirtualNetworkFunctionRecord terminate(
        VnfmContext context, VirtualNetworkFunctionRecord vnfr) {
      throw new IllegalStateException("cannot terminate");
    }

    @Override
    public void handleError(
        VnfmContext context, @Nullable VirtualNetworkFunctionRecord vnfr, String message) {
      throw new IllegalStateException("cannot handle the error");
    }
  }

  static Stream<Arguments> requests() {
    return Stream.of(
        Arguments.of("cannot instantiate", Messages.instantiate("a")),
        Arguments.of("cannot modify", Messages.generic(Action.MODIFY, "a")),
        Arguments.of("cannot start", Messages.startStop(Action.START, "a")),
        Arguments.of("cannot stop", Messages.startStop(Action.STOP, "a")),
        Arguments.of("cannot scale out", Messages.scaleOut("a")),
        Arguments.of("cannot scale in", Messages.scaleIn("a")),
        Arguments.of("cannot terminate", Messages.generic(Action.RELEASE_RESOURCES, "a")));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void reportsWhatTheHandlerThrowsWithTheRecordOfTheNfvo(String text, OrVnfmMessage request) {
    start(new Broken());
    nfvo.answering(Messages::granting);

    JsonNode answer = nfvo.request("dummy", request).join();

    assertThat(answer.at("/action").asText()).isEqualTo("ERROR");
    assertThat(answer.at("/nsrId").asText()).isEqualTo(Messages.NSR);
    assertThat(answer.at("/exception/detailMessage").asText()).isEqualTo(text);
    assertThat(answer.at("/virtualNetworkFunctionRecord/id").asText()).isEqualTo("id-a");
    assertThat(answer.at("/virtualNetworkFunctionRecord/hbVersion").asInt()).isEqualTo(7);
    assertThat(answer.at("/virtualNetworkFunctionRecord/vdu/0/vnfc_instance")).hasSize(2);
  }

  @Test
  void reportsTheCauseToo() {
    start(new Broken());
    nfvo.answering(Messages::granting);

    JsonNode answer = nfvo.request("dummy", Messages.instantiate("a")).join();

    assertThat(answer.at("/exception/cause/detailMessage").asText()).isEqualTo("no disk");
  }

  @Test
  void answersAnErrorOfTheNfvoWithNullAlsoWhenTheHandlerThrows() {
    start(new Broken());

    assertThat(nfvo.request("dummy", Messages.error("a", "no VIM")).join().isNull()).isTrue();
    assertThat(RecordedLog.LINES).anyMatch(line -> line.contains("cannot handle the error"));
  }

  @Test
  void refusesALaunchThatIsNotFeasibleBeforeAnythingIsAsked() {
    start(
        new VnfmHandler() {
          @Override
          public void checkInstantiationFeasibility(
              VnfmContext context, VirtualNetworkFunctionRecord vnfr, OrVnfmInstantiate request) {
            throw new IllegalStateException("VNF '" + vnfr.name() + "' needs a licence");
          }
        });
    nfvo.answering(Messages::granting);

    JsonNode answer = nfvo.request("dummy", Messages.instantiate("a")).join();

    assertThat(answer.at("/exception/detailMessage").asText()).isEqualTo("VNF 'a' needs a licence");
    assertThat(answer.at("/virtualNetworkFunctionRecord/name").asText()).isEqualTo("a");
    assertThat(answer.at("/nsrId").asText()).isEqualTo(Messages.NSR);
    assertThat(nfvo.asked).isEmpty();
  }

  @Test
  void reportsAFailureBetweenGrantAndAllocationWithTheGrantedRecord() {
    start(
        new VnfmHandler() {
          @Override
          public String userData(VnfmContext context, VirtualNetworkFunctionRecord vnfr) {
            throw new IllegalStateException("no template");
          }
        });
    nfvo.answering(Messages::granting);

    JsonNode answer = nfvo.request("dummy", Messages.instantiate("a")).join();

    assertThat(answer.at("/exception/detailMessage").asText()).isEqualTo("no template");
    assertThat(answer.at("/virtualNetworkFunctionRecord/id").asText()).isEqualTo("id-a");
    assertThat(nfvo.asked).hasSize(1);
  }

  @Test
  void reportsALaunchThatIsNotGranted() {
    start(new VnfmHandler() {});
    nfvo.answering(
        asked ->
            CompletableFuture.completedFuture(
                "{\"action\":\"GRANT_OPERATION\",\"grantAllowed\":false}".getBytes()));

    JsonNode answer = nfvo.request("dummy", Messages.instantiate("a")).join();

    assertThat(answer.at("/action").asText()).isEqualTo("ERROR");
    assertThat(answer.at("/exception/detailMessage").asText())
        .isEqualTo("the NFVO does not grant the launch of VNFR 'a'");
    assertThat(nfvo.asked).hasSize(1);
  }

  @Test
  void reportsAnNfvoThatAnswersSomethingElse() {
    start(new VnfmHandler() {});
    nfvo.answering(
        asked -> CompletableFuture.completedFuture("{\"action\":\"MODIFY\"}".getBytes()));

    assertThat(failure(Messages.instantiate("a")))
        .isEqualTo("the NFVO answered GRANT_OPERATION with MODIFY");
    assertThat(failure(Messages.scaleOut("a"))).contains("holds no VNFR");
  }

  @Test
  void reportsAnNfvoThatDoesNotAnswer() {
    vnfm = nfvo.vnfm(new VnfmHandler() {}).rpcTimeout(Duration.ofMillis(50)).build();
    vnfm.start();

    assertThat(failure(Messages.instantiate("a")))
        .startsWith("the NFVO gave no answer to GRANT_OPERATION of VNFR 'a'");
    assertThat(failure(Messages.scaleOut("a")))
        .startsWith("the NFVO gave no answer to SCALING of VNFR 'a'");
  }

  @Test
  void reportsAScaleOutThatTheNfvoFails() {
    start(new VnfmHandler() {});
    nfvo.answering(asked -> Messages.failing(asked, "no room"));

    assertThat(failure(Messages.scaleOut("a")))
        .isEqualTo("the NFVO failed SCALING of VNFR 'a': no room");
  }

  @Test
  void reportsAHandlerThatReturnsNothing() {
    start(
        new VnfmHandler() {
          @Override
          @SuppressWarnings("NullAway")
          public VirtualNetworkFunctionRecord start(
              VnfmContext context, VirtualNetworkFunctionRecord vnfr) {
            return null;
          }
        });

    assertThat(failure(Messages.startStop(Action.START, "a")))
        .isEqualTo("the handler returned no record for START");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"UPDATEVNFR", "ALLOCATE_RESOURCES", "GRANT_OPERATION", "SCALED", "SCALING"})
  void saysWhichRequestsItDoesNotSupport(String action) {
    start(new VnfmHandler() {});
    String record = CatalogueJson.toTree(Messages.vnfr("a")).toString();
    String body =
        "{\"action\":\""
            + action
            + "\",\"vnfr\":"
            + record
            + ",\"virtualNetworkFunctionRecord\":"
            + record
            + "}";

    JsonNode answer = nfvo.request("dummy", body.getBytes()).join();

    assertThat(answer.at("/action").asText()).isEqualTo("ERROR");
    assertThat(answer.at("/exception/detailMessage").asText())
        .isEqualTo(
            "this VNF manager does not support the request " + action + "; nothing was done");
    assertThat(answer.at("/virtualNetworkFunctionRecord/id").asText()).isEqualTo("id-a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MODIFY",
        "START",
        "STOP",
        "SCALE_OUT",
        "SCALE_IN",
        "RELEASE_RESOURCES",
        "HEAL",
        "UPDATE",
        "EXECUTE",
        "RESUME",
        "CONFIGURE"
      })
  void saysWhenTheRecordIsMissing(String action) {
    start(new VnfmHandler() {});

    JsonNode answer = nfvo.request("dummy", ("{\"action\":\"" + action + "\"}").getBytes()).join();

    assertThat(answer.at("/exception/detailMessage").asText())
        .isEqualTo("the " + action + " message of the NFVO holds no VNFR; it is needed");
  }

  @Test
  void answersALaunchWithoutDescriptor() {
    start(new VnfmHandler() {});

    JsonNode answer = nfvo.request("dummy", Messages.instantiate("a").withVnfd(null)).join();

    assertThat(answer.at("/action").asText()).isEqualTo("ERROR");
    assertThat(answer.at("/exception/detailMessage").asText()).contains("no vnfd");
    assertThat(answer.at("/virtualNetworkFunctionRecord/parent_ns_id").asText())
        .isEqualTo(Messages.NSR);
    assertThat(answer.at("/virtualNetworkFunctionRecord/provides/configurationParameters"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "secret",
        "",
        "[\"secret\"]",
        "null",
        "{\"secret\":1}",
        "{\"action\":[\"secret\"]}",
        "{\"action\":\"START\",\"virtualNetworkFunctionRecord\":\"secret\"}",
        "{\"action\":\"START\",\"virtualNetworkFunctionRecord\":{\"vdu\":\"secret\"}}"
      })
  void answersAMessageItCannotReadWithoutRepeatingIt(String body) {
    start(new VnfmHandler() {});
    RecordedLog.LINES.clear();

    JsonNode answer = nfvo.request("dummy", body.getBytes()).join();

    assertThat(answer.at("/action").asText()).isEqualTo("ERROR");
    assertThat(answer.at("/exception/detailMessage").asText())
        .startsWith("a message of the NFVO cannot be read (" + body.length() + " bytes, SHA-256");
    assertThat(RecordedLog.LINES).anyMatch(line -> line.startsWith("WARN a message of the NFVO"));
    assertThat(RecordedLog.LINES).noneMatch(line -> line.contains("secret"));
    assertThat(answer.toString()).doesNotContain("secret");
  }

  @Test
  void answersAnActionItDoesNotKnowWithoutRepeatingIt() {
    start(new VnfmHandler() {});
    RecordedLog.LINES.clear();
    String record = CatalogueJson.toTree(Messages.vnfr("a")).toString();

    JsonNode answer =
        nfvo.request("dummy", ("{\"action\":\"secret\",\"vnfr\":" + record + "}").getBytes())
            .join();

    assertThat(answer.at("/action").asText()).isEqualTo("ERROR");
    assertThat(answer.at("/nsrId").asText()).isEqualTo(Messages.NSR);
    assertThat(answer.at("/virtualNetworkFunctionRecord/id").asText()).isEqualTo("id-a");
    assertThat(answer.at("/exception/detailMessage").asText())
        .contains("SHA-256")
        .contains("asks for an action that this VNF manager does not know; nothing was done");
    assertThat(RecordedLog.LINES).anyMatch(line -> line.startsWith("WARN a message of the NFVO"));
    assertThat(RecordedLog.LINES).noneMatch(line -> line.contains("secret"));
  }

  @Test
  void servesTheNextMessageAfterManyItCannotRead() {
    start(new VnfmHandler() {});
    for (int i = 0; i < 10_000; i++) {
      nfvo.publish("dummy", "no json".getBytes());
    }

    JsonNode answer = nfvo.request("dummy", Messages.startStop(Action.START, "a")).join();

    assertThat(answer.at("/action").asText()).isEqualTo("START");
  }

  @Test
  void answersForAHandlerThatHangsAndInterruptsIt() {
    CompletableFuture<Boolean> seen = new CompletableFuture<>();
    VnfmHandler hanging =
        new VnfmHandler() {
          @Override
          public VirtualNetworkFunctionRecord start(
              VnfmContext context, VirtualNetworkFunctionRecord vnfr) throws Exception {
            try {
              new CountDownLatch(1).await();
            } catch (InterruptedException e) {
              seen.complete(context.cancelled());
              throw e;
            }
            return vnfr;
          }
        };
    vnfm = nfvo.vnfm(hanging).answerLimit(Duration.ofSeconds(1)).build();
    vnfm.start();

    JsonNode answer = nfvo.request("dummy", Messages.startStop(Action.START, "a")).join();

    assertThat(answer.at("/action").asText()).isEqualTo("ERROR");
    assertThat(answer.at("/exception/detailMessage").asText())
        .startsWith("START of VNFR 'a' was not done within");
    assertThat(answer.at("/virtualNetworkFunctionRecord/id").asText()).isEqualTo("id-a");
    assertThat(seen.orTimeout(20, TimeUnit.SECONDS).join()).isTrue();
  }

  @Test
  void answersAnErrorOfTheNfvoWithNullAlsoWhenTheHandlerHangs() {
    VnfmHandler hanging =
        new VnfmHandler() {
          @Override
          public void handleError(
              VnfmContext context, @Nullable VirtualNetworkFunctionRecord vnfr, String message)
              throws Exception {
            new CountDownLatch(1).await();
          }
        };
    vnfm = nfvo.vnfm(hanging).answerLimit(Duration.ofMillis(100)).build();
    vnfm.start();

    assertThat(nfvo.request("dummy", Messages.error("a", "no VIM")).join().isNull()).isTrue();
  }

  @Test
  void doesNotBeginWhatWaitedInItsLaneForTooLong() {
    Map<String, Integer> begun = new ConcurrentHashMap<>();
    CountDownLatch go = new CountDownLatch(1);
    VnfmHandler stubborn =
        new VnfmHandler() {
          @Override
          public VirtualNetworkFunctionRecord start(
              VnfmContext context, VirtualNetworkFunctionRecord vnfr) {
            begun.merge("start", 1, Integer::sum);
            boolean over = false;
            while (!over) {
              try {
                over = go.await(20, TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                // heeds no interrupt, so that its lane stays closed
                over = false;
              }
            }
            return vnfr;
          }

          @Override
          public VirtualNetworkFunctionRecord stop(
              VnfmContext context, VirtualNetworkFunctionRecord vnfr) {
            begun.merge("stop", 1, Integer::sum);
            return vnfr;
          }
        };
    vnfm = nfvo.vnfm(stubborn).answerLimit(Duration.ofSeconds(1)).build();
    vnfm.start();
    CompletableFuture<JsonNode> started =
        nfvo.request("dummy", Messages.startStop(Action.START, "a"));
    CompletableFuture<JsonNode> stopped =
        nfvo.request("dummy", Messages.startStop(Action.STOP, "a"));

    assertThat(started.join().at("/action").asText()).isEqualTo("ERROR");
    assertThat(stopped.join().at("/action").asText()).isEqualTo("ERROR");
    go.countDown();
    // each try may itself be too late on a busy machine
    await()
        .atMost(ScriptedNfvo.PATIENCE)
        .until(
            () ->
                nfvo.request("dummy", Messages.generic(Action.RELEASE_RESOURCES, "a"))
                    .join()
                    .at("/action")
                    .asText()
                    .equals("RELEASE_RESOURCES"));
    assertThat(begun).containsExactly(Map.entry("start", 1));
  }

  private void start(VnfmHandler handler) {
    vnfm = nfvo.vnfm(handler).build();
    vnfm.start();
  }

  private String failure(OrVnfmMessage request) {
    JsonNode answer = nfvo.request("dummy", request).join();
    assertThat(answer.at("/action").asText()).isEqualTo("ERROR");
    return answer.at("/exception/detailMessage").asText();
  }
}
