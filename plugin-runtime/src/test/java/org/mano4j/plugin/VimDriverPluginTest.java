package org.mano4j.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.messaging.BusException;
import org.mano4j.messaging.DrainReport;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.QueueSpec;
import org.mano4j.messaging.nfvo.ManagerRequest;
import org.mano4j.messaging.nfvo.NfvoAddresses;
import org.mano4j.messaging.nfvo.RegistrationOptions;

class VimDriverPluginTest {

  private static final String ID = "vim-drivers.test.test";

  private final PluginNfvo nfvo = new PluginNfvo();
  private final ExecutorService callers = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    callers.shutdownNow();
    nfvo.close();
  }

  /** A driver with one function, which tests make do what they need. */
  private static VimDriver typed(Callable<String> type) {
    return new VimDriver() {
      @Override
      public String getType(VimInstance vim) {
        try {
          return type.call();
        } catch (Exception e) {
          throw new VimDriverException("interrupted or broken: " + e, e);
        }
      }
    };
  }

  @Test
  void servesCallsOnceStarted() {
    try (VimDriverPlugin plugin = nfvo.plugin(typed(() -> "t")).build()) {
      plugin.start();

      assertThat(nfvo.caller(ID).getType(Samples.vim())).isEqualTo("t");
      assertThat(plugin.pluginId()).isEqualTo(ID);
      assertThat(plugin.state()).isEqualTo(VimDriverPlugin.State.RUNNING);
    }
  }

  @Test
  void registersAsAPluginWithoutEndpoint() {
    try (VimDriverPlugin plugin = nfvo.plugin(typed(() -> "t")).build()) {
      plugin.start();

      assertThat(nfvo.requests)
          .singleElement()
          .satisfies(
              request -> {
                assertThat(request.type()).isEqualTo(ID);
                assertThat(request.registers()).isTrue();
                assertThat(request.vnfmManagerEndpoint()).isNull();
              });
    }
  }

  @Test
  void deregistersAndTakesItsQueueAwayWhenClosed() {
    VimDriverPlugin plugin = nfvo.plugin(typed(() -> "t")).build();
    plugin.start();
    assertThat(nfvo.broker.queueExists(ID)).isTrue();

    plugin.close();
    plugin.close();

    assertThat(nfvo.broker.queueExists(ID)).isFalse();
    await().until(() -> nfvo.requests.size() == 2);
    ManagerRequest last = nfvo.requests.get(1);
    assertThat(last.deregisters()).isTrue();
    assertThat(last.username()).isEqualTo(ID);
    assertThat(last.password()).isEqualTo("p");
    assertThat(plugin.state()).isEqualTo(VimDriverPlugin.State.CLOSED);
    assertThatThrownBy(() -> nfvo.caller(ID).getType(Samples.vim()))
        .isInstanceOf(VimDriverException.Unavailable.class);
  }

  @Test
  void staysRegisteredWhileAnotherProcessServesIt() {
    VimDriverPlugin first = nfvo.plugin(typed(() -> "first")).build();
    VimDriverPlugin second = nfvo.plugin(typed(() -> "second")).build();
    first.start();
    second.start();

    first.close();

    assertThat(nfvo.caller(ID).getType(Samples.vim())).isEqualTo("second");
    assertThat(nfvo.requests).allMatch(ManagerRequest::registers);
    second.close();
    await().until(() -> nfvo.requests.size() == 3);
    assertThat(nfvo.requests.get(2).deregisters()).isTrue();
  }

  @Test
  void tellsTheDriverWhenItIsAttachedAndDetached() {
    List<String> events = new CopyOnWriteArrayList<>();
    VimDriver driver =
        new VimDriver() {
          @Override
          public void attached(PluginContext context) {
            events.add("attached " + context.pluginId() + " " + context.bus().state());
          }

          @Override
          public String getType(VimInstance vim) {
            events.add("call");
            return "t";
          }

          @Override
          public void detached() {
            events.add("detached");
          }
        };
    try (VimDriverPlugin plugin = nfvo.plugin(driver).build()) {
      plugin.start();
      nfvo.caller(ID).getType(Samples.vim());
    }

    assertThat(events).containsExactly("attached " + ID + " OPEN", "call", "detached");
  }

  @Test
  void doesNotStartWithADriverThatCannotBeAttached() {
    VimDriver driver =
        new VimDriver() {
          @Override
          public void attached(PluginContext context) {
            throw new IllegalStateException("no platform");
          }
        };
    VimDriverPlugin plugin = nfvo.plugin(driver).build();

    assertThatThrownBy(plugin::start).hasMessage("no platform");
    assertThat(plugin.state()).isEqualTo(VimDriverPlugin.State.CLOSED);
    assertThat(nfvo.broker.queueExists(ID)).isFalse();
    await().until(() -> nfvo.requests.size() == 2);
  }

  @Test
  void saysWhenNoNfvoAnswers() {
    nfvo.bus.close();
    VimDriverPlugin plugin =
        nfvo.plugin(typed(() -> "t"))
            .registration(
                RegistrationOptions.defaults()
                    .withAttempts(2)
                    .withPause(Duration.ofMillis(1))
                    .withTimeout(Duration.ofSeconds(5)))
            .build();

    assertThatThrownBy(plugin::start)
        .isInstanceOf(BusException.class)
        .hasMessageContaining(NfvoAddresses.MANAGER_HANDLING);
    assertThatThrownBy(plugin::bus).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void worksOnAsManyCallsAtATimeAsItHasWorkers() throws Exception {
    CyclicBarrier together = new CyclicBarrier(3);
    VimDriver driver =
        typed(
            () -> {
              together.await(20, TimeUnit.SECONDS);
              return "t";
            });
    try (VimDriverPlugin plugin = nfvo.plugin(driver).workers(3).build()) {
      plugin.start();

      List<Future<String>> answers =
          List.of(callLater("west"), callLater("east"), callLater("north"));

      for (Future<String> answer : answers) {
        assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo("t");
      }
    }
  }

  @Test
  void answersForOtherVimsWhileOneDoesNotAnswer() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    VimDriver driver =
        new VimDriver() {
          @Override
          public String getType(VimInstance vim) {
            if ("west".equals(vim.name())) {
              try {
                go.await();
              } catch (InterruptedException e) {
                throw new VimDriverException("interrupted", e);
              }
            }
            return String.valueOf(vim.name());
          }
        };
    try (VimDriverPlugin plugin = nfvo.plugin(driver).workers(3).build()) {
      plugin.start();
      List<Future<String>> west = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        west.add(callLater("west"));
      }
      await().until(() -> nfvo.broker.messageCount(ID) == 10);

      assertThat(callLater("east").get(5, TimeUnit.SECONDS)).isEqualTo("east");
      assertThat(west).noneMatch(Future::isDone);
      go.countDown();
      for (Future<String> answer : west) {
        assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo("west");
      }
    }
  }

  @Test
  void answersForAThirdVimWhileTwoDoNotAnswer() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    VimDriver driver =
        new VimDriver() {
          @Override
          public String getType(VimInstance vim) {
            if (!"east".equals(vim.name())) {
              try {
                never.await();
              } catch (InterruptedException e) {
                throw new VimDriverException("interrupted", e);
              }
            }
            return "t";
          }
        };
    try (VimDriverPlugin plugin = nfvo.plugin(driver).workers(4).build()) {
      plugin.start();
      for (int i = 0; i < 10; i++) {
        callLater("west");
        callLater("north");
      }
      await().until(() -> nfvo.broker.messageCount(ID) == 20);

      assertThat(callLater("east").get(5, TimeUnit.SECONDS)).isEqualTo("t");
    }
  }

  @Test
  void answersForACallThatWaitsTooLongForItsVim() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    List<String> begun = new CopyOnWriteArrayList<>();
    VimDriver stubborn =
        typed(
            () -> {
              begun.add("call");
              boolean over = false;
              while (!over) {
                try {
                  over = go.await(20, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                  // heeds no interrupt, so that its place is not free
                  over = false;
                }
              }
              return "t";
            });
    try (VimDriverPlugin plugin =
        nfvo.plugin(stubborn).workers(2).callLimit(Duration.ofMillis(100)).build()) {
      plugin.start();
      List<Future<String>> answers = List.of(callLater(), callLater(), callLater());

      for (Future<String> answer : answers) {
        assertThatThrownBy(() -> answer.get(20, TimeUnit.SECONDS))
            .hasMessageContaining("did not end");
      }
      go.countDown();
      assertThat(begun).containsExactly("call");
    }
  }

  @Test
  void leavesFurtherCallsInTheQueue() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    VimDriver driver =
        typed(
            () -> {
              go.await();
              return "t";
            });
    try (VimDriverPlugin plugin = nfvo.plugin(driver).workers(1).build()) {
      plugin.start();
      Future<String> first = callLater();
      Future<String> second = callLater();

      await().until(() -> nfvo.broker.inspect(ID).orElseThrow().ready() == 1);
      go.countDown();

      assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo("t");
      assertThat(second.get(20, TimeUnit.SECONDS)).isEqualTo("t");
    }
  }

  @Test
  void answersForACallThatTakesTooLongAndInterruptsIt() {
    CompletableFuture<String> ended = new CompletableFuture<>();
    VimDriver driver =
        typed(
            () -> {
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                ended.complete("interrupted");
                throw e;
              }
              return "t";
            });
    try (VimDriverPlugin plugin = nfvo.plugin(driver).callLimit(Duration.ofMillis(50)).build()) {
      plugin.start();

      assertThatThrownBy(() -> nfvo.caller(ID).getType(Samples.vim()))
          .isInstanceOf(VimDriverException.class)
          .hasMessageContaining("getType did not end within");
      assertThat(ended.orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo("interrupted");
    }
  }

  @Test
  void servesTheNextCallAfterOneThatTookTooLong() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    List<Boolean> interruptedAtBegin = new CopyOnWriteArrayList<>();
    VimDriver driver =
        typed(
            () -> {
              interruptedAtBegin.add(Thread.currentThread().isInterrupted());
              if (interruptedAtBegin.size() == 1) {
                try {
                  never.await();
                } finally {
                  Thread.currentThread().interrupt();
                }
              }
              return "t";
            });
    BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    try (VimDriverPlugin plugin =
        nfvo.plugin(driver).executor(tasks::add).callLimit(Duration.ofMillis(500)).build()) {
      plugin.start();
      Future<String> first = callLater();
      Runnable call = tasks.take();
      CompletableFuture<Boolean> interruptedAfter = new CompletableFuture<>();
      callers.execute(
          () -> {
            call.run();
            interruptedAfter.complete(Thread.interrupted());
          });

      assertThatThrownBy(() -> first.get(20, TimeUnit.SECONDS)).hasMessageContaining("did not end");
      assertThat(interruptedAfter.get(20, TimeUnit.SECONDS)).isFalse();
      Future<String> second = callLater();
      tasks.take().run();
      assertThat(second.get(20, TimeUnit.SECONDS)).isEqualTo("t");
      assertThat(interruptedAtBegin).containsExactly(false, false);
    }
  }

  @Test
  void neverBeginsACallThatWaitedTooLongForAWorker() throws Exception {
    List<String> begun = new CopyOnWriteArrayList<>();
    VimDriver driver =
        typed(
            () -> {
              begun.add("call");
              return "t";
            });
    BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    try (VimDriverPlugin plugin =
        nfvo.plugin(driver).executor(tasks::add).callLimit(Duration.ofMillis(50)).build()) {
      plugin.start();

      assertThatThrownBy(() -> nfvo.caller(ID).getType(Samples.vim()))
          .hasMessageContaining("did not end");
      tasks.take().run();
      assertThat(begun).isEmpty();
    }
  }

  @Test
  void copiesTheCorrelationOfEveryCall() throws Exception {
    try (VimDriverPlugin plugin = nfvo.plugin(typed(() -> "t")).build()) {
      plugin.start();
      CompletableFuture<Message> answer = new CompletableFuture<>();
      nfvo.bus.consume(
          new QueueSpec("answers", false, true, false, Map.of(), List.of()),
          1,
          delivery -> {
            answer.complete(delivery.message());
            return CompletableFuture.completedFuture(Optional.empty());
          });
      Message call = new Message("no json".getBytes(), null, "c-42", "answers", Map.of());
      nfvo.bus.publish(NfvoAddresses.of(ID), call).toCompletableFuture().get();

      assertThat(answer.get(20, TimeUnit.SECONDS).correlationId()).isEqualTo("c-42");
    }
  }

  @Test
  void finishesTheCallsItHasWhenDrained() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    VimDriver driver =
        typed(
            () -> {
              begun.countDown();
              go.await();
              return "t";
            });
    try (VimDriverPlugin plugin = nfvo.plugin(driver).build()) {
      plugin.start();
      Future<String> call = callLater();
      begun.await();
      Future<DrainReport> drained = callers.submit(() -> plugin.drain(Duration.ofSeconds(20)));
      await().until(() -> plugin.state() == VimDriverPlugin.State.DRAINING);
      go.countDown();

      assertThat(drained.get(20, TimeUnit.SECONDS).clean()).isTrue();
      assertThat(call.get(20, TimeUnit.SECONDS)).isEqualTo("t");
    }
  }

  @Test
  void interruptsTheCallsItHasWhenClosed() {
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<String> ended = new CompletableFuture<>();
    VimDriver driver =
        typed(
            () -> {
              begun.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                ended.complete("interrupted");
              }
              return "t";
            });
    VimDriverPlugin plugin = nfvo.plugin(driver).build();
    plugin.start();
    callLater();
    await().until(() -> begun.getCount() == 0);

    plugin.close();

    assertThat(ended.orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo("interrupted");
  }

  @Test
  void runsCallsOnTheExecutorItIsGiven() {
    ExecutorService mine = Executors.newSingleThreadExecutor(task -> new Thread(task, "mine"));
    try (VimDriverPlugin plugin =
        nfvo.plugin(typed(() -> Thread.currentThread().getName())).executor(mine).build()) {
      plugin.start();

      assertThat(nfvo.caller(ID).getType(Samples.vim())).isEqualTo("mine");
    }
    assertThat(mine.isShutdown()).isFalse();
    mine.shutdownNow();
  }

  @Test
  void isStartedOnce() {
    try (VimDriverPlugin plugin = nfvo.plugin(typed(() -> "t")).build()) {
      plugin.start();
      assertThatThrownBy(plugin::start)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("it is RUNNING");
    }
  }

  @Test
  void needsATypeThatFitsIntoTheNameOfAQueue() {
    VimDriver driver = typed(() -> "t");
    assertThatThrownBy(() -> VimDriverPlugin.builder(driver).type("a.b"))
        .hasMessageContaining("letters, digits");
    assertThatThrownBy(() -> VimDriverPlugin.builder(driver).connector(nfvo.broker).build())
        .hasMessageContaining("has no type");
    assertThatThrownBy(() -> VimDriverPlugin.builder(driver).type("pop").build())
        .hasMessageContaining("no connector");
  }

  private Future<String> callLater() {
    return callLater("west");
  }

  private Future<String> callLater(String vim) {
    return callers.submit(() -> nfvo.caller(ID).getType(Samples.vim().withName(vim)));
  }
}
