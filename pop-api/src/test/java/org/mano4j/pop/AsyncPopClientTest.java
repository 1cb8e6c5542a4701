package org.mano4j.pop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.mano4j.pop.PopException.Code;

class AsyncPopClientTest extends AtRenewedPop {

  @Test
  void everyCallThatBlocksHasItsTwin() {
    Set<String> streamsAndSettings =
        Set.of("watch", "logs", "async", "endpoint", "deadline", "withDeadline");

    assertThat(calls(AsyncPopClient.class))
        .isEqualTo(
            calls(PopClient.class).stream()
                .filter(name -> !streamsAndSettings.contains(name))
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void callsAnswerWithOneSession() throws Exception {
    AsyncPopClient async = client.async();
    List<CompletableFuture<?>> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      all.add(async.info());
      all.add(async.containers(Filter.all()));
      all.add(async.create(ContainerConfig.of("web-" + i, "i")));
    }

    CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
    assertThat(pop.logins).hasValue(1);
  }

  @Test
  void aCallThatWaitsHoldsNoThread() throws IOException {
    ExecutorService few = Executors.newFixedThreadPool(4);
    try (RenewedPop other = new RenewedPop();
        PopSessions sessions = PopSessions.create()) {
      // That of the fake would grow when many requests come at once to a busy machine.
      other.start(
          NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
              .executor(few));
      PopClient waiter = sessions.client(other.endpoint(), ADMIN);
      waiter.info();
      int before = Thread.activeCount();
      List<CompletableFuture<Void>> waiting = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        waiting.add(waiter.async().stop(Filter.byName("held")));
      }
      Awaitility.await().until(() -> other.held.get() == 200);

      // A thread per call would show.
      assertThat(Thread.activeCount() - before).isLessThan(100);
      waiting.forEach(call -> call.cancel(false));
    } finally {
      few.shutdown();
    }
  }

  @Test
  void aFailureIsThatOfTheBlockingCall() {
    pop.close();
    CompletableFuture<Container> late = client.async().start(Filter.byId("x"));

    assertThatThrownBy(() -> late.get(30, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .asInstanceOf(type(PopException.class))
        .satisfies(e -> assertThat(e.code()).isEqualTo(Code.UNAVAILABLE))
        .satisfies(e -> assertThat(e).hasMessageContaining("id 'x'"));
  }

  @Test
  void aCallEndsAtItsDeadline() {
    client.info();

    assertThatThrownBy(
            () ->
                client
                    .withDeadline(Duration.ofMillis(100))
                    .async()
                    .stop(Filter.byName("held"))
                    .get(30, TimeUnit.SECONDS))
        .cause()
        .asInstanceOf(type(PopException.class))
        .extracting(PopException::code)
        .isEqualTo(Code.DEADLINE_EXCEEDED);
  }

  @Test
  void cancellingTheFutureCancelsTheCall() {
    client.info();
    CompletableFuture<Void> stop = client.async().stop(Filter.byName("held"));
    Awaitility.await().until(() -> pop.held.get() == 1);

    stop.cancel(false);

    Awaitility.await().until(() -> pop.cancelled.get() == 1);
  }

  @Test
  void whatIsAttachedMayBlockOnTheSamePop() throws Exception {
    assertThat(client.async().info().thenApply(i -> client.info().type()).get(30, TimeUnit.SECONDS))
        .isEmpty();
  }

  @Test
  void whatIsAttachedRunsOnTheExecutorGiven() throws Exception {
    ExecutorService own = Executors.newSingleThreadExecutor(r -> new Thread(r, "own"));
    try {
      CompletableFuture<String> ran = new CompletableFuture<>();
      List<Long> steps = new ArrayList<>();
      Image image =
          client
              .async(own)
              .pull(
                  "web",
                  step -> {
                    steps.add(step.current());
                    ran.complete(Thread.currentThread().getName());
                  })
              .get(30, TimeUnit.SECONDS);

      assertThat(ran).isCompletedWithValue("own");
      assertThat(steps).hasSize(101).startsWith(1L, 2L);
      assertThat(image.id()).isEqualTo("sha256:web");
    } finally {
      own.shutdownNow();
    }
  }

  @Test
  void anExecutorThatTakesNothingMoreFailsTheCall() {
    ExecutorService gone = Executors.newSingleThreadExecutor();
    gone.shutdown();

    assertThatThrownBy(() -> client.async(gone).info().get(30, TimeUnit.SECONDS))
        .cause()
        .isInstanceOf(PopException.class);
  }

  private static Set<String> calls(Class<?> type) {
    return Arrays.stream(type.getMethods())
        .filter(m -> m.getDeclaringClass() == type)
        .map(Method::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
