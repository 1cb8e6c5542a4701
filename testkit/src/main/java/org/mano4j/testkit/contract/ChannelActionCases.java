package org.mano4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

/** Every request of an NFVO, done as it should be. */
abstract class ChannelActionCases extends ChannelRuntimeCases {

  private JsonNode done(String request) {
    answeringAll();
    started();
    return ask(request);
  }

  private static void assertWhole(JsonNode answer, String action, String name) {
    assertThat(action(answer)).isEqualTo(action);
    assertThat(nameIn(answer)).isEqualTo(name);
    assertThat(answer.at("/virtualNetworkFunctionRecord/hbVersion").asInt()).isEqualTo(3);
    assertThat(answer.at("/virtualNetworkFunctionRecord/x-unknown").asText()).isEqualTo("kept");
  }

  private static String state(JsonNode answer, int instance) {
    return answer
        .at("/virtualNetworkFunctionRecord/vdu/0/vnfc_instance/" + instance + "/state")
        .asText();
  }

  @ContractCase(
      id = "CH-50",
      says = "INSTANTIATE asks for grant and machines, and is answered with the record",
      needs = ChannelContract.EXCHANGE)
  void instantiates() {
    assertWhole(done(ChannelMessages.instantiate("f")), "INSTANTIATE", "f");
    assertThat(asked).containsExactly("GRANT_OPERATION", "ALLOCATE_RESOURCES");
  }

  @ContractCase(id = "CH-51", says = "INSTANTIATE with a record is a restart and asks for nothing")
  void restarts() {
    assertWhole(done(ChannelMessages.restart("f")), "INSTANTIATE", "f");
    assertThat(asked).isEmpty();
  }

  @ContractCase(id = "CH-52", says = "MODIFY is answered with the record")
  void modifies() {
    assertWhole(done(ChannelMessages.generic("MODIFY", "f")), "MODIFY", "f");
  }

  @ContractCase(id = "CH-53", says = "START is answered with every instance ACTIVE")
  void starts() {
    JsonNode answer = done(ChannelMessages.about("START", "f", ""));

    assertWhole(answer, "START", "f");
    assertThat(state(answer, 0)).isEqualTo("ACTIVE");
    assertThat(state(answer, 1)).isEqualTo("ACTIVE");
  }

  @ContractCase(id = "CH-54", says = "START of one instance is answered with that one ACTIVE")
  void startsOne() {
    JsonNode answer = done(one("START"));

    assertThat(answer.at("/vnfcInstance/state").asText()).isEqualTo("ACTIVE");
    assertThat(state(answer, 0)).isEqualTo("INACTIVE");
    assertThat(state(answer, 1)).isEqualTo("ACTIVE");
  }

  @ContractCase(id = "CH-55", says = "STOP is answered with the record")
  void stops() {
    assertWhole(done(ChannelMessages.about("STOP", "f", "")), "STOP", "f");
  }

  @ContractCase(id = "CH-56", says = "STOP of one instance is answered with that instance")
  void stopsOne() {
    JsonNode answer = done(one("STOP"));

    assertWhole(answer, "STOP", "f");
    assertThat(answer.at("/vnfcInstance/id").asText()).isEqualTo("instance-2");
  }

  private static String one(String action) {
    return ChannelMessages.about(action, "f", ",\"vnfcInstance\":" + ChannelMessages.instance("2"));
  }

  @ContractCase(
      id = "CH-57",
      says = "SCALE_OUT asks for scaling, and is answered SCALED with the new instance",
      needs = ChannelContract.EXCHANGE)
  void scalesOut() {
    JsonNode answer = done(ChannelMessages.scaleOut("f"));

    assertWhole(answer, "SCALED", "f");
    assertThat(asked).containsExactly("SCALING");
    assertThat(answer.at("/vnfcInstance/id").asText()).isEqualTo("instance-3");
  }

  @ContractCase(id = "CH-58", says = "SCALE_IN is answered with null")
  void scalesIn() {
    assertThat(done(one("SCALE_IN")).isNull()).isTrue();
  }

  @ContractCase(id = "CH-59", says = "RELEASE_RESOURCES is answered with the record")
  void releases() {
    assertWhole(done(ChannelMessages.generic("RELEASE_RESOURCES", "f")), "RELEASE_RESOURCES", "f");
  }

  @ContractCase(id = "CH-60", says = "HEAL is answered with record and instance")
  void heals() {
    JsonNode answer = done(one("HEAL").replace("}}}", "}},\"cause\":\"switchToStandby\"}"));

    assertWhole(answer, "HEAL", "f");
    assertThat(answer.at("/vnfcInstance/id").asText()).isEqualTo("instance-2");
  }

  @ContractCase(id = "CH-61", says = "UPDATE without a script is answered with the record")
  void updates() {
    assertWhole(done(ChannelMessages.generic("UPDATE", "f")), "UPDATE", "f");
  }

  @ContractCase(id = "CH-62", says = "EXECUTE is answered with the record")
  void executes() {
    String request = ChannelMessages.generic("EXECUTE", "f");

    JsonNode answer =
        done(
            request.substring(0, request.length() - 1)
                + ",\"script\":{\"name\":\"s\",\"payload\":[104,105]}}");

    assertWhole(answer, "EXECUTE", "f");
  }

  @ContractCase(id = "CH-63", says = "LOG_REQUEST is answered with lines")
  void showsLogs() {
    JsonNode answer = done("{\"action\":\"LOG_REQUEST\",\"vnfrName\":\"f\",\"hostname\":\"h\"}");

    assertThat(action(answer)).isEqualTo("LOG_REQUEST");
    assertThat(answer.path("outputLog").isArray()).isTrue();
    assertThat(answer.path("errorLog").isArray()).isTrue();
  }

  @ContractCase(id = "CH-64", says = "RESUME of a record without a failed step is answered ERROR")
  void doesNotKnowWhatToResume() {
    JsonNode answer = done(ChannelMessages.generic("RESUME", "f"));

    assertThat(action(answer)).isEqualTo("ERROR");
    assertThat(nameIn(answer)).isEqualTo("f");
  }

  @ContractCase(id = "CH-65", says = "ERROR is answered with null")
  void takesNoteOfAnError() {
    assertThat(done(ChannelMessages.error("f", "it broke")).isNull()).isTrue();
  }
}
