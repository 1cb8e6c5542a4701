package org.mano4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.mano4j.messaging.DrainReport;
import org.mano4j.vnfm.Channel;

/** A channel that is about to end. */
abstract class ChannelDrainCases extends ChannelCases {

  @ContractCase(
      id = "CH-30",
      says = "Draining waits for requests in work, and their answers still arrive")
  void waits() {
    Kept kept = new Kept();
    Channel channel = receiving(4, kept);
    CompletableFuture<JsonNode> answer = request("x");
    kept.awaitRequests(1);

    CompletableFuture<DrainReport> drained =
        CompletableFuture.supplyAsync(() -> channel.drain(LONG));
    kept.answer(0, "done");

    assertThat(nameIn(join(answer))).isEqualTo("done");
    assertThat(join(drained).requeued()).isZero();
  }

  @ContractCase(id = "CH-31", says = "Draining reports what is unfinished when its time is over")
  void reports() {
    Kept kept = new Kept();
    Channel channel = receiving(4, kept);
    request("x");
    kept.awaitRequests(1);

    assertThat(channel.drain(SHORT).requeued()).isEqualTo(1);
  }

  @ContractCase(id = "CH-32", says = "A drained channel takes no more requests")
  void takesNoMore() {
    Kept kept = new Kept();
    Channel channel = receiving(4, kept);
    channel.drain(LONG);

    request("x").exceptionally(unreachable -> json("null".getBytes()));
    receiving(4, ECHO);

    assertThat(nameIn(join(request("y")))).isEqualTo("y");
    assertThat(kept.requests).isEmpty();
  }

  @ContractCase(
      id = "CH-33",
      says = "An idle channel is drained at once, and so is one that never received")
  void isQuickWhenIdle() {
    Channel idle = receiving(4, ECHO);
    join(request("x"));

    assertThat(idle.drain(Duration.ofMinutes(5)).requeued()).isZero();
    assertThat(registered().drain(Duration.ofMinutes(5)).requeued()).isZero();
  }

  @ContractCase(
      id = "CH-34",
      says = "The NFVO can be asked while the channel drains, so that work can end",
      needs = ChannelContract.EXCHANGE)
  void asksWhileItDrains() {
    nfvo.answering(asked -> answer("{\"action\":\"MODIFY\",\"vnfr\":{\"name\":\"asked\"}}"));
    Kept kept = new Kept();
    Channel channel = receiving(4, kept);
    CompletableFuture<JsonNode> answer = request("x");
    kept.awaitRequests(1);
    CompletableFuture<DrainReport> drained =
        CompletableFuture.supplyAsync(() -> channel.drain(LONG));

    join(channel.exchange(grant("x"), LONG));
    kept.answer(0, "done");

    join(answer);
    assertThat(join(drained).requeued()).isZero();
  }
}
