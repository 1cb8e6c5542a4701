package org.mano4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.mano4j.catalogue.message.OrVnfmMessage;
import org.mano4j.vnfm.Channel;

/** Managers end in the middle of work, and connections are lost. */
abstract class ChannelRecoveryCases extends ChannelCases {

  @ContractCase(
      id = "CH-40",
      says = "A request that is unfinished when its manager ends comes to the next one, marked",
      needs = ChannelContract.REDELIVERY)
  void comesAgain() {
    Kept first = new Kept();
    Channel dying = receiving(1, first);
    CompletableFuture<JsonNode> answer = request("x");
    first.awaitRequests(1);

    dying.close();
    Kept second = new Kept();
    receiving(1, second);
    second.awaitRequests(1);

    assertThat(second.texts()).containsExactly("x");
    assertThat(second.requests.get(0).redelivered()).isTrue();
    second.answer(0, "again");
    assertThat(nameIn(join(answer))).isEqualTo("again");
  }

  @ContractCase(
      id = "CH-41",
      says = "A request that was answered does not come again",
      needs = ChannelContract.REDELIVERY)
  void doesNotComeAgain() {
    Channel first = receiving(1, ECHO);
    join(request("x"));
    first.drain(LONG);
    first.close();

    Kept second = new Kept();
    receiving(1, second);
    request("y");
    second.awaitRequests(1);

    assertThat(second.texts()).containsExactly("y");
    second.answer(0, "y");
  }

  @ContractCase(
      id = "CH-42",
      says = "What a drain leaves unfinished comes to the next manager, marked",
      needs = ChannelContract.REDELIVERY)
  void comesAgainAfterADrain() {
    Kept first = new Kept();
    Channel draining = receiving(1, first);
    CompletableFuture<JsonNode> answer = request("x");
    first.awaitRequests(1);

    draining.drain(Duration.ZERO);
    Kept second = new Kept();
    receiving(1, second);
    second.awaitRequests(1);

    assertThat(second.requests.get(0).redelivered()).isTrue();
    second.answer(0, "again");
    assertThat(nameIn(join(answer))).isEqualTo("again");
  }

  @ContractCase(
      id = "CH-43",
      says = "When one of two managers ends, the other one takes over what it has not finished",
      needs = {ChannelContract.REDELIVERY, ChannelContract.REPLICAS})
  void isTakenOver() {
    Kept first = new Kept();
    Channel dying = receiving(1, first);
    CompletableFuture<JsonNode> answer = request("x");
    first.awaitRequests(1);
    receiving(1, ECHO);

    dying.close();

    assertThat(nameIn(join(answer))).isEqualTo("x");
  }

  @ContractCase(
      id = "CH-44",
      says = "After its connection was cut, a channel takes requests again by itself",
      needs = ChannelContract.RECOVERY)
  void recovers() {
    receiving(1, ECHO);

    bench.cut();

    assertThat(nameIn(join(request("x")))).isEqualTo("x");
  }

  @ContractCase(
      id = "CH-45",
      says = "A request in work when the connection is cut comes again, marked",
      needs = {ChannelContract.RECOVERY, ChannelContract.REDELIVERY})
  void comesAgainAfterACut() {
    Kept kept = new Kept();
    receiving(1, kept);
    CompletableFuture<JsonNode> answer = request("x");
    kept.awaitRequests(1);

    bench.cut();
    kept.awaitRequests(2);

    assertThat(kept.requests.get(1).redelivered()).isTrue();
    kept.answer(1, "again");
    assertThat(nameIn(join(answer))).isEqualTo("again");
  }

  @ContractCase(
      id = "CH-46",
      says = "An exchange under way when the connection is cut fails, and does not hang",
      needs = {ChannelContract.RECOVERY, ChannelContract.EXCHANGE})
  void failsWhatWaits() {
    CompletableFuture<Void> asked = new CompletableFuture<>();
    nfvo.answering(
        any -> {
          asked.complete(null);
          return new CompletableFuture<>();
        });
    CompletableFuture<OrVnfmMessage> answer =
        registered().exchange(grant("x"), Duration.ofMinutes(5)).toCompletableFuture();
    join(asked);

    bench.cut();

    assertThat(answer).failsWithin(LONG);
  }
}
