package org.mano4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class WindowTest {

  private final Window window = new Window(2, Runnable::run);
  private final List<String> begun = new ArrayList<>();

  private CompletionStage<String> submit(String name, CompletionStage<String> result) {
    return window.submit(
        () -> {
          begun.add(name);
          return result;
        });
  }

  @Test
  void letsFurtherCallsWaitInTheirOrder() {
    CompletableFuture<String> first = new CompletableFuture<>();
    CompletableFuture<String> second = new CompletableFuture<>();
    submit("1", first);
    submit("2", second);
    CompletionStage<String> third = submit("3", CompletableFuture.completedFuture("done"));
    submit("4", new CompletableFuture<>());

    assertThat(begun).containsExactly("1", "2");
    second.complete("done");

    // the third is done at once and makes room for the fourth
    assertThat(begun).containsExactly("1", "2", "3", "4");
    assertThat(third.toCompletableFuture()).isCompletedWithValue("done");
  }

  @Test
  void makesRoomAfterACallThatFails() {
    submit("1", CompletableFuture.failedFuture(new IllegalStateException("broken")));
    CompletionStage<String> thrown =
        window.submit(
            () -> {
              throw new IllegalStateException("not even begun");
            });
    submit("3", new CompletableFuture<>());
    submit("4", new CompletableFuture<>());

    assertThat(begun).containsExactly("1", "3", "4");
    assertThatThrownBy(() -> thrown.toCompletableFuture().get())
        .hasRootCauseMessage("not even begun");
  }
}
