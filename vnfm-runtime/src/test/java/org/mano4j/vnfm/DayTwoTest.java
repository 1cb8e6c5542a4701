package org.mano4j.vnfm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.Blob;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.OrVnfmExecuteScript;
import org.mano4j.catalogue.message.OrVnfmExecuteScriptBuilder;
import org.mano4j.catalogue.message.OrVnfmHealVNFRequest;
import org.mano4j.catalogue.message.OrVnfmHealVNFRequestBuilder;
import org.mano4j.catalogue.message.OrVnfmLog;
import org.mano4j.catalogue.message.OrVnfmLogBuilder;
import org.mano4j.catalogue.message.OrVnfmUpdate;
import org.mano4j.catalogue.message.OrVnfmUpdateBuilder;
import org.mano4j.catalogue.packaging.Script;
import org.mano4j.catalogue.packaging.ScriptBuilder;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.catalogue.record.VNFRecordDependency;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;

/** What comes after a launch: repairs, updates, scripts, logs. */
class DayTwoTest {

  private static final Script SCRIPT =
      ScriptBuilder.builder().name("run.sh").payload(Blob.of("echo")).build();

  private final ScriptedNfvo nfvo = new ScriptedNfvo();
  private final List<String> calls = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() {
    nfvo.close();
  }

  private void start(VnfmHandler handler) {
    nfvo.start(nfvo.vnfm(handler));
  }

  private static OrVnfmHealVNFRequest heal(@Nullable String cause) {
    return OrVnfmHealVNFRequestBuilder.builder()
        .action(Action.HEAL)
        .virtualNetworkFunctionRecord(Messages.vnfr("a"))
        .vnfcInstance(Messages.instance("a", 2))
        .cause(cause)
        .build();
  }

  private static OrVnfmUpdate update(@Nullable Script script) {
    return OrVnfmUpdateBuilder.builder()
        .action(Action.UPDATE)
        .vnfr(Messages.vnfr("a"))
        .script(script)
        .build();
  }

  private static OrVnfmExecuteScript execute(@Nullable Script script) {
    return OrVnfmExecuteScriptBuilder.builder()
        .action(Action.EXECUTE)
        .vnfr(Messages.vnfr("a"))
        .script(script)
        .build();
  }

  private static OrVnfmLog logs() {
    return OrVnfmLogBuilder.builder()
        .action(Action.LOG_REQUEST)
        .vnfrName("a")
        .hostname("a-1")
        .build();
  }

  /** Writes down what it is asked, and changes the record. */
  private final class Recorder implements VnfmHandler {
    @Override
    public VirtualNetworkFunctionRecord heal(
        VnfmContext context,
        VirtualNetworkFunctionRecord vnfr,
        VNFCInstance instance,
        String cause) {
      calls.add("heal " + instance.hostname() + " " + cause);
      return vnfr.replaceVnfcInstance(instance.withState("HEALED"));
    }

    @Override
    public VirtualNetworkFunctionRecord updateSoftware(
        VnfmContext context, VirtualNetworkFunctionRecord vnfr, @Nullable Script script) {
      calls.add("update " + (script == null ? "all" : script.name()));
      return vnfr.withTask("updated");
    }

    @Override
    public VirtualNetworkFunctionRecord executeScript(
        VnfmContext context, VirtualNetworkFunctionRecord vnfr, Script script) {
      calls.add("execute " + script.name());
      return vnfr.withTask("executed");
    }

    @Override
    public VnfmLogs logs(VnfmContext context, String vnfrName, String hostname) {
      return new VnfmLogs(List.of("out of " + vnfrName), List.of("err of " + hostname));
    }

    @Override
    public VirtualNetworkFunctionRecord modify(
        VnfmContext context, VirtualNetworkFunctionRecord vnfr, VNFRecordDependency dependency) {
      calls.add("modify");
      return vnfr;
    }
  }

  @Test
  void healsAnInstance() {
    start(new Recorder());

    JsonNode answer = nfvo.request("dummy", heal("switchToStandby")).join();

    assertThat(calls).containsExactly("heal a-2 switchToStandby");
    assertThat(answer.at("/action").asText()).isEqualTo("HEAL");
    assertThat(answer.at("/cause").asText()).isEqualTo("switchToStandby");
    assertThat(answer.at("/vnfcInstance/state").asText()).isEqualTo("HEALED");
    assertThat(Messages.states(answer)).containsExactly("none", "HEALED");
  }

  @Test
  void healsWithoutACause() {
    start(new Recorder());

    JsonNode answer = nfvo.request("dummy", heal(null)).join();

    assertThat(calls).containsExactly("heal a-2 ");
    assertThat(answer.has("cause")).isFalse();
  }

  @Test
  void saysThatItCannotHealWithoutAnInstance() {
    start(new Recorder());

    JsonNode answer = nfvo.request("dummy", heal("x").withVnfcInstance(null)).join();

    assertThat(answer.at("/exception/detailMessage").asText())
        .isEqualTo("the HEAL message of the NFVO names no VNFC instance");
  }

  @Test
  void updatesWithAndWithoutAScript() {
    start(new Recorder());

    JsonNode one = nfvo.request("dummy", update(SCRIPT)).join();
    JsonNode all = nfvo.request("dummy", update(null)).join();

    assertThat(calls).containsExactly("update run.sh", "update all");
    assertThat(one.at("/action").asText()).isEqualTo("UPDATE");
    assertThat(all.at("/virtualNetworkFunctionRecord/task").asText()).isEqualTo("updated");
  }

  @Test
  void executesAScript() {
    start(new Recorder());

    JsonNode answer = nfvo.request("dummy", execute(SCRIPT)).join();
    JsonNode nothing = nfvo.request("dummy", execute(null)).join();

    assertThat(calls).containsExactly("execute run.sh");
    assertThat(answer.at("/action").asText()).isEqualTo("EXECUTE");
    assertThat(answer.at("/virtualNetworkFunctionRecord/task").asText()).isEqualTo("executed");
    assertThat(nothing.at("/exception/detailMessage").asText())
        .isEqualTo("the EXECUTE message of the NFVO holds no script; it is needed");
  }

  @Test
  void givesLogs() {
    start(new Recorder());

    JsonNode answer = nfvo.request("dummy", logs()).join();

    assertThat(answer.at("/action").asText()).isEqualTo("LOG_REQUEST");
    assertThat(answer.at("/outputLog/0").asText()).isEqualTo("out of a");
    assertThat(answer.at("/errorLog/0").asText()).isEqualTo("err of a-1");
  }

  @Test
  void saysWhyThereAreNoLogsInTheFormOfLogs() {
    start(
        new VnfmHandler() {
          @Override
          public VnfmLogs logs(VnfmContext context, String vnfrName, String hostname) {
            throw new IllegalStateException("no disk");
          }
        });

    JsonNode answer = nfvo.request("dummy", logs()).join();

    assertThat(answer.at("/action").asText()).isEqualTo("LOG_REQUEST");
    assertThat(answer.at("/outputLog")).isEmpty();
    assertThat(answer.at("/errorLog/0").asText()).isEqualTo("The logs cannot be had: no disk");
  }

  @Test
  void takesConfigureAsModify() {
    start(new Recorder());

    JsonNode answer = nfvo.request("dummy", Messages.generic(Action.CONFIGURE, "a")).join();

    assertThat(calls).containsExactly("modify");
    assertThat(answer.at("/action").asText()).isEqualTo("CONFIGURE");
  }

  @Test
  void changesNothingWithAHandlerThatDoesNothing() {
    start(new VnfmHandler() {});

    CompletableFuture<JsonNode> healed = nfvo.request("dummy", heal("x"));
    CompletableFuture<JsonNode> updated = nfvo.request("dummy", update(SCRIPT));
    CompletableFuture<JsonNode> executed = nfvo.request("dummy", execute(SCRIPT));

    JsonNode record = Recordings.tree(CatalogueJson.write(Messages.vnfr("a")));
    for (JsonNode answer : List.of(healed.join(), updated.join(), executed.join())) {
      assertThat(Recordings.differences(record, answer.path("virtualNetworkFunctionRecord")))
          .isEmpty();
    }
  }
}
