package org.mano4j.vnfm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LanesTest {

  private final Lanes<String, Work> lanes = new Lanes<>();
  private final List<String> events = new ArrayList<>();

  private final class Work implements Lanes.Work {
    private final String name;
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    Work(String name) {
      this.name = name;
    }

    @Override
    public void parkUntilBegin() {
      events.add("park " + name);
    }

    @Override
    public CompletionStage<?> begin() {
      events.add("begin " + name);
      return done;
    }
  }

  private Work submit(String key, String name) {
    Work work = new Work(name);
    lanes.submit(key, work);
    return work;
  }

  @Test
  void beginsTheNextOnlyWhenTheOneBeforeIsDone() {
    Work first = submit("a", "1");
    Work second = submit("a", "2");
    submit("a", "3");
    assertThat(events).containsExactly("begin 1", "park 2", "park 3");

    first.done.complete(null);
    assertThat(events).endsWith("begin 2");
    second.done.completeExceptionally(new IllegalStateException());
    assertThat(events).endsWith("begin 3");
  }

  @Test
  void beginsWorkOfOtherKeysAtOnce() {
    submit("a", "1");
    submit("b", "2");

    assertThat(events).containsExactly("begin 1", "begin 2");
  }

  @Test
  void knowsWhoseTurnItIs() {
    Work first = submit("a", "1");
    Work second = submit("a", "2");
    assertThat(lanes.current("a")).contains(first);

    first.done.complete(null);
    assertThat(lanes.current("a")).contains(second);

    second.done.complete(null);
    assertThat(lanes.current("a")).isEmpty();
  }

  @Test
  void parksOnlySoMuchOfALane() {
    submit("a", "first");
    for (int i = 0; i < Lanes.MAX_PARKED + 5; i++) {
      submit("a", "more");
    }

    assertThat(events.stream().filter(event -> event.startsWith("park"))).hasSize(Lanes.MAX_PARKED);
  }

  private static final class Quick implements Lanes.Work {
    private final CompletableFuture<Void> done;
    private final AtomicInteger begun;

    Quick(CompletableFuture<Void> done, AtomicInteger begun) {
      this.done = done;
      this.begun = begun;
    }

    @Override
    public void parkUntilBegin() {}

    @Override
    public CompletionStage<?> begin() {
      begun.incrementAndGet();
      return done;
    }
  }

  @Test
  void worksOffAnyNumberThatHasNothingToDo() {
    CompletableFuture<Void> hung = new CompletableFuture<>();
    AtomicInteger begun = new AtomicInteger();
    Lanes<String, Quick> many = new Lanes<>();
    many.submit("a", new Quick(hung, begun));
    for (int i = 0; i < 100_000; i++) {
      many.submit("a", new Quick(CompletableFuture.completedFuture(null), begun));
    }
    assertThat(begun).hasValue(1);

    hung.complete(null);

    assertThat(begun).hasValue(100_001);
    assertThat(many.current("a")).isEmpty();
  }
}
