package org.mano4j.vnfm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.VnfmOrGenericBuilder;
import org.mano4j.catalogue.message.VnfmOrMessage;

class SentAnswersTest {

  private final SentAnswers answers = new SentAnswers();
  private final List<CompletableFuture<Void>> sent = new ArrayList<>();

  private static VnfmOrMessage answer() {
    return VnfmOrGenericBuilder.builder().action(Action.START).build();
  }

  private CompletableFuture<Void> send(VnfmOrMessage answer) {
    return answers
        .once(
            answer,
            () -> {
              CompletableFuture<Void> sending = new CompletableFuture<>();
              sent.add(sending);
              return sending;
            })
        .toCompletableFuture();
  }

  @Test
  void sendsTheAnswerOfTwoDeliveriesOnceAndConfirmsBoth() {
    VnfmOrMessage answer = answer();
    CompletableFuture<Void> first = send(answer);
    CompletableFuture<Void> second = send(answer);
    assertThat(sent).hasSize(1);
    assertThat(second).isNotDone();

    sent.get(0).complete(null);

    assertThat(first).isCompleted();
    assertThat(second).isCompleted();
    assertThat(send(answer)).isCompleted();
    assertThat(sent).hasSize(1);
  }

  @Test
  void sendsItAgainForTheSecondWhenThatFailed() {
    VnfmOrMessage answer = answer();
    CompletableFuture<Void> first = send(answer);
    CompletableFuture<Void> second = send(answer);

    sent.get(0).completeExceptionally(new IllegalStateException("no connection"));

    assertThat(first).isCompletedExceptionally();
    assertThat(sent).hasSize(2);
    sent.get(1).complete(null);
    assertThat(second).isCompleted();
  }

  @Test
  void takesAnEqualAnswerForAnotherOne() {
    send(answer());
    send(answer());

    assertThat(sent).hasSize(2);
  }
}
