package org.mano4j.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mano4j.testkit.Waiting.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.OrVnfmError;
import org.mano4j.catalogue.message.VnfmOrAllocateResources;
import org.mano4j.catalogue.message.VnfmOrError;
import org.mano4j.catalogue.message.VnfmOrGeneric;
import org.mano4j.catalogue.message.VnfmOrInstantiate;
import org.mano4j.catalogue.record.Status;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.messaging.Message;

class ErrorTest {

  @RegisterExtension final Lab lab = Lab.open();

  @RegisterExtension
  final Lab hasty = Lab.open(options -> options.withAnswerTimeout(Duration.ofMillis(300)));

  private static Nsds service() {
    return Nsds.nsd().vnf("srv", 1, 3).vnf("cli", 1, 2).dependency("cli", "srv");
  }

  @Test
  void endsInErrorWithTheMessageOfTheVnfm() throws Exception {
    lab.vnfm.failsIn(Action.MODIFY, "the licence has run out");

    String nsr = lab.failed(service());

    assertThat(lab.nfvo.failure(nsr))
        .contains(new Failure(nsr, "cli", "MODIFY", "the licence has run out"));
    VirtualNetworkFunctionRecord vnfr = lab.nfvo.vnfr(nsr, "cli");
    assertThat(vnfr.status()).isEqualTo(Status.ERROR);
    assertThat(vnfr.task()).isEqualTo("error");
    assertThat(vnfr.lifecycleEventHistory())
        .anySatisfy(
            e -> {
              assertThat(e.event()).isEqualTo("ERROR");
              assertThat(e.description()).isEqualTo("the licence has run out");
            });

    lab.nfvo.terminate(nsr).get();
    assertThat(lab.driver.servers()).isEmpty();
  }

  @Test
  void failsTheWaitForActiveAtOnceWithTheMessageAndTheTrace() {
    lab.vnfm.failsIn(Action.INSTANTIATE, "no such disk");
    String nsr = lab.nfvo.launch(lab.onboard(service()));

    assertThatThrownBy(() -> lab.nfvo.awaitStatus(nsr, Status.ACTIVE, Lab.SOON))
        .isInstanceOf(StatusNotReached.class)
        .hasMessageContaining("no such disk")
        .hasMessageContaining("re #");
  }

  @Test
  void showsNoMessagesOfOtherServicesInAFailure() {
    lab.active(Nsds.nsd().vnf("other", 1, 1));
    lab.vnfm.failsIn(Action.START, "no such disk");
    String nsr = lab.nfvo.launch(lab.onboard(service()));

    assertThatThrownBy(() -> lab.nfvo.awaitStatus(nsr, Status.ACTIVE, Lab.SOON))
        .satisfies(
            e ->
                assertThat(e.getMessage())
                    .contains(" srv ", "launchInstanceAndWait", "messages of ")
                    .doesNotContain(" other "));
  }

  @Test
  void endsInErrorWhenNobodyAnswers() {
    hasty.vnfm.isSilentOn(Action.START);

    String nsr = hasty.failed(service());

    assertThat(hasty.nfvo.failure(nsr).orElseThrow().message()).contains("did not answer");
  }

  @Test
  void endsInErrorWhenTheQueueOfTheVnfmIsGone() {
    String nsd = lab.onboard(service());
    lab.vnfm.close();

    String nsr = lab.nfvo.launch(nsd);
    lab.nfvo.awaitStatus(nsr, Status.ERROR, Lab.SOON);

    assertThat(lab.nfvo.failure(nsr).orElseThrow().message()).contains("dummy");
  }

  @Test
  void endsInErrorOnALiteralNullWhereAnAnswerIsNeeded() {
    lab.vnfm.on(Action.INSTANTIATE, request -> ScriptedVnfm.literalNull());

    String nsr = lab.failed(service());

    assertThat(lab.nfvo.failure(nsr).orElseThrow().message()).contains("null to INSTANTIATE");
  }

  @Test
  void endsInErrorOnAnAnswerOfAnotherAction() {
    lab.vnfm.on(
        Action.MODIFY,
        request ->
            ScriptedVnfm.completed(
                new VnfmOrGeneric(Action.CONFIGURE, ScriptedVnfm.vnfr(request), null, Map.of())));

    String nsr = lab.failed(service());

    assertThat(lab.nfvo.failure(nsr).orElseThrow().message())
        .contains("answered MODIFY with CONFIGURE");
  }

  @Test
  void endsInErrorOnAnAnswerThatCannotBeRead() {
    lab.vnfm.on(
        Action.START,
        request -> CompletableFuture.completedFuture(Optional.of(Message.text("{nonsense"))));

    String nsr = lab.failed(service());

    assertThat(lab.nfvo.failure(nsr).orElseThrow().action()).isEqualTo("START");
  }

  @Test
  void endsInErrorOnAnErrorWithoutException() {
    lab.vnfm.on(
        Action.START,
        request ->
            ScriptedVnfm.completed(
                new VnfmOrError(Action.ERROR, null, ScriptedVnfm.vnfr(request), null, Map.of())));

    String nsr = lab.failed(service());

    assertThat(lab.nfvo.failure(nsr).orElseThrow().message()).contains("without an exception");
  }

  @Test
  void refusesAnOldVersionOfARecordAndTellsTheVnfm() {
    lab.vnfm.changes(
        Action.INSTANTIATE,
        answer -> {
          VnfmOrInstantiate instantiated = (VnfmOrInstantiate) answer;
          return instantiated.withVirtualNetworkFunctionRecord(
              instantiated.virtualNetworkFunctionRecord().withHbVersion(0));
        });

    String nsr = lab.failed(Nsds.nsd().vnf("srv", 1, 1));

    assertThat(lab.nfvo.failure(nsr).orElseThrow().message())
        .contains("version 0 of VNFR srv")
        .contains("return the record you were given");
    await()
        .untilAsserted(
            () ->
                assertThat(lab.vnfm.received(OrVnfmError.class, Action.ERROR))
                    .extracting(OrVnfmError::message)
                    .anyMatch(message -> message.contains("version 0")));
  }

  @Test
  void refusesARecordWhoseIdTheVnfmHasMadeUp() {
    lab.vnfm.changes(
        Action.INSTANTIATE,
        answer -> {
          VnfmOrInstantiate instantiated = (VnfmOrInstantiate) answer;
          return instantiated.withVirtualNetworkFunctionRecord(
              instantiated.virtualNetworkFunctionRecord().withId("mine"));
        });

    String nsr = lab.failed(Nsds.nsd().vnf("srv", 1, 1));

    assertThat(lab.nfvo.failure(nsr).orElseThrow().message()).contains("id mine");
  }

  @Test
  void leavesARequestThatItFailsOnWithoutReplyButSendsAnError() {
    lab.vnfm.rpcTimeout(Action.ALLOCATE_RESOURCES, Duration.ofMillis(500));
    lab.vnfm.on(
        Action.INSTANTIATE,
        request -> {
          VirtualNetworkFunctionRecord vnfr = ScriptedVnfm.vnfr(request);
          return CompletableFuture.supplyAsync(
              () -> {
                lab.vnfm.rpc(new VnfmOrGeneric(Action.GRANT_OPERATION, vnfr, null, Map.of()));
                VirtualNetworkFunctionRecord granted = lab.nfvo.vnfr(vnfr.parentNsId(), "srv");
                lab.vnfm.rpc(
                    new VnfmOrAllocateResources(
                        Action.ALLOCATE_RESOURCES,
                        granted,
                        Map.of(granted.vdu().get(0).id(), lab.vim),
                        null,
                        List.of(),
                        Map.of()));
                return Optional.of(
                    Message.text(CatalogueJson.write(ScriptedVnfm.error(granted, "gave up"))));
              });
        });

    String nsr = lab.failed(Nsds.nsd().vnf("srv", 1, 1));

    assertThat(lab.nfvo.failure(nsr).orElseThrow().message()).contains("no userdata");
    await()
        .untilAsserted(
            () ->
                assertThat(lab.vnfm.received(OrVnfmError.class, Action.ERROR))
                    .extracting(OrVnfmError::message)
                    .anyMatch(message -> message.contains("no userdata")));
    assertThat(lab.nfvo.trace().toString()).contains("no reply");
  }

  @Test
  void failsAGrantWithTheTextOfTheDriver() {
    lab.driver.throwsIn("refresh", "the VIM is on fire");

    String nsr = lab.failed(Nsds.nsd().vnf("srv", 1, 1));

    assertThat(lab.nfvo.failure(nsr).orElseThrow().message()).contains("the VIM is on fire");
    assertThat(lab.driver.calls("launchInstanceAndWait")).isEmpty();
  }

  @Test
  void failsAGrantForAnImageThatTheVimDoesNotHave() {
    lab.close(new ScriptedDriver(lab.bus, "vim-drivers.pop.openbaton"));
    lab.nfvo.addVim(Lab.vim("pop1", "pop"));
    String json =
        new String(Nsds.nsd().vnf("srv", 1, 1, "dummy", "pop1").json(), UTF_8)
            .replace("image-1", "image-2");

    String nsr = lab.nfvo.launch(lab.nfvo.onboard("nsd.json", json.getBytes(UTF_8)));
    lab.nfvo.awaitStatus(nsr, Status.ERROR, Lab.SOON);

    assertThat(lab.nfvo.failure(nsr).orElseThrow().message())
        .contains("pop1")
        .contains("image-2")
        .contains("srv-vdu")
        .contains("lists [image-1]");
  }

  @Test
  void doesNotLetADeadVimDisturbAnother() {
    ScriptedDriver dead = lab.close(new ScriptedDriver(lab.bus, "vim-drivers.dead.openbaton"));
    lab.nfvo.addVim(Lab.vim("dead1", "dead"));
    dead.on("refresh", call -> new CompletableFuture<>());
    String stuck = lab.nfvo.launch(lab.onboard(Nsds.nsd().vnf("a", 1, 1, "dummy", "dead1")));

    lab.active(Nsds.nsd().vnf("b", 1, 1, "dummy", "vim1"));

    assertThat(lab.nfvo.status(stuck)).isEqualTo(Status.NULL);
  }
}
