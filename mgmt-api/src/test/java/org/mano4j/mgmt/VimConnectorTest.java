package org.mano4j.mgmt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;
import static org.mano4j.mgmt.Wire.VIM;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.vim.Server;
import org.mano4j.messaging.Delivery;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.QueueSpec;

class VimConnectorTest {

  private final Wire wire = new Wire();
  private final VimConnector connector =
      new VimConnector(wire.bus, VIM, new VimConnectorOptions(Duration.ofSeconds(20)));

  @AfterEach
  void close() {
    wire.close();
  }

  @Test
  void writesTheRequestsOfTheProtocol() {
    List<Delivery> requests = wire.answer("{}");
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("K", "V");
    entries.put("EMPTY", "");

    connector.check("sipp-1");
    connector.start("sipp-1");
    connector.addMetadata("sipp-1", entries);
    connector.stop("sipp-1");

    assertThat(requests.stream().map(d -> Wire.text(d.message())))
        .containsExactly(
            "{\"Func\":\"check\",\"Params\":\"sipp-1\"}",
            "{\"Func\":\"start\",\"Params\":\"sipp-1\"}",
            "{\"Func\":\"add_metadata\",\"Params\":{\"ID\":\"sipp-1\",\"Entries\":{\"K\":\"V\",\"EMPTY\":\"\"}}}",
            "{\"Func\":\"stop\",\"Params\":\"sipp-1\"}");
    Message message = requests.get(0).message();
    assertThat(message.contentType()).isEqualTo("text/plain");
    assertThat(message.correlationId()).isNotEmpty();
    assertThat(message.replyTo()).isNotEmpty();
    assertThat(requests.get(0).address().exchange()).isEqualTo("openbaton-exchange");
    assertThat(requests.get(0).address().key()).isEqualTo("vim-mgmt-" + VIM);
  }

  @Test
  void readsTheServer() {
    String server = Wire.resource("server.json");
    wire.answer("{\"Value\":" + server + "}");

    assertThat(connector.check("sipp-server-1880510"))
        .hasValue(CatalogueJson.read(server, Server.class));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Value\":null}",
        "{}",
        "{\"Error\":\"no such server\",\"Code\":\"NOT_FOUND\"}",
        "{\"Error\":\"rpc error: code = NotFound desc = none\"}",
        "{\"Value\":null,\"Error\":\"\"}"
      })
  void checkOfAnAbsentServerIsEmpty(String response) {
    wire.answer(response);

    assertThat(connector.check("sipp-1")).isEmpty();
  }

  @Test
  void aFailedServerOfAnOldManagerIsAFailure() {
    wire.answer(
        "{\"Value\":{\"name\":\"sipp-1\",\"status\":\"FAILED\",\"extendedStatus\":\"no image\"}}");

    assertThatExceptionOfType(MgmtException.class)
        .isThrownBy(() -> connector.check("sipp-1"))
        .withMessage("server 'sipp-1' in VIM '" + VIM + "' has failed: no image")
        .returns(MgmtCode.SERVER_FAILED, MgmtException::code);
  }

  @Test
  void readsTheServerThatAGoManagerWrites() {
    wire.answer(
        """
        {"Value":{"version":0,"name":"sipp-1","image":{"version":0,"extId":"sha256:1","name":"sipp",
        "minRam":0,"minDiskSpace":0,"isPublic":false,"created":"Feb 1, 2017 4:5:9 PM"},
        "flavor":{"version":0,"flavour_key":"docker.container","extId":"docker-flavour-id","ram":0,
        "disk":0,"vcpus":0},"status":"CREATED","extendedStatus":"container ready",
        "extId":"5f","ips":{"private":["172.16.0.2"]},"floatingIps":{},
        "created":"Feb 1, 2017 4:5:9 PM","updated":"","hostName":"","hypervisorHostName":"",
        "instanceName":""}}""");

    Server server = connector.check("sipp-1").orElseThrow();

    assertThat(server.extId()).isEqualTo("5f");
    assertThat(server.ips()).containsEntry("private", List.of("172.16.0.2"));
    assertThat(server.created().instant()).contains(Instant.parse("2017-02-01T16:05:09Z"));
  }

  @Test
  void readsKeysInAnyCase() {
    wire.answer("{\"value\":null,\"ERROR\":\"broken\",\"code\":\"SERVER_FAILED\"}");

    assertThatExceptionOfType(MgmtException.class)
        .isThrownBy(() -> connector.check("sipp-1"))
        .withMessageContaining("broken")
        .returns(MgmtCode.SERVER_FAILED, MgmtException::code);
  }

  @ParameterizedTest
  @CsvSource({
    "rpc error: code = AlreadyExists desc = container already started, ALREADY_STARTED",
    "rpc error: code = NotFound desc = no match, NOT_FOUND",
    "rpc error: code = InvalidArgument desc = invalid argument provided, INVALID",
    "rpc error: code = Unavailable desc = transport is closing, UNAVAILABLE",
    "malformed parameters, INVALID",
    "unknown function: stop, UNKNOWN_FUNCTION",
    "internal error, INTERNAL"
  })
  void tellsTheCodeFromTheTextOfPeersThatSendNone(String error, String code) {
    wire.answer("{\"Error\":\"" + error + "\"}");

    assertThatExceptionOfType(MgmtException.class)
        .isThrownBy(() -> connector.start("sipp-1"))
        .withMessage("start of server 'sipp-1' in VIM '" + VIM + "' failed: " + error)
        .returns(new MgmtCode(code), MgmtException::code);
  }

  @Test
  void keepsACodeItDoesNotKnow() {
    wire.answer("{\"Error\":\"too hot\",\"Code\":\"OVERHEATED\"}");

    assertThatExceptionOfType(MgmtException.class)
        .isThrownBy(() -> connector.start("sipp-1"))
        .returns(new MgmtCode("OVERHEATED"), MgmtException::code);
  }

  @Test
  void sendsNothingWithoutEntries() {
    List<Delivery> requests = wire.answer("{}");

    connector.addMetadata("sipp-1", Map.of());
    connector.start("sipp-1");

    assertThat(requests).hasSize(1);
  }

  @Test
  void saysWhenNobodyServesTheVim() {
    assertThatExceptionOfType(MgmtException.class)
        .isThrownBy(() -> connector.start("sipp-1"))
        .withMessageContainingAll(
            "start of server 'sipp-1'",
            VIM,
            "no manager serves that VIM",
            "start its VIM driver plugin")
        .returns(MgmtCode.UNAVAILABLE, MgmtException::code);
  }

  @Test
  void saysWhenNoReplyComes() {
    wire.bus.consume(
        QueueSpec.named("vim-mgmt-" + VIM, "openbaton-exchange"),
        1,
        delivery -> new CompletableFuture<>());
    VimConnector hasty =
        new VimConnector(wire.bus, VIM, new VimConnectorOptions(Duration.ofMillis(50)));

    assertThatExceptionOfType(MgmtException.class)
        .isThrownBy(() -> hasty.start("sipp-1"))
        .withMessageContainingAll("sipp-1", VIM, "no reply received in 0.05 s")
        .returns(MgmtCode.NO_REPLY, MgmtException::code);
  }

  @Test
  void saysWhenTheBusIsClosed() {
    wire.bus.close();

    assertThatExceptionOfType(MgmtException.class)
        .isThrownBy(() -> connector.start("sipp-1"))
        .withMessageContaining("connection has closed")
        .returns(MgmtCode.UNAVAILABLE, MgmtException::code);
  }

  @Test
  void endsWhenItsThreadIsInterrupted() throws Exception {
    List<Delivery> requests = new CopyOnWriteArrayList<>();
    wire.bus.consume(
        QueueSpec.named("vim-mgmt-" + VIM, "openbaton-exchange"),
        1,
        delivery -> {
          requests.add(delivery);
          return new CompletableFuture<>();
        });
    CompletableFuture<MgmtException> failure = new CompletableFuture<>();
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                connector.start("sipp-1");
              } catch (MgmtException e) {
                interrupted.complete(Thread.currentThread().isInterrupted());
                failure.complete(e);
              }
            });
    thread.start();
    await().until(() -> requests.size() == 1);

    thread.interrupt();

    assertThat(failure.get(20, TimeUnit.SECONDS).code()).isEqualTo(MgmtCode.INTERRUPTED);
    assertThat(interrupted.get(20, TimeUnit.SECONDS)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"secret", "[]", "null", "{\"Value\":[\"secret\"]}", "{\"Value\":\"secret\"}"})
  void doesNotQuoteAnAnswerItCannotRead(String response) {
    wire.answer(response);

    assertThatExceptionOfType(MgmtException.class)
        .isThrownBy(() -> connector.check("sipp-1"))
        .withMessageContainingAll("check of server 'sipp-1'", response.length() + " bytes")
        .withNoCause()
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"))
        .returns(MgmtCode.INTERNAL, MgmtException::code);
  }

  @Test
  void refusesAnEmptyServerNameAndAnImpossibleTimeout() {
    assertThatExceptionOfType(MgmtException.class)
        .isThrownBy(() -> connector.check(""))
        .returns(MgmtCode.INVALID, MgmtException::code);
    assertThatIllegalArgumentException().isThrownBy(() -> new VimConnectorOptions(Duration.ZERO));
    assertThat(VimConnectorOptions.defaults().timeout()).isEqualTo(Duration.ofMinutes(2));
  }
}
