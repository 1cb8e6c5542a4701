package org.mano4j.testkit.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.messaging.Address;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.InMemoryBusConnector;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.QueueSpec;
import org.mano4j.messaging.nfvo.NfvoAddresses;
import org.mano4j.testkit.replay.ReplayedMessage.Outcome;

class ReplayTest {

  private static final String A = "aaaaaaaa-0000-0000-0000-000000000000";
  private static final String B = "bbbbbbbb-0000-0000-0000-000000000000";
  private static final String ASK = "vnfm.nfvo.actions.reply";

  private final InMemoryBusConnector connector = new InMemoryBusConnector();
  private final List<RecordedMessage> messages = new ArrayList<>();
  private final List<String> received = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    connector.close();
  }

  private int recorded(String from, String key, String json, @Nullable Integer answers) {
    JsonNode body = CatalogueJson.read("[" + json.replace('\'', '"') + "]", JsonNode.class).get(0);
    int number = messages.size() + 1;
    messages.add(
        new RecordedMessage(
            number,
            from,
            from.equals("nfvo") ? "vnfm" : "nfvo",
            answers == null ? RecordedMessage.what(body) : messages.get(answers - 1).what(),
            new Address("openbaton-exchange", key),
            "",
            "text/plain",
            null,
            answers == null,
            answers,
            Duration.ZERO,
            body.toString(),
            body));
    return number;
  }

  /** What a manager does with a request on its own bus; empty is no answer. */
  private interface Manager extends BiFunction<MessageBus, String, CompletionStage<String>> {}

  private AutoCloseable started(String type, Manager manager) {
    MessageBus bus = connector.open(new BusCredentials(type, "p"), type);
    bus.consume(
        QueueSpec.named(type, NfvoAddresses.EXCHANGE),
        10,
        delivery -> {
          String body = new String(delivery.message().body());
          received.add(body);
          return manager.apply(bus, body).thenApply(answer -> Optional.of(Message.text(answer)));
        });
    return bus;
  }

  private static CompletionStage<String> ask(MessageBus bus, String body) {
    return bus.request(NfvoAddresses.of(ASK), Message.text(body), Duration.ofSeconds(10))
        .thenApply(answer -> new String(answer.body()));
  }

  private ReplayReport play(Manager manager) {
    return Replay.of(new Recording(messages))
        .over(connector)
        .manager("vnfm", type -> started(type, manager))
        .patience(Duration.ofSeconds(20))
        .play();
  }

  private static CompletionStage<String> answer(String json) {
    return CompletableFuture.completedFuture(json.replace('\'', '"'));
  }

  @Test
  void setsEachAnswerBesideTheRecordedOne() {
    int request = recorded("nfvo", "dummy", "{'action':'START','n':1}", null);
    recorded("vnfm", "reply", "{'action':'START','n':1}", request);

    ReplayReport report = play((bus, body) -> answer("{'action':'START','n':2}"));

    assertThat(report.differing())
        .singleElement()
        .satisfies(
            message ->
                assertThat(message.differences())
                    .extracting(Difference::toString)
                    .containsExactly("/n: recorded 1, now 2"));
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(report::assertAsRecorded)
        .withMessageContaining("02 vnfm to nfvo: answer to 1 START")
        .withMessageContaining("/n: recorded 1, now 2");
  }

  @Test
  void explainsWhatIsIntended() {
    int request = recorded("nfvo", "dummy", "{'action':'START','n':1}", null);
    recorded("vnfm", "reply", "{'action':'START','n':1}", request);
    IntendedDifference intended = IntendedDifference.at("/*", "because").in("START");
    IntendedDifference other = IntendedDifference.at("/**", "never").in("STOP");

    ReplayReport report =
        Replay.of(new Recording(messages))
            .over(connector)
            .manager("vnfm", type -> started(type, (bus, body) -> answer("{'n':2}")))
            .intended(List.of(other, intended))
            .play();

    report.assertAsRecorded();
    assertThat(report.occurred()).containsExactly(intended);
  }

  @Test
  void reportsAnAnswerThatDoesNotCome() {
    int request = recorded("nfvo", "dummy", "{'action':'START'}", null);
    recorded("vnfm", "reply", "{'action':'START'}", request);

    ReplayReport report =
        Replay.of(new Recording(messages))
            .over(connector)
            .manager("vnfm", type -> started(type, (bus, body) -> new CompletableFuture<>()))
            .patience(Duration.ofMillis(50))
            .play();

    assertThat(report.differing())
        .singleElement()
        .satisfies(message -> assertThat(message.outcome()).isEqualTo(Outcome.MISSING));
  }

  @Test
  void doesNotWaitForARequestWhoseCauseIsAnsweredAlready() {
    int request = recorded("nfvo", "dummy", "{'action':'INSTANTIATE'}", null);
    int grant = recorded("vnfm", ASK, "{'action':'GRANT_OPERATION'}", null);
    recorded("nfvo", "reply", "{'action':'GRANT_OPERATION'}", grant);
    recorded("vnfm", "reply", "{'action':'INSTANTIATE'}", request);

    ReplayReport report =
        Replay.of(new Recording(messages))
            .over(connector)
            .manager(
                "vnfm", type -> started(type, (bus, body) -> answer("{'action':'INSTANTIATE'}")))
            .patience(Duration.ofHours(1))
            .play();

    assertThat(report.differing()).extracting(m -> m.recorded().number()).containsExactly(2);
  }

  @Test
  void answersWhatAManagerAsksAsRecorded() {
    int request = recorded("nfvo", "dummy", "{'action':'INSTANTIATE'}", null);
    int grant = recorded("vnfm", ASK, "{'action':'GRANT_OPERATION'}", null);
    recorded("nfvo", "reply", "{'granted':'yes'}", grant);
    recorded("vnfm", "reply", "{'granted':'yes'}", request);

    ReplayReport report = play((bus, body) -> ask(bus, "{\"action\":\"GRANT_OPERATION\"}"));

    report.assertAsRecorded();
  }

  @Test
  void givesEachOfTwoLikeRequestsItsOwnAnswer() {
    int first = recorded("nfvo", "dummy", "{'action':'INSTANTIATE','of':'x'}", null);
    int second = recorded("nfvo", "dummy", "{'action':'INSTANTIATE','of':'y'}", null);
    int grantX = recorded("vnfm", ASK, "{'action':'GRANT_OPERATION','of':'x'}", null);
    int grantY = recorded("vnfm", ASK, "{'action':'GRANT_OPERATION','of':'y'}", null);
    recorded("nfvo", "reply", "{'granted':'x'}", grantX);
    recorded("nfvo", "reply", "{'granted':'y'}", grantY);
    recorded("vnfm", "reply", "{'granted':'x'}", first);
    recorded("vnfm", "reply", "{'granted':'y'}", second);

    CompletableFuture<Void> secondHasAsked = new CompletableFuture<>();
    ReplayReport report =
        play(
            (bus, body) -> {
              String question = body.replace("INSTANTIATE", "GRANT_OPERATION");
              if (body.contains("x")) {
                return secondHasAsked.thenCompose(done -> ask(bus, question));
              }
              return ask(bus, question).whenComplete((a, b) -> secondHasAsked.complete(null));
            });

    report.assertAsRecorded();
  }

  @Test
  void refusesAndReportsARequestThatWasNotRecorded() {
    int request = recorded("nfvo", "dummy", "{'action':'START'}", null);
    recorded("vnfm", "reply", "{'action':'START'}", request);

    List<String> answers = new CopyOnWriteArrayList<>();
    ReplayReport report =
        play(
            (bus, body) ->
                ask(bus, "{\"action\":\"SCALING\"}")
                    .thenApply(
                        refused -> {
                          answers.add(refused);
                          return body;
                        }));

    assertThat(report.differing()).isEmpty();
    assertThat(report.asRecorded()).isFalse();
    assertThat(report.unexpected()).containsExactly("SCALING on " + ASK);
    assertThat(answers).singleElement().asString().contains("ERROR", "shows no such SCALING");
  }

  @Test
  void sendsTheNextRequestOnlyAfterTheAnswersBeforeIt() {
    int first = recorded("nfvo", "dummy", "{'action':'START'}", null);
    recorded("vnfm", "reply", "{'action':'START'}", first);
    int second = recorded("nfvo", "dummy", "{'action':'STOP'}", null);
    recorded("vnfm", "reply", "{'action':'STOP'}", second);
    List<String> order = new CopyOnWriteArrayList<>();

    play(
        (bus, body) -> {
          order.add("got " + body);
          return CompletableFuture.supplyAsync(
              () -> {
                order.add("answered " + body);
                return body;
              },
              CompletableFuture.delayedExecutor(20, java.util.concurrent.TimeUnit.MILLISECONDS));
        });

    assertThat(order)
        .containsExactly(
            "got {\"action\":\"START\"}",
            "answered {\"action\":\"START\"}",
            "got {\"action\":\"STOP\"}",
            "answered {\"action\":\"STOP\"}");
  }

  @Test
  void sendsBackIdsThatTheManagerHasMadeInThePlaceOfTheRecordedOnes() {
    int first = recorded("nfvo", "dummy", "{'action':'START'}", null);
    recorded("vnfm", "reply", "{'id':'" + A + "'}", first);
    int second = recorded("nfvo", "dummy", "{'action':'STOP','id':'" + A + "'}", null);
    recorded("vnfm", "reply", "{'id':'" + A + "'}", second);

    ReplayReport report = play((bus, body) -> answer("{'id':'" + B + "'}"));

    report.assertAsRecorded();
    assertThat(received.get(1)).contains(B).doesNotContain(A);
  }

  @Test
  void reportsARequestThatNobodyTakes() {
    int request = recorded("nfvo", "nobody", "{'action':'START'}", null);
    recorded("vnfm", "reply", "{'action':'START'}", request);

    ReplayReport report =
        Replay.of(new Recording(messages))
            .over(connector)
            .manager("vnfm", type -> () -> {})
            .patience(Duration.ofHours(1))
            .play();

    assertThat(report.differing())
        .singleElement()
        .satisfies(message -> assertThat(message.outcome()).isEqualTo(Outcome.MISSING));
  }

  @Test
  void refusesAManagerThatWasNotRecorded() {
    recorded("nfvo", "dummy", "{'action':'START'}", null);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Replay.of(new Recording(messages)).manager("driver", type -> () -> {}))
        .withMessageContaining("it has [vnfm]");
  }
}
