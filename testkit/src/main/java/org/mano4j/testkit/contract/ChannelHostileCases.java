package org.mano4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Requests that no NFVO should send. */
abstract class ChannelHostileCases extends ChannelRuntimeCases {

  private void assertRefused(String request) {
    started();

    JsonNode answer = ask(request);

    assertThat(action(answer)).isEqualTo("ERROR");
    assertThat(reason(answer)).isNotBlank();
    assertThat(action(ask(ChannelMessages.about("START", "f", "")))).isEqualTo("START");
  }

  @ContractCase(
      id = "CH-80",
      says = "What is not JSON is answered ERROR, and the next request is served")
  void takesNoJson() {
    assertRefused("\u0000 this is no JSON {");
  }

  @ContractCase(
      id = "CH-81",
      says = "A request without action is answered ERROR, and the next one is served")
  void needsAnAction() {
    assertRefused("{\"vnfr\":" + ChannelMessages.record("f") + "}");
  }

  @ContractCase(
      id = "CH-82",
      says = "An unknown action is answered ERROR, and the next request is served")
  void refusesAnUnknownAction() {
    assertRefused("{\"action\":\"DANCE\",\"vnfr\":" + ChannelMessages.record("f") + "}");
  }

  @ContractCase(
      id = "CH-83",
      says = "A field of the wrong type is answered ERROR, and the next request is served")
  void refusesAWrongType() {
    assertRefused("{\"action\":\"START\",\"virtualNetworkFunctionRecord\":[[\"f\"]]}");
  }

  @ContractCase(
      id = "CH-84",
      says = "A request without its record is answered ERROR, and the next one is served")
  void needsTheRecord() {
    assertRefused("{\"action\":\"START\"}");
  }

  @ContractCase(
      id = "CH-85",
      says = "Endless nesting is answered ERROR, and the next request is served")
  void refusesNesting() {
    assertRefused("{\"action\":\"START\",\"x\":" + "[".repeat(100_000));
  }

  @ContractCase(
      id = "CH-86",
      says = "Of the content of what cannot be read, nothing is in the answer")
  void doesNotRepeatContent() {
    started();

    assertThat(reason(ask("password: hunter2, no JSON"))).doesNotContain("hunter2");
  }

  @ContractCase(
      id = "CH-87",
      says = "After 1,000 requests that cannot be read, each answered, the next one is served")
  void endures() {
    started();
    for (int batch = 0; batch < 20; batch++) {
      List<CompletableFuture<JsonNode>> answers = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        answers.add(request("no JSON " + i));
      }
      assertThat(answers).allSatisfy(answer -> assertThat(action(join(answer))).isEqualTo("ERROR"));
    }

    assertThat(action(ask(ChannelMessages.about("START", "f", "")))).isEqualTo("START");
  }
}
