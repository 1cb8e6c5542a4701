package org.mano4j.vnfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.manager.VnfmManagerEndpointBuilder;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.MessageJson;
import org.mano4j.catalogue.message.VnfmOrGenericBuilder;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.messaging.DrainReport;
import org.mano4j.messaging.MessageBus;

class RestChannelTest {

  private final ScriptedHttpNfvo nfvo = new ScriptedHttpNfvo();
  private final Waiting handler = new Waiting();
  private @Nullable VnfmRuntime vnfm;

  /** Waits in STOP until it may go on. */
  private static final class Waiting implements VnfmHandler {
    final Semaphore begun = new Semaphore(0);
    final CountDownLatch go = new CountDownLatch(1);

    @Override
    public VirtualNetworkFunctionRecord stop(VnfmContext context, VirtualNetworkFunctionRecord vnfr)
        throws Exception {
      begun.release();
      go.await();
      return vnfr;
    }
  }

  @AfterEach
  void stop() {
    handler.go.countDown();
    if (vnfm != null) {
      vnfm.close();
    }
    nfvo.close();
  }

  private RestChannel start(RestChannel.Builder builder) {
    RestChannel channel = builder.build();
    vnfm = VnfmRuntime.builder(handler).type("dummy").description("d").channel(channel).build();
    vnfm.start();
    return channel;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void assertServes(ScriptedHttpNfvo nfvo, RestChannel channel) {
    JsonNode answer = nfvo.request(channel, Messages.startStop(Action.START, "next")).join();
    assertThat(answer.at("/action").asText()).isEqualTo("START");
  }

  /** What the NFVO says to GRANT_OPERATION; a stage that does not complete is nothing. */
  private void grantIs(CompletableFuture<ScriptedHttpNfvo.Said> said) {
    nfvo.answering(
        asked -> asked.path().endsWith("grant") ? said : ScriptedHttpNfvo.granting(asked));
  }

  @Test
  void registersWhereItCanBeReached() {
    RestChannel channel = start(nfvo.channel());

    assertThat(nfvo.paths()).containsExactly("/admin/v1/vnfm-register");
    JsonNode endpoint = nfvo.asked.get(0).body();
    assertThat(endpoint.at("/type").asText()).isEqualTo("dummy");
    assertThat(endpoint.at("/endpointType").asText()).isEqualTo("REST");
    assertThat(endpoint.at("/endpoint").asText()).isEqualTo("http://127.0.0.1:" + channel.port());
    assertThat(endpoint.at("/active").asBoolean()).isTrue();
  }

  @Test
  void registersTheEndpointOfTheRuntimeIfThatIsAnAddress() {
    vnfm =
        VnfmRuntime.builder(handler)
            .type("dummy")
            .endpoint("http://vnfm.example:81/a/")
            .channel(nfvo.channel().build())
            .build();
    vnfm.start();

    assertThat(nfvo.asked.get(0).body().at("/endpoint").asText())
        .isEqualTo("http://vnfm.example:81/a");
  }

  @Test
  void launchesWithGrantAndAllocation() {
    RestChannel channel = start(nfvo.channel());

    JsonNode answer = nfvo.request(channel, Messages.instantiate("a")).join();

    assertThat(answer.at("/action").asText()).isEqualTo("INSTANTIATE");
    assertThat(Messages.states(answer)).hasSize(2);
    assertThat(nfvo.paths())
        .containsExactly(
            "/admin/v1/vnfm-register", "/admin/v1/vnfm-core-grant", "/admin/v1/vnfm-core-allocate");
  }

  @Test
  void scalesOut() {
    RestChannel channel = start(nfvo.channel());

    JsonNode answer = nfvo.request(channel, Messages.scaleOut("a")).join();

    assertThat(answer.at("/action").asText()).isEqualTo("SCALED");
    assertThat(nfvo.paths()).contains("/admin/v1/vnfm-core-scale");
  }

  @Test
  void answersNullWhereThereIsNothingToSay() {
    RestChannel channel = start(nfvo.channel());

    HttpResponse<String> response =
        nfvo.post(channel, "/core-rest-actions", MessageJson.write(Messages.error("a", "x")))
            .join();

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("null");
  }

  @Test
  void postsAnswersToAnOlderNfvo() {
    RestChannel channel = start(nfvo.channel().answering(RestChannel.Answering.POST));

    HttpResponse<String> response =
        nfvo.post(
                channel,
                "/core-rest-actions",
                MessageJson.write(Messages.startStop(Action.START, "a")))
            .join();

    assertThat(response.statusCode()).isEqualTo(204);
    await().until(() -> nfvo.paths().contains("/admin/v1/vnfm-core-actions"));
    JsonNode posted = nfvo.asked.get(nfvo.asked.size() - 1).body();
    assertThat(posted.at("/action").asText()).isEqualTo("START");
    assertThat(posted.at("/virtualNetworkFunctionRecord/name").asText()).isEqualTo("a");
  }

  @Test
  void endsARunningGrantWhenTheNfvoReportsAnError() {
    grantIs(new CompletableFuture<>());
    RestChannel channel = start(nfvo.channel());
    CompletableFuture<JsonNode> launch = nfvo.request(channel, Messages.instantiate("a"));
    await().until(() -> nfvo.paths().contains("/admin/v1/vnfm-core-grant"));

    nfvo.request(channel, Messages.error("a", "no quota")).join();

    JsonNode answer = launch.join();
    assertThat(answer.at("/action").asText()).isEqualTo("ERROR");
    assertThat(answer.at("/exception/detailMessage").asText()).contains("no quota");
  }

  @Test
  void takesAnErrorAsReply() {
    nfvo.answering(
        asked ->
            asked.path().endsWith("allocate")
                ? Messages.failing(asked.body(), "no machines")
                    .thenApply(body -> new ScriptedHttpNfvo.Said(202, body))
                : ScriptedHttpNfvo.granting(asked));
    RestChannel channel = start(nfvo.channel());

    JsonNode answer = nfvo.request(channel, Messages.instantiate("a")).join();

    assertThat(answer.at("/action").asText()).isEqualTo("ERROR");
    assertThat(answer.at("/exception/detailMessage").asText()).contains("no machines");
  }

  @Test
  void namesStatusAndPathWhenTheNfvoFailsAndNotItsBody() {
    grantIs(ScriptedHttpNfvo.said(500, bytes("geheim")));
    RestChannel channel = start(nfvo.channel());

    JsonNode answer = nfvo.request(channel, Messages.instantiate("a")).join();

    assertThat(answer.at("/exception/detailMessage").asText())
        .contains("answered POST /admin/v1/vnfm-core-grant with status 500")
        .doesNotContain("geheim");
  }

  @Test
  void saysWhenTheAnswerOfTheNfvoIsNoMessage() {
    grantIs(ScriptedHttpNfvo.said(202, bytes("geheim")));
    RestChannel channel = start(nfvo.channel());

    JsonNode answer = nfvo.request(channel, Messages.instantiate("a")).join();

    assertThat(answer.at("/exception/detailMessage").asText())
        .contains("answer to POST /admin/v1/vnfm-core-grant (6 bytes) is no message")
        .doesNotContain("geheim");
  }

  @Test
  void refusesAnEndlessAnswerOfTheNfvo() {
    grantIs(ScriptedHttpNfvo.said(202, new byte[MessageBus.MAX_MESSAGE_SIZE + 1]));
    RestChannel channel = start(nfvo.channel());

    JsonNode answer = nfvo.request(channel, Messages.instantiate("a")).join();

    assertThat(answer.at("/exception/detailMessage").asText()).contains("its body is over");
  }

  @Test
  void doesNotWaitForTheNfvoForEver() {
    grantIs(new CompletableFuture<>());
    RestChannel channel = nfvo.channel().build();
    channel.register(VnfmManagerEndpointBuilder.builder().type("dummy").build());

    CompletableFuture<?> granted =
        channel
            .exchange(
                VnfmOrGenericBuilder.builder().action(Action.GRANT_OPERATION).build(),
                Duration.ofMillis(100))
            .toCompletableFuture();

    assertThatThrownBy(() -> granted.get(20, TimeUnit.SECONDS))
        .hasMessageContaining("did not answer POST /admin/v1/vnfm-core-grant within 100 ms");
    channel.close();
  }

  @Test
  void tellsTheNfvoSomethingThatHasNoAnswer() throws Exception {
    RestChannel channel = start(nfvo.channel());

    channel
        .send(VnfmOrGenericBuilder.builder().action(Action.MODIFY).build())
        .toCompletableFuture()
        .get(20, TimeUnit.SECONDS);

    assertThat(nfvo.paths()).contains("/admin/v1/vnfm-core-actions");
  }

  @Test
  void triesAgainUntilTheNfvoIsThere() {
    List<Integer> statuses = new ArrayList<>(List.of(503, 503, 201));
    nfvo.answering(asked -> ScriptedHttpNfvo.said(statuses.remove(0), new byte[0]));

    RestChannel channel = start(nfvo.channel().deregister(false));

    assertThat(statuses).isEmpty();
    assertServes(nfvo, channel);
  }

  @Test
  void doesNotTryAgainWhenTheNfvoRefuses() {
    nfvo.answering(asked -> ScriptedHttpNfvo.said(400, new byte[0]));

    assertThatThrownBy(() -> start(nfvo.channel()))
        .hasMessageStartingWith("registration of 'dummy' failed in attempt 1: ")
        .hasMessageContaining("answered POST /admin/v1/vnfm-register with status 400");
    assertThat(nfvo.paths()).containsExactly("/admin/v1/vnfm-register");
  }

  @Test
  void isTakenBackWhenItIsClosedWhileItRegisters() {
    CompletableFuture<ScriptedHttpNfvo.Said> registration = new CompletableFuture<>();
    nfvo.answering(
        asked ->
            asked.path().endsWith("/vnfm-register")
                ? registration
                : ScriptedHttpNfvo.granting(asked));
    RestChannel channel = nfvo.channel().build();
    CompletableFuture<Void> registering =
        CompletableFuture.runAsync(
            () -> channel.register(VnfmManagerEndpointBuilder.builder().type("dummy").build()));
    await().until(() -> !nfvo.asked.isEmpty());

    channel.close();
    registration.complete(new ScriptedHttpNfvo.Said(201, new byte[0]));

    assertThatThrownBy(registering::join).hasMessageContaining("closed while it registered");
    assertThat(nfvo.paths())
        .containsExactly("/admin/v1/vnfm-register", "/admin/v1/vnfm-unregister");
  }

  @Test
  void doesNotTryAgainWhenItWasClosed() {
    CompletableFuture<ScriptedHttpNfvo.Said> registration = new CompletableFuture<>();
    nfvo.answering(asked -> registration);
    RestChannel channel = nfvo.channel().build();
    CompletableFuture<Void> registering =
        CompletableFuture.runAsync(
            () -> channel.register(VnfmManagerEndpointBuilder.builder().type("dummy").build()));
    await().until(() -> !nfvo.asked.isEmpty());

    channel.close();
    registration.complete(new ScriptedHttpNfvo.Said(503, new byte[0]));

    assertThatThrownBy(registering::join).hasMessageContaining("was closed meanwhile");
    assertThat(nfvo.asked).hasSize(1);
  }

  @Test
  void saysThatThereIsNoNfvo() {
    nfvo.close();

    assertThatThrownBy(() -> start(nfvo.channel()))
        .hasMessageStartingWith("registration of 'dummy' failed in attempt 3: cannot reach")
        .hasMessageContaining(nfvo.address().toString());
  }

  @Test
  void saysThatItsPortIsTaken() {
    assertThatThrownBy(() -> start(nfvo.channel().port(nfvo.port())))
        .hasMessageStartingWith("cannot listen on ")
        .hasMessageContaining(":" + nfvo.port());
    assertThat(nfvo.asked).isEmpty();
  }

  @Test
  void deregistersOnceWhenItIsClosed() {
    start(nfvo.channel());

    vnfm.close();
    vnfm.close();

    assertThat(nfvo.paths())
        .containsExactly("/admin/v1/vnfm-register", "/admin/v1/vnfm-unregister");
    assertThat(nfvo.asked.get(1).body()).isEqualTo(nfvo.asked.get(0).body());
  }

  @Test
  void staysRegisteredIfWanted() {
    start(nfvo.channel().deregister(false));

    vnfm.close();

    assertThat(nfvo.paths()).containsExactly("/admin/v1/vnfm-register");
  }

  @Test
  void worksOnManyRequestsAtATimeWithFewThreads() throws Exception {
    RestChannel channel = nfvo.channel().threads(2).build();
    vnfm = VnfmRuntime.builder(handler).type("dummy").workers(20).channel(channel).build();
    vnfm.start();

    List<CompletableFuture<JsonNode>> answers =
        IntStream.range(0, 20)
            .mapToObj(i -> nfvo.request(channel, Messages.startStop(Action.STOP, "vnf-" + i)))
            .toList();
    assertThat(handler.begun.tryAcquire(20, 20, TimeUnit.SECONDS)).isTrue();
    handler.go.countDown();

    for (int i = 0; i < 20; i++) {
      assertThat(answers.get(i).join().at("/virtualNetworkFunctionRecord/name").asText())
          .isEqualTo("vnf-" + i);
    }
  }

  @Test
  void turnsRequestsAwayBeyondItsLimitButNotForThoseThatWaitForTheNfvo() throws Exception {
    grantIs(new CompletableFuture<>());
    RestChannel channel = start(nfvo.channel().requests(1));
    CompletableFuture<JsonNode> launch = nfvo.request(channel, Messages.instantiate("a"));
    await().until(() -> nfvo.paths().contains("/admin/v1/vnfm-core-grant"));
    nfvo.request(channel, Messages.startStop(Action.STOP, "b"));
    assertThat(handler.begun.tryAcquire(20, TimeUnit.SECONDS)).isTrue();

    assertThat(nfvo.post(channel, "/core-rest-actions", bytes("{}")).join().statusCode())
        .isEqualTo(503);

    assertThat(launch).isNotDone();
  }

  @Test
  void drainsWhatItHasAndTurnsTheRestAway() throws Exception {
    RestChannel channel = start(nfvo.channel());
    CompletableFuture<JsonNode> running =
        nfvo.request(channel, Messages.startStop(Action.STOP, "a"));
    handler.begun.acquire();
    CompletableFuture<DrainReport> drained =
        CompletableFuture.supplyAsync(() -> vnfm.drain(Duration.ofSeconds(20)));
    await()
        .until(
            () -> nfvo.post(channel, "/core-rest-actions", bytes("{}")).join().statusCode() == 503);

    handler.go.countDown();

    assertThat(drained.join().requeued()).isZero();
    assertThat(drained.join().finished()).isPositive();
    assertThat(running.join().at("/action").asText()).isEqualTo("STOP");
  }

  @Test
  void reportsWhatADrainLeaves() throws Exception {
    RestChannel channel = start(nfvo.channel());
    CompletableFuture<JsonNode> running =
        nfvo.request(channel, Messages.startStop(Action.STOP, "a"));
    handler.begun.acquire();

    assertThat(vnfm.drain(Duration.ofMillis(50))).isEqualTo(new DrainReport(0, 1));

    vnfm.close();
    assertThatThrownBy(running::join).hasRootCauseInstanceOf(IOException.class);
  }

  @Test
  void isUsedOnceAndInOrder() {
    RestChannel channel = start(nfvo.channel());

    assertThatIllegalStateException().isThrownBy(() -> channel.register(null));
    assertThatIllegalStateException().isThrownBy(() -> nfvo.channel().build().deregister());
  }

  @Test
  void wantsAnAddressOfItsOwnWhenItListensOnAll() throws Exception {
    RestChannel.Builder everywhere = nfvo.channel().listen(InetAddress.getByName("0.0.0.0"));

    assertThatIllegalArgumentException()
        .isThrownBy(everywhere::build)
        .withMessageContaining("must advertise");
  }

  @Test
  void refusesAnAddressWithAPasswordWithoutShowingIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RestChannel.builder(URI.create("http://me:geheim@nfvo:8080")))
        .withMessageNotContaining("geheim");
  }
}
