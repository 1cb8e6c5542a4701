package org.mano4j.mgmt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.mano4j.mgmt.Wire.QUEUE;
import static org.mano4j.mgmt.Wire.VIM;
import static org.mano4j.mgmt.Wire.tree;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.vim.Server;
import org.mano4j.catalogue.vim.ServerBuilder;
import org.mano4j.messaging.Message;

class VimManagerTest extends ManagerTests {

  @Test
  void answersCheckWithTheServer() {
    String server = Wire.resource("server.json");
    serve(vim.with(CatalogueJson.read(server, Server.class)));

    String response = wire.ask("{\"Func\":\"check\",\"Params\":\"sipp-server-1880510\"}");

    assertThat(tree(response))
        .isEqualTo(
            tree(
                "{\"Value\":"
                    + CatalogueJson.toTree(CatalogueJson.read(server, Server.class))
                    + "}"));
    assertThat(tree(response).at("/Value/ips/private/0").textValue()).isEqualTo("172.16.0.2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Func\":\"start\",\"Params\":\"sipp-1\"}",
        "{\"Func\":\"stop\",\"Params\":\"sipp-1\"}",
        "{\"Func\":\"add_metadata\",\"Params\":{\"ID\":\"sipp-1\",\"Entries\":{\"K\":\"V\"}}}",
        "{\"Func\":\"add_metadata\",\"Params\":{\"ID\":\"sipp-1\",\"Entries\":{}}}",
        "{\"Func\":\"add_metadata\",\"Params\":{\"ID\":\"sipp-1\",\"Entries\":null}}",
        "{\"Func\":\"add_metadata\",\"Params\":{\"ID\":\"sipp-1\"}}",
      })
  void answersTheOthersWithAnEmptyObject(String request) {
    serve(vim);

    assertThat(wire.ask(request)).isEqualTo("{}");
  }

  @Test
  void copiesTheCorrelationIdAndAnswersInPlainText() {
    serve(vim);
    Message answer = wire.askMessage(Message.text("{\"Func\":\"check\",\"Params\":\"sipp-1\"}"));

    assertThat(answer.correlationId()).isNotEmpty();
    assertThat(answer.contentType()).isEqualTo("text/plain");
    assertThat(answer.replyTo()).isNull();
  }

  @Test
  void readsFunctionsAndKeysInAnyCase() {
    serve(vim);

    wire.ask("{\"func\":\"START\",\"PARAMS\":\"sipp-1\"}");
    wire.ask("{\"FUNC\":\"Add_Metadata\",\"params\":{\"id\":\"sipp-1\",\"entries\":{\"K\":null}}}");

    assertThat(vim.calls).containsExactly("start sipp-1", "add_metadata sipp-1 {K=}");
  }

  @Test
  void callsNobodyWithoutEntries() {
    serve(vim);

    wire.ask("{\"Func\":\"add_metadata\",\"Params\":{\"ID\":\"sipp-1\",\"Entries\":null}}");

    assertThat(vim.calls).isEmpty();
  }

  @Test
  void answersCheckOfAnUnknownServerWithAnError() {
    serve(vim);

    assertThat(wire.ask("{\"Func\":\"check\",\"Params\":\"sipp-9\"}"))
        .isEqualTo(
            "{\"Error\":\"there is no server 'sipp-9' in VIM '"
                + VIM
                + "'\",\"Code\":\"NOT_FOUND\"}");
  }

  @Test
  void answersAFailureWithItsCodeAndText() {
    serve(vim);
    wire.ask("{\"Func\":\"start\",\"Params\":\"sipp-1\"}");

    assertThat(wire.ask("{\"Func\":\"start\",\"Params\":\"sipp-1\"}"))
        .isEqualTo("{\"Error\":\"'sipp-1' runs already\",\"Code\":\"ALREADY_STARTED\"}");
  }

  @Test
  void answersAnUnknownFunctionWithItsNameInLowerCase() {
    serve(vim);

    assertThat(wire.ask("{\"Func\":\"ReBoot\",\"Params\":\"sipp-1\"}"))
        .isEqualTo("{\"Error\":\"unknown function: reboot\",\"Code\":\"UNKNOWN_FUNCTION\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not json",
        "null",
        "[]",
        "\"check\"",
        "{}",
        "{\"Func\":7,\"Params\":\"sipp-1\"}",
        "{\"Func\":\"check\"}",
        "{\"Func\":\"check\",\"Params\":null}",
        "{\"Func\":\"check\",\"Params\":\"\"}",
        "{\"Func\":\"check\",\"Params\":7}",
        "{\"Func\":\"check\",\"Params\":{\"ID\":\"sipp-1\"}}",
        "{\"Func\":\"start\",\"Params\":[\"sipp-1\"]}",
        "{\"Func\":\"add_metadata\",\"Params\":\"sipp-1\"}",
        "{\"Func\":\"add_metadata\",\"Params\":{\"Entries\":{\"K\":\"V\"}}}",
        "{\"Func\":\"add_metadata\",\"Params\":{\"ID\":\"sipp-1\",\"Entries\":[]}}",
        "{\"Func\":\"add_metadata\",\"Params\":{\"ID\":\"sipp-1\",\"Entries\":{\"K\":1}}}",
      })
  void answersWhatItCannotReadAndGoesOn(String request) {
    serve(vim, VimManagerOptions.defaults().withParallelism(1));

    assertThat(tree(wire.ask(request)).get("Error").textValue())
        .startsWith("malformed parameters: ");
    assertThat(tree(wire.ask(request)).get("Code").textValue()).isEqualTo("INVALID");

    assertThat(vim.calls).isEmpty();
    assertThat(connector().check("sipp-1")).isPresent();
  }

  @Test
  void cutsAnUnknownFunctionAndRefusesAServerNameWithoutEnd() {
    serve(vim);
    String endless = "x".repeat(100_000);

    assertThat(wire.ask("{\"Func\":\"" + endless + "\",\"Params\":\"sipp-1\"}"))
        .hasSizeLessThan(1000);
    assertThat(wire.ask("{\"Func\":\"check\",\"Params\":\"" + endless + "\"}"))
        .contains("malformed parameters")
        .hasSizeLessThan(1000);
  }

  @Test
  void acknowledgesARequestThatNobodyWaitsFor() {
    serve(vim, VimManagerOptions.defaults().withParallelism(1));

    wire.bus.publish(MgmtAddresses.of(VIM), Message.text("not json"));
    wire.bus.publish(
        MgmtAddresses.of(VIM), Message.text("{\"Func\":\"start\",\"Params\":\"sipp-1\"}"));

    await().until(() -> vim.calls.equals(List.of("start sipp-1")));
  }

  @Test
  void connectorAndManagerUnderstandEachOther() {
    serve(vim);
    VimConnector connector = connector();

    assertThat(connector.check("sipp-1")).hasValue(vim.servers.get("sipp-1"));
    assertThat(connector.check("sipp-9")).isEmpty();
    connector.addMetadata("sipp-1", Map.of("K", "V"));
    connector.start("sipp-1");
    assertThatExceptionOfType(MgmtException.class)
        .isThrownBy(() -> connector.start("sipp-1"))
        .withMessageContaining("'sipp-1' runs already")
        .returns(MgmtCode.ALREADY_STARTED, MgmtException::code);
    assertThatExceptionOfType(MgmtException.class)
        .isThrownBy(() -> connector.stop("sipp-9"))
        .returns(MgmtCode.NOT_FOUND, MgmtException::code);

    assertThat(vim.calls)
        .containsExactly(
            "check sipp-1",
            "check sipp-9",
            "add_metadata sipp-1 {K=V}",
            "start sipp-1",
            "start sipp-1",
            "stop sipp-9");
  }

  @Test
  void startOfAServerThatHasEndedResetsItFirst() {
    serve(vim);
    connector().start("sipp-1");
    connector().stop("sipp-1");

    connector().start("sipp-1");

    assertThat(vim.calls)
        .containsExactly(
            "start sipp-1", "stop sipp-1", "start sipp-1", "reset sipp-1", "start sipp-1");
    assertThat(vim.servers.get("sipp-1").status()).isEqualTo("RUNNING");
  }

  @Test
  void saysWhenAServerThatHasEndedCannotBeReset() {
    vim.canReset = false;
    serve(vim);
    connector().stop("sipp-1");

    assertThatExceptionOfType(MgmtException.class)
        .isThrownBy(() -> connector().start("sipp-1"))
        .withMessageContaining("this VIM cannot")
        .returns(MgmtCode.REFUSED, MgmtException::code);
    assertThat(vim.calls).containsExactly("stop sipp-1", "start sipp-1", "reset sipp-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"reset", "create", "delete", "launch", "exec", "metadata"})
  void nothingElseIsReachable(String function) {
    serve(vim);

    assertThat(wire.ask("{\"Func\":\"" + function + "\",\"Params\":\"sipp-1\"}"))
        .contains("unknown function: " + function);
    assertThat(vim.calls).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"FAILED", "ERROR"})
  void checkOfAFailedServerIsAnError(String status) {
    serve(
        vim.with(
            ServerBuilder.builder()
                .name("sipp-2")
                .status(status)
                .extendedStatus("no space left")
                .build()));

    assertThat(wire.ask("{\"Func\":\"check\",\"Params\":\"sipp-2\"}"))
        .isEqualTo(
            "{\"Error\":\"server 'sipp-2' in VIM '"
                + VIM
                + "' has failed: no space left\",\"Code\":\"SERVER_FAILED\"}");
  }

  @ParameterizedTest
  @CsvSource({"runtime, something broke", "error, java.lang stack", "silent, IllegalState"})
  void anyFailureOfTheHandlerReachesTheCaller(String kind, String text) {
    serve(onStart(() -> fail(kind)));

    assertThatExceptionOfType(MgmtException.class)
        .isThrownBy(() -> connector().start("sipp-1"))
        .withMessageContaining(text)
        .returns(MgmtCode.INTERNAL, MgmtException::code);
  }

  private static void fail(String kind) {
    switch (kind) {
      case "runtime" -> throw new IllegalStateException("something broke");
      case "error" -> throw new StackOverflowError("java.lang stack");
      default -> throw new IllegalStateException();
    }
  }

  @Test
  void managersOfTwoVimsStayApart() {
    serve(vim);
    FakeVim second = new FakeVim().with("sipp-2");
    VimManager manager =
        new VimManager(
            wire.bus, "other", MgmtAddresses.queue("other", "vim-drivers.pop.openbaton"), second);
    managers.add(manager);
    manager.start();

    new VimConnector(wire.bus, "other").start("sipp-2");
    connector().start("sipp-1");

    assertThat(vim.calls).containsExactly("start sipp-1");
    assertThat(second.calls).containsExactly("start sipp-2");
  }

  @Test
  void servesAlsoUnderThePlainQueueName() {
    VimManager manager = new VimManager(wire.bus, VIM, MgmtAddresses.plainQueue(VIM), vim);
    managers.add(manager);
    manager.start();

    assertThat(wire.queueExists("vim-mgmt-" + VIM)).isTrue();
    assertThat(connector().check("sipp-1")).isPresent();
  }

  @Test
  void itsQueueNameFitsWhatANewNfvoAllowsAndHidesItFromDiscovery() {
    assertThat(QUEUE)
        .isEqualTo("vim-mgmt-" + VIM + ".vim-drivers.pop.openbaton")
        .contains("vim-drivers.pop.openbaton")
        .doesNotStartWith("vim-drivers");
  }
}
