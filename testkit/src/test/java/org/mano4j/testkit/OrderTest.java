package org.mano4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mano4j.testkit.Waiting.await;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.OrVnfmGeneric;
import org.mano4j.catalogue.message.OrVnfmInstantiate;
import org.mano4j.catalogue.message.VnfmOrGeneric;
import org.mano4j.catalogue.record.Status;
import org.mano4j.testkit.TraceEntry.Direction;
import org.mano4j.testkit.TraceEntry.Kind;

class OrderTest {

  @RegisterExtension final Lab lab = Lab.open();
  @RegisterExtension final Lab ordered = Lab.open(options -> options.withOrderedStart(true));

  private static Nsds chain() {
    // db <- app <- web, and lb alone
    return Nsds.nsd()
        .vnf("web", 1, 1)
        .vnf("app", 1, 1)
        .vnf("db", 1, 1)
        .vnf("lb", 1, 1)
        .dependency("app", "db")
        .dependency("web", "app");
  }

  @Test
  void instantiatesAllAtOnce() {
    lab.vnfm.isSilentOn(Action.INSTANTIATE);

    lab.nfvo.launch(lab.onboard(chain()));

    await()
        .untilAsserted(
            () ->
                assertThat(lab.vnfm.received(OrVnfmInstantiate.class, Action.INSTANTIATE))
                    .hasSize(4));
  }

  @Test
  void startsAVnfThatWaitsForNobodyRightAfterItWasInstantiated() {
    lab.active(chain());

    lab.nfvo.trace().assertActions("db", "INSTANTIATE", "START");
    lab.nfvo.trace().assertActions("lb", "INSTANTIATE", "START");
    lab.nfvo.trace().assertActions("app", "INSTANTIATE", "MODIFY", "START");
    lab.nfvo.trace().assertActions("web", "INSTANTIATE", "MODIFY", "START");
  }

  @Test
  void modifiesATargetWhenItsSourcesAreInitializedEvenIfTheyNeverStart() {
    lab.vnfm.on(
        Action.START,
        request ->
            "db".equals(ScriptedVnfm.vnfr(request).name())
                ? new CompletableFuture<>()
                : ScriptedVnfm.completed(lab.vnfm.usual(request)));

    String nsr = lab.nfvo.launch(lab.onboard(chain()));

    await()
        .untilAsserted(
            () -> assertThat(lab.nfvo.vnfr(nsr, "web").status()).isEqualTo(Status.ACTIVE));
    assertThat(lab.nfvo.vnfr(nsr, "db").status()).isEqualTo(Status.INITIALIZED);
    // the third one may still be on its way
    await().untilAsserted(() -> assertThat(lab.nfvo.status(nsr)).isEqualTo(Status.INITIALIZED));
  }

  @Test
  void modifiesBothEndsOfACycleWhenBothAreInitialized() {
    lab.active(Nsds.nsd().vnf("a", 1, 1).vnf("b", 1, 1).dependency("a", "b").dependency("b", "a"));

    lab.nfvo.trace().assertActions("a", "INSTANTIATE", "MODIFY", "START");
    lab.nfvo.trace().assertActions("b", "INSTANTIATE", "MODIFY", "START");
    assertAllAnsweredBefore(lab, List.of("a", "b"), "INSTANTIATE", "MODIFY");
  }

  @Test
  void startsInOrderOneByOneWhenAllAreReady() {
    ordered.active(chain());

    Trace trace = ordered.nfvo.trace();
    List<String> starts =
        trace.entries().stream()
            .filter(e -> "START".equals(e.what()))
            .map(e -> e.kind() + " " + e.subject())
            .toList();
    assertThat(starts)
        .containsExactly(
            "REQUEST db",
            "ANSWER db",
            "REQUEST lb",
            "ANSWER lb",
            "REQUEST app",
            "ANSWER app",
            "REQUEST web",
            "ANSWER web");
    assertAllAnsweredBefore(ordered, List.of("app", "web"), "MODIFY", "START");
  }

  @Test
  void hasEachVnfInactiveBeforeAnOrderedStart() {
    ordered.vnfm.isSilentOn(Action.START);

    String nsr = ordered.nfvo.launch(ordered.onboard(chain()));
    ordered.nfvo.awaitStatus(nsr, Status.INACTIVE, Lab.SOON);

    assertThat(ordered.nfvo.nsr(nsr).orElseThrow().vnfr())
        .extracting(vnfr -> vnfr.status())
        .containsOnly(Status.INACTIVE);
  }

  @Test
  void tellsTheTaskOfTheLastAnswer() {
    String nsr = lab.active(chain());

    assertThat(lab.nfvo.vnfr(nsr, "web").task()).isEqualTo("start");
    assertThat(lab.vnfm.received(OrVnfmGeneric.class, Action.MODIFY))
        .allSatisfy(modify -> assertThat(modify.vnfr().task()).isEqualTo("instantiate"));
  }

  @Test
  void takesAnAnswerThatComesAsAMessageOfItsOwn() {
    lab.vnfm.on(
        Action.MODIFY,
        request -> {
          lab.vnfm.publish(
              new VnfmOrGeneric(Action.MODIFY, ScriptedVnfm.vnfr(request), null, Map.of()));
          return new CompletableFuture<>();
        });

    lab.active(Nsds.nsd().vnf("srv", 1, 1).vnf("cli", 1, 1).dependency("cli", "srv"));
  }

  /** All first messages were answered before the first of the second kind was sent. */
  private static void assertAllAnsweredBefore(
      Lab lab, List<String> vnfs, String first, String then) {
    List<TraceEntry> entries = lab.nfvo.trace().entries();
    long answered =
        entries.stream()
            .filter(e -> e.kind() == Kind.ANSWER && e.direction() == Direction.RECEIVED)
            .filter(e -> first.equals(e.what()) && vnfs.contains(e.subject()))
            .mapToLong(TraceEntry::number)
            .max()
            .orElseThrow();
    long sent =
        entries.stream()
            .filter(e -> e.isRequestSent() && then.equals(e.what()))
            .mapToLong(TraceEntry::number)
            .min()
            .orElseThrow();
    assertThat(sent).as("%s", lab.nfvo.trace()).isGreaterThan(answered);
  }
}
