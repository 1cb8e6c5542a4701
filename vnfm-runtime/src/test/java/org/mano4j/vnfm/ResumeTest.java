package org.mano4j.vnfm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.OrVnfmGeneric;
import org.mano4j.catalogue.message.OrVnfmGenericBuilder;
import org.mano4j.catalogue.message.OrVnfmHealVNFRequestBuilder;
import org.mano4j.catalogue.message.OrVnfmInstantiate;
import org.mano4j.catalogue.message.OrVnfmMessage;
import org.mano4j.catalogue.message.OrVnfmUpdateBuilder;
import org.mano4j.catalogue.packaging.Script;
import org.mano4j.catalogue.packaging.ScriptBuilder;
import org.mano4j.catalogue.record.HistoryLifecycleEvent;
import org.mano4j.catalogue.record.HistoryLifecycleEventBuilder;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.catalogue.record.VNFRecordDependency;
import org.mano4j.catalogue.record.VNFRecordDependencyBuilder;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;

/** RESUME by another replica than the one that failed: all it knows is in the record. */
class ResumeTest {

  private static final VNFRecordDependency DEPENDENCY =
      VNFRecordDependencyBuilder.builder().target("a").build();

  private final ScriptedNfvo nfvo = new ScriptedNfvo();
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final Map<String, Boolean> broken = new ConcurrentHashMap<>();
  private final VnfmRuntime vnfm = nfvo.vnfm(new Fragile()).build();

  ResumeTest() {
    vnfm.start();
    nfvo.answering(Messages::granting);
  }

  @AfterEach
  void stop() {
    vnfm.close();
    nfvo.close();
  }

  /** Fails in the steps that a test has broken. */
  private final class Fragile implements VnfmHandler {

    private VirtualNetworkFunctionRecord step(String name, VirtualNetworkFunctionRecord vnfr) {
      calls.add(name);
      if (broken.containsKey(name)) {
        throw new IllegalStateException("broken");
      }
      return vnfr;
    }

    @Override
    public VirtualNetworkFunctionRecord instantiate(
        VnfmContext context, VirtualNetworkFunctionRecord vnfr, OrVnfmInstantiate request) {
      return step("instantiate", vnfr);
    }

    @Override
    public VirtualNetworkFunctionRecord modify(
        VnfmContext context, VirtualNetworkFunctionRecord vnfr, VNFRecordDependency dependency) {
      return step("modify", vnfr);
    }

    @Override
    public VirtualNetworkFunctionRecord start(
        VnfmContext context, VirtualNetworkFunctionRecord vnfr) {
      return step("start", vnfr);
    }

    @Override
    public VirtualNetworkFunctionRecord startVnfcInstance(
        VnfmContext context, VirtualNetworkFunctionRecord vnfr, VNFCInstance instance) {
      return step("start " + instance.hostname(), vnfr);
    }

    @Override
    public VirtualNetworkFunctionRecord stop(
        VnfmContext context, VirtualNetworkFunctionRecord vnfr) {
      return step("stop", vnfr);
    }

    @Override
    public VirtualNetworkFunctionRecord scaleOut(
        VnfmContext context,
        VirtualNetworkFunctionRecord vnfr,
        VNFCInstance instance,
        @Nullable VNFRecordDependency dependency) {
      return step("scaleOut " + instance.hostname(), vnfr);
    }

    @Override
    public void scaleIn(
        VnfmContext context, VirtualNetworkFunctionRecord vnfr, VNFCInstance removed) {
      step("scaleIn", vnfr);
    }

    @Override
    public VirtualNetworkFunctionRecord heal(
        VnfmContext context,
        VirtualNetworkFunctionRecord vnfr,
        VNFCInstance instance,
        String cause) {
      return step("heal " + instance.hostname() + " " + cause, vnfr);
    }

    @Override
    public VirtualNetworkFunctionRecord updateSoftware(
        VnfmContext context, VirtualNetworkFunctionRecord vnfr, @Nullable Script script) {
      return step("update", vnfr);
    }

    @Override
    public VirtualNetworkFunctionRecord terminate(
        VnfmContext context, VirtualNetworkFunctionRecord vnfr) {
      return step("terminate", vnfr);
    }

    @Override
    public VirtualNetworkFunctionRecord resume(
        VnfmContext context, VirtualNetworkFunctionRecord vnfr, Action.Known failed) {
      return step("resume " + failed, vnfr);
    }
  }

  /** Lets a request fail once in the handler, and resumes as the NFVO does. */
  private JsonNode failAndResume(String step, OrVnfmMessage request) {
    broken.put(step, true);
    JsonNode error = nfvo.request("dummy", request).join();
    assertThat(error.at("/action").asText()).isEqualTo("ERROR");
    broken.clear();
    calls.clear();
    return resume(record(error));
  }

  private JsonNode resume(VirtualNetworkFunctionRecord vnfr) {
    OrVnfmGeneric request = OrVnfmGenericBuilder.builder().action(Action.RESUME).vnfr(vnfr).build();
    return nfvo.request("dummy", request).join();
  }

  private static VirtualNetworkFunctionRecord record(JsonNode answer) {
    return CatalogueJson.read(
        answer.path("virtualNetworkFunctionRecord"), VirtualNetworkFunctionRecord.class);
  }

  private static String failure(JsonNode answer) {
    assertThat(answer.at("/action").asText()).isEqualTo("ERROR");
    return answer.at("/exception/detailMessage").asText();
  }

  @Test
  void runsAFailedInstantiateAgainWithoutAskingForMachines() {
    JsonNode answer = failAndResume("instantiate", Messages.instantiate("a"));

    assertThat(calls).containsExactly("resume INSTANTIATE", "instantiate");
    assertThat(answer.at("/action").asText()).isEqualTo("INSTANTIATE");
    assertThat(nfvo.asked).hasSize(2);
  }

  @Test
  void runsAFailedStartAgain() {
    JsonNode answer = failAndResume("start", Messages.startStop(Action.START, "a"));

    assertThat(calls).containsExactly("resume START", "start");
    assertThat(answer.at("/action").asText()).isEqualTo("START");
    assertThat(Messages.states(answer)).containsExactly("ACTIVE", "STANDBY");
  }

  @Test
  void startsTheOneInstanceThatDidNotStart() {
    JsonNode answer =
        failAndResume(
            "start a-2",
            Messages.startStop(Action.START, "a").withVnfcInstance(Messages.instance("a", 2)));

    assertThat(calls).containsExactly("resume START", "start a-2");
    assertThat(answer.at("/vnfcInstance/id").asText()).isEqualTo("a-2");
  }

  @ParameterizedTest
  @CsvSource({"modify, MODIFY", "terminate, RELEASE_RESOURCES"})
  void runsOtherStepsAgain(String step, String action) {
    JsonNode answer = failAndResume(step, Messages.generic(Action.of(action), "a"));

    assertThat(calls).containsExactly("resume " + action, step);
    assertThat(answer.at("/action").asText()).isEqualTo(action);
  }

  @Test
  void runsAFailedStopAgain() {
    JsonNode answer = failAndResume("stop", Messages.startStop(Action.STOP, "a"));

    assertThat(calls).containsExactly("resume STOP", "stop");
    assertThat(answer.at("/action").asText()).isEqualTo("STOP");
  }

  @Test
  void preparesAScaledOutInstanceAgainWithoutScalingTwice() {
    JsonNode answer = failAndResume("scaleOut a-1", Messages.scaleOut("a").withMode("standby"));

    assertThat(calls).containsExactly("resume SCALE_OUT", "scaleOut a-1");
    assertThat(answer.at("/action").asText()).isEqualTo("SCALED");
    assertThat(answer.at("/vnfcInstance/id").asText()).isEqualTo("a-1");
    assertThat(answer.at("/vnfcInstance/state").asText()).isEqualTo("STANDBY");
    assertThat(nfvo.asked).hasSize(1);
  }

  @Test
  void healsAgainForTheSameCause() {
    JsonNode answer =
        failAndResume(
            "heal a-2 switchToStandby",
            OrVnfmHealVNFRequestBuilder.builder()
                .action(Action.HEAL)
                .virtualNetworkFunctionRecord(Messages.vnfr("a"))
                .vnfcInstance(Messages.instance("a", 2))
                .cause("switchToStandby")
                .build());

    assertThat(calls).containsExactly("resume HEAL", "heal a-2 switchToStandby");
    assertThat(answer.at("/cause").asText()).isEqualTo("switchToStandby");
  }

  @Test
  void updatesAgainUnlessTheScriptIsGone() {
    var update =
        OrVnfmUpdateBuilder.builder().action(Action.UPDATE).vnfr(Messages.vnfr("a")).build();

    JsonNode plain = failAndResume("update", update);
    JsonNode script =
        failAndResume("update", update.withScript(ScriptBuilder.builder().name("x.sh").build()));

    assertThat(plain.at("/action").asText()).isEqualTo("UPDATE");
    assertThat(failure(script))
        .isEqualTo(
            "UPDATE of VNFR 'a' cannot be run again: the script it came with is gone; send the"
                + " update again");
  }

  @Test
  void saysThatAScaleInCannotBeRunAgain() {
    JsonNode answer = failAndResume("scaleIn", Messages.scaleIn("a"));

    assertThat(failure(answer))
        .startsWith("SCALE_IN of VNFR 'a' cannot be run again: what was to be done is not in");
  }

  @Test
  void saysThatMachinesThatWereNeverLaunchedCannotBeResumed() {
    VirtualNetworkFunctionRecord vnfr =
        Messages.vnfr("a")
            .mapVdus(
                vdu ->
                    vdu.withVnfc(List.of(Messages.instance("a", 3).vnfComponent()))
                        .withVnfcInstance(List.of()));

    assertThat(failure(resume(history(vnfr, "GRANTED", "ERROR"))))
        .isEqualTo(
            "INSTANTIATE of VNFR 'a' cannot be run again: its machines were not all allocated (one"
                + " of VDU 'v' is missing); delete the network service and launch it again");
    assertThat(calls).containsExactly("resume INSTANTIATE");
  }

  @Test
  void staysAtTheSameStepWhenThatFailsAgain() {
    broken.put("start", true);
    JsonNode first = nfvo.request("dummy", Messages.startStop(Action.START, "a")).join();
    JsonNode second = resume(record(first));
    assertThat(failure(second)).isEqualTo("broken");
    broken.clear();

    assertThat(resume(record(second)).at("/action").asText()).isEqualTo("START");
  }

  @ParameterizedTest
  @CsvSource({
    "'GRANTED ALLOCATE ERROR', false, INSTANTIATE",
    "'GRANTED ALLOCATE INSTANTIATE ERROR', false, START",
    "'GRANTED ALLOCATE INSTANTIATE ERROR', true, MODIFY",
    "'GRANTED ALLOCATE INSTANTIATE CONFIGURE ERROR', true, START",
    "'GRANTED ALLOCATE ERROR INSTANTIATE START CONFIGURE ERROR ERROR', true, START",
  })
  void findsTheStepAfterTheLastSuccessWhenNobodyHasNotedIt(
      String events, boolean target, String action) {
    VirtualNetworkFunctionRecord vnfr = history(Messages.vnfr("a"), events.split(" "));

    JsonNode answer =
        nfvo.request(
                "dummy",
                OrVnfmGenericBuilder.builder()
                    .action(Action.RESUME)
                    .vnfr(vnfr)
                    .vnfrd(target ? DEPENDENCY : null)
                    .build())
            .join();

    assertThat(answer.at("/action").asText()).isEqualTo(action);
  }

  @ParameterizedTest
  @CsvSource({"''", "'ERROR'", "'GRANTED ALLOCATE INSTANTIATE START ERROR'"})
  void saysWhenTheHistoryDoesNotTellWhatFailed(String events) {
    VirtualNetworkFunctionRecord vnfr =
        history(Messages.vnfr("a"), events.isEmpty() ? new String[0] : events.split(" "));

    assertThat(failure(resume(vnfr)))
        .isEqualTo(
            "VNFR 'a' cannot be resumed: its history does not tell which step failed; delete the"
                + " network service and launch it again");
    assertThat(calls).isEmpty();
  }

  @Test
  void forgetsAFailureAfterWhichAStepSucceeded() {
    broken.put("stop", true);
    JsonNode error = nfvo.request("dummy", Messages.startStop(Action.STOP, "a")).join();
    VirtualNetworkFunctionRecord later = history(record(error), "START").withStatus(null);

    assertThat(failure(resume(later))).contains("does not tell which step failed");
  }

  /** The record with events of an NFVO whose clock is an hour ahead, in no order. */
  private static VirtualNetworkFunctionRecord history(
      VirtualNetworkFunctionRecord vnfr, String... events) {
    List<HistoryLifecycleEvent> history = new ArrayList<>(vnfr.lifecycleEventHistory());
    for (int i = 0; i < events.length; i++) {
      history.add(
          0,
          HistoryLifecycleEventBuilder.builder()
              .event(events[i])
              .description("as the NFVO says it")
              .executedAt("2099.11.21-00:25:56:" + (100 + i) + "-UTC")
              .build());
    }
    return vnfr.withLifecycleEventHistory(history);
  }

  @Test
  void notesAFailureAsTheLatestEvenIfTheClockOfTheNfvoIsAhead() {
    broken.put("stop", true);
    VirtualNetworkFunctionRecord vnfr = history(Messages.vnfr("a"), "INSTANTIATE", "START");
    JsonNode error =
        nfvo.request(
                "dummy",
                Messages.startStop(Action.STOP, "a").withVirtualNetworkFunctionRecord(vnfr))
            .join();
    broken.clear();

    assertThat(resume(record(error)).at("/action").asText()).isEqualTo("STOP");
  }

  @Test
  void doesNotGoOnWithAMachineWhoseLaunchFailed() {
    VirtualNetworkFunctionRecord vnfr =
        Messages.vnfr("a")
            .mapVdus(
                vdu ->
                    vdu.withVnfc(List.of(Messages.instance("a", 1).vnfComponent()))
                        .withVnfcInstance(List.of(Messages.instance("a", 1).withState("ERROR"))));

    assertThat(failure(resume(history(vnfr, "GRANTED", "ERROR"))))
        .startsWith("INSTANTIATE of VNFR 'a' cannot be run again: its machines were not all");
  }

  @Test
  void healsAgainForALongCause() {
    String cause = "disk of the first machine is full; ".repeat(100);

    JsonNode answer =
        failAndResume(
            "heal a-2 " + cause,
            OrVnfmHealVNFRequestBuilder.builder()
                .action(Action.HEAL)
                .virtualNetworkFunctionRecord(Messages.vnfr("a"))
                .vnfcInstance(Messages.instance("a", 2))
                .cause(cause)
                .build());

    assertThat(answer.at("/cause").asText()).isEqualTo(cause);
  }

  @Test
  void cutsACauseThatIsTooLongBetweenCharacters() {
    FailedStep step =
        FailedStep.of(
                OrVnfmHealVNFRequestBuilder.builder()
                    .action(Action.HEAL)
                    .cause("x" + "\uD83D\uDCA5".repeat(6000))
                    .build())
            .orElseThrow();

    assertThat(step.detail()).hasSizeLessThanOrEqualTo(10_000);
    assertThat(Character.isLowSurrogate(step.detail().charAt(step.detail().length() - 1))).isTrue();
  }
}
