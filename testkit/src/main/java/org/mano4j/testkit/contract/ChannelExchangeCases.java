package org.mano4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.OrVnfmMessage;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.vnfm.Channel;

/** What the manager asks and tells the NFVO. */
abstract class ChannelExchangeCases extends ChannelCases {

  private static CompletionStage<Optional<byte[]>> granted(byte[] asked) {
    return answer(
        "{\"action\":\"GRANT_OPERATION\",\"grantAllowed\":true,"
            + "\"virtualNetworkFunctionRecord\":{\"name\":\""
            + nameIn(json(asked))
            + "\"}}");
  }

  private static Optional<String> name(OrVnfmMessage answer) {
    return answer.carriedVnfr().map(VirtualNetworkFunctionRecord::name);
  }

  @ContractCase(
      id = "CH-20",
      says = "What the manager asks comes to the NFVO, and the answer back",
      needs = ChannelContract.EXCHANGE)
  void asks() {
    nfvo.answering(ChannelExchangeCases::granted);

    OrVnfmMessage answer = join(registered().exchange(grant("x"), LONG));

    assertThat(answer.action()).isEqualTo(Action.GRANT_OPERATION);
    assertThat(name(answer)).contains("x");
  }

  @ContractCase(
      id = "CH-21",
      says = "An exchange without an answer fails when its time is over",
      needs = ChannelContract.EXCHANGE)
  void timesOut() {
    assertThat(registered().exchange(grant("x"), SHORT).toCompletableFuture()).failsWithin(LONG);
  }

  @ContractCase(
      id = "CH-22",
      says = "An exchange whose answer cannot be read fails",
      needs = ChannelContract.EXCHANGE)
  void failsOnAnUnreadableAnswer() {
    nfvo.answering(asked -> answer("no JSON"));

    assertThat(registered().exchange(grant("x"), LONG).toCompletableFuture()).failsWithin(LONG);
  }

  @ContractCase(
      id = "CH-23",
      says = "Each of 100 exchanges at once gets its own answer, in whatever order they come",
      needs = ChannelContract.EXCHANGE)
  void keepsAnswersApart() {
    List<Runnable> release = new ArrayList<>();
    nfvo.answering(
        asked -> {
          CompletableFuture<Optional<byte[]>> later = new CompletableFuture<>();
          synchronized (release) {
            release.add(0, () -> granted(asked).thenAccept(later::complete));
          }
          return later;
        });
    Channel channel = registered();
    List<CompletionStage<OrVnfmMessage>> answers = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      answers.add(channel.exchange(grant("n" + i), LONG));
    }
    await()
        .until(
            () -> {
              synchronized (release) {
                return release.size() == 100;
              }
            });

    release.forEach(Runnable::run);

    for (int i = 0; i < 100; i++) {
      assertThat(name(join(answers.get(i)))).contains("n" + i);
    }
  }

  @ContractCase(
      id = "CH-24",
      says = "A request in work can ask the NFVO before it is answered",
      needs = ChannelContract.EXCHANGE)
  void asksWhileARequestIsInWork() {
    nfvo.answering(ChannelExchangeCases::granted);
    Channel channel = registered();
    channel.receive(
        1,
        request ->
            channel
                .exchange(grant(text(request)), LONG)
                .thenApply(granted -> Optional.of(named(name(granted).orElse("")))));

    assertThat(nameIn(join(request("x")))).isEqualTo("x");
  }

  @ContractCase(id = "CH-25", says = "What the manager tells the NFVO comes to it")
  void tells() {
    join(registered().send(named("told")));

    await().until(() -> nfvo.told().size() == 1);
    assertThat(nameIn(json(nfvo.told().get(0)))).isEqualTo("told");
  }

  @ContractCase(id = "CH-26", says = "Asking and telling over a closed channel fail at once")
  void failsWhenClosed() {
    Channel channel = registered();
    channel.close();

    assertThat(stage(() -> channel.exchange(grant("x"), LONG))).failsWithin(LONG);
    assertThat(stage(() -> channel.send(named("x")))).failsWithin(LONG);
  }

  private static CompletableFuture<?> stage(java.util.function.Supplier<CompletionStage<?>> call) {
    try {
      return call.get().toCompletableFuture();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
