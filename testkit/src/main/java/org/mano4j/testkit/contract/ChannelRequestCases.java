package org.mano4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.mano4j.catalogue.configuration.ConfigurationBuilder;
import org.mano4j.catalogue.configuration.ConfigurationParameter;
import org.mano4j.catalogue.configuration.ConfigurationParameterBuilder;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.VnfmOrGenericBuilder;
import org.mano4j.catalogue.message.VnfmOrMessage;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecordBuilder;
import org.mano4j.messaging.Delivery;
import org.mano4j.messaging.MessageBus;

/** Requests of the NFVO and their answers. */
abstract class ChannelRequestCases extends ChannelCases {

  @ContractCase(id = "CH-10", says = "A request reaches the handler byte for byte, unmarked")
  void arrivesAsItIs() {
    Kept kept = new Kept();
    receiving(1, kept);

    request("{ \"a\" : \"\u00e4\u20ac\" }");
    kept.awaitRequests(1);

    assertThat(kept.texts()).containsExactly("{ \"a\" : \"\u00e4\u20ac\" }");
    assertThat(kept.requests.get(0).redelivered()).isFalse();
    kept.answer(0, "x");
  }

  @ContractCase(id = "CH-11", says = "The handler's answer reaches the NFVO as JSON")
  void answers() {
    receiving(1, ECHO);

    JsonNode answer = join(request("x"));

    assertThat(answer.path("action").asText()).isEqualTo("MODIFY");
    assertThat(nameIn(answer)).isEqualTo("x");
  }

  @ContractCase(id = "CH-12", says = "No answer of the handler is JSON null for the NFVO")
  void answersNull() {
    receiving(1, request -> CompletableFuture.completedFuture(Optional.empty()));

    assertThat(join(request("x")).isNull()).isTrue();
  }

  @ContractCase(id = "CH-13", says = "A request in work does not hold up the next one")
  void worksInParallel() {
    Kept kept = new Kept();
    receiving(2, kept);
    CompletableFuture<JsonNode> first = request("1");
    kept.awaitRequests(1);

    CompletableFuture<JsonNode> second = request("2");
    kept.awaitRequests(2);
    kept.answer(1, "second");

    assertThat(nameIn(join(second))).isEqualTo("second");
    assertThat(first).isNotDone();
    kept.answer(0, "first");
    assertThat(nameIn(join(first))).isEqualTo("first");
  }

  @ContractCase(
      id = "CH-14",
      says = "Requests beyond the prefetch window wait, in their order, until one is answered",
      needs = ChannelContract.WINDOW)
  void keepsTheWindow() {
    Kept kept = new Kept();
    receiving(2, kept);
    List<CompletableFuture<JsonNode>> answers = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      answers.add(request(Integer.toString(i)));
      kept.awaitRequests(i + 1);
    }
    answers.add(request("2"));

    kept.answer(0, "0");
    kept.awaitRequests(3);

    assertThat(answers.get(0)).succeedsWithin(LONG);
    assertThat(kept.texts()).containsExactly("0", "1", "2");
    kept.answer(1, "1");
    kept.answer(2, "2");
    answers.forEach(ChannelCases::join);
  }

  @ContractCase(
      id = "CH-15",
      says = "A parked request makes room in the window for another one",
      needs = ChannelContract.WINDOW)
  void parks() {
    Kept kept = new Kept();
    receiving(1, kept);
    CompletableFuture<JsonNode> first = request("1");
    kept.awaitRequests(1);
    CompletableFuture<JsonNode> second = request("2");

    Delivery.Parking parking = kept.requests.get(0).park();
    kept.awaitRequests(2);
    kept.answer(1, "2");
    join(second);
    parking.close();
    kept.answer(0, "1");

    assertThat(nameIn(join(first))).isEqualTo("1");
  }

  @ContractCase(id = "CH-16", says = "Each of 200 requests at once gets its own answer")
  void keepsAnswersApart() {
    receiving(8, ECHO);
    List<CompletableFuture<JsonNode>> answers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      answers.add(request("request-" + i));
    }

    for (int i = 0; i < 200; i++) {
      assertThat(nameIn(join(answers.get(i)))).isEqualTo("request-" + i);
    }
  }

  @ContractCase(id = "CH-17", says = "Requests come in the order in which they were sent")
  void keepsTheOrder() {
    Kept kept = new Kept();
    receiving(50, kept);
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      sent.add("request-" + i);
      request("request-" + i);
      kept.awaitRequests(i + 1);
    }

    assertThat(kept.texts()).isEqualTo(sent);
    for (int i = 0; i < 20; i++) {
      kept.answer(i, "done");
    }
  }

  @ContractCase(id = "CH-18", says = "A request and an answer of 1 MiB arrive whole")
  void carriesMuch() {
    receiving(1, ECHO);
    String much = "x".repeat(1 << 20);

    assertThat(nameIn(join(request(much)))).hasSize(1 << 20);
  }

  @ContractCase(
      id = "CH-19",
      says = "In place of an answer that is too large the NFVO gets an ERROR that says so")
  void tellsOfAnAnswerThatIsTooLarge() {
    receiving(1, request -> CompletableFuture.completedFuture(Optional.of(huge())));

    JsonNode answer = join(request(ChannelMessages.about("START", "f", "")));

    assertThat(answer.path("action").asText()).isEqualTo("ERROR");
    assertThat(answer.at("/exception/detailMessage").asText()).contains("limit");
  }

  private static VnfmOrMessage huge() {
    ConfigurationParameter parameter =
        ConfigurationParameterBuilder.builder()
            .confKey("k")
            .value("x".repeat(MessageBus.MAX_MESSAGE_SIZE + 1))
            .build();
    return VnfmOrGenericBuilder.builder()
        .action(Action.MODIFY)
        .virtualNetworkFunctionRecord(
            VirtualNetworkFunctionRecordBuilder.builder()
                .name("f")
                .configurations(
                    ConfigurationBuilder.builder()
                        .name("c")
                        .configurationParameters(List.of(parameter))
                        .build())
                .build())
        .build();
  }
}
