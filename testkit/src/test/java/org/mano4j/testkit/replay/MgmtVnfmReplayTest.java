package org.mano4j.testkit.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.messaging.Address;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.Delivery;
import org.mano4j.messaging.InMemoryBusConnector;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.QueueSpec;
import org.mano4j.messaging.nfvo.NfvoAddresses;
import org.mano4j.pop.nfv.MgmtVnfm;
import org.mano4j.vnfm.BusChannel;
import org.mano4j.vnfm.VnfmRuntime;

/**
 * What a real NFVO was recorded to send is played to MgmtVnfm, in front of a scripted mgmt door.
 */
class MgmtVnfmReplayTest {

  private final InMemoryBusConnector connector = new InMemoryBusConnector();
  private final List<String> calls = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    connector.close();
  }

  @Test
  void lifecycle() {
    play("a-lifecycle", true).assertAsRecorded();

    // the instance that was stopped and started is the one that was added
    assertThat(named("srv"))
        .containsSubsequence(
            "check srv", "add_metadata srv", "start srv", "check srv", "start srv", "stop srv");
    assertThat(named("cli"))
        .containsExactly(
            "check cli", "add_metadata cli", "start cli", "add_metadata cli", "start cli");
    assertThat(calls)
        .anyMatch(call -> call.startsWith("add_metadata cli") && call.contains("SERVER_PORT"));
  }

  @Test
  void packageAndDayTwo() {
    play("b-package-and-day2", true).assertAsRecorded();

    // on stand-by: not started before the switch
    assertThat(calls.stream().filter(call -> call.startsWith("start psrv")).count()).isEqualTo(3);
  }

  @Test
  void aFailureAndItsResume() {
    play("d-vnfm-fails-and-resume", false).assertAsRecorded();
  }

  private List<String> named(String vnf) {
    return calls.stream()
        .filter(call -> call.contains(" " + vnf))
        .map(call -> call.replaceAll("-\\d+.*", ""))
        .toList();
  }

  private ReplayReport play(String name, boolean there) {
    Recording recording = ReplayContract.recording(name);
    MessageBus bus = connector.open(new BusCredentials("driver", ""), "doors");
    vims(recording).forEach(vim -> serve(bus, vim, there));
    return Replay.of(recording)
        .over(connector)
        .patience(Duration.ofSeconds(20))
        .intended(
            Stream.concat(IntendedDifferences.ALL.stream(), INTENDED.stream())
                .collect(Collectors.toList()))
        .manager("vnfm", this::vnfm)
        .play();
  }

  private static final List<IntendedDifference> INTENDED =
      List.of(
          IntendedDifference.at("/userdata", "the flavour for the driver")
              .in("ALLOCATE_RESOURCES")
              .when(MgmtVnfmReplayTest::isFlavour),
          IntendedDifference.at("/userData", "the flavour for the driver")
              .in("SCALING")
              .when(MgmtVnfmReplayTest::isFlavour),
          IntendedDifference.at(
                  "/virtualNetworkFunctionRecord/metadata/*", "what is known of the sources")
              .in("MODIFY")
              .whenNew(),
          IntendedDifference.at(
                  "/virtualNetworkFunctionRecord/metadata", "what is known of the sources")
              .in("MODIFY")
              .whenNew(),
          IntendedDifference.at(
                  "/virtualNetworkFunctionRecord/configurations/configurationParameters/*",
                  "the recorded manager added a parameter")
              .in("INSTANTIATE")
              .whenAbsentNow(),
          IntendedDifference.at("/exception/detailMessage", "another failure")
              .in("INSTANTIATE", "RESUME")
              .when(d -> d.actual() != null && d.actual().asText().contains("is not there")));

  private static boolean isFlavour(Difference difference) {
    return difference.actual() != null
        && difference.actual().asText().equals("#mano4j\n{\"flavour\":\"m1.small\"}\n");
  }

  private AutoCloseable vnfm(String type) {
    VnfmRuntime vnfm =
        VnfmRuntime.builder(new MgmtVnfm())
            .type(type)
            .description("unknown")
            .channel(
                BusChannel.builder(connector)
                    .registrationUser(NfvoAddresses.DEFAULT_REGISTRATION_USER)
                    .build())
            .build();
    vnfm.start();
    return Drained.last(vnfm);
  }

  /** The ids of the VIM instances that servers were launched on. */
  private static List<String> vims(Recording recording) {
    return recording
        .with("vnfm")
        .flatMap(message -> message.body().findValuesAsText("vim_id").stream())
        .distinct()
        .toList();
  }

  private void serve(MessageBus bus, String vim, boolean there) {
    String key = "vim-mgmt-" + vim;
    bus.consume(
        new QueueSpec(
            key, false, true, false, Map.of(), List.of(new Address("openbaton-exchange", key))),
        4,
        delivery -> answer(delivery, there));
  }

  private CompletionStage<Optional<Message>> answer(Delivery delivery, boolean there) {
    JsonNode request = CatalogueJson.read(delivery.message().body(), JsonNode.class);
    String function = request.path("Func").asText();
    JsonNode params = request.path("Params");
    String server = params.isTextual() ? params.asText() : params.path("ID").asText();
    calls.add(function + " " + server + (params.isTextual() ? "" : " " + params.path("Entries")));
    String value =
        there
            ? "{\"Value\":{\"name\":\"%s\",\"extId\":\"ext_id\",\"status\":\"CREATED\"}}"
                .formatted(server)
            : "{\"Value\":null}";
    return CompletableFuture.completedFuture(
        Optional.of(Message.text(function.equals("check") ? value : "{}")));
  }
}
