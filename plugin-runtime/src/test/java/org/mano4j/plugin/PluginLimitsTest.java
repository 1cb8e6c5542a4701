package org.mano4j.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
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
import org.mano4j.messaging.InMemoryBusConnector;

/** Workers, VIMs that do not answer, and time limits. */
class PluginLimitsTest {

  private static final String ID = "vim-drivers.test.test";

  private final InMemoryBusConnector broker = new InMemoryBusConnector();
  private final PluginNfvo nfvo = new PluginNfvo(broker);
  private final ExecutorService callers = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    callers.shutdownNow();
    nfvo.close();
  }

  @Test
  void worksOnAsManyCallsAtATimeAsItHasWorkers() throws Exception {
    CyclicBarrier together = new CyclicBarrier(3);
    VimDriver driver =
        PluginNfvo.typed(
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
    try (VimDriverPlugin plugin = nfvo.plugin(answering("east", go)).workers(3).build()) {
      plugin.start();
      List<Future<String>> west = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        west.add(callLater("west"));
      }
      await().until(() -> broker.messageCount(ID) == 10);

      assertThat(callLater("east").get(20, TimeUnit.SECONDS)).isEqualTo("east");
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
    try (VimDriverPlugin plugin = nfvo.plugin(answering("east", never)).workers(4).build()) {
      plugin.start();
      for (int i = 0; i < 10; i++) {
        callLater("west");
        callLater("north");
      }
      await().until(() -> broker.messageCount(ID) == 20);

      assertThat(callLater("east").get(20, TimeUnit.SECONDS)).isEqualTo("east");
    }
  }

  /** A driver that answers for one VIM at once, and for the others when it is let go. */
  private static VimDriver answering(String name, CountDownLatch go) {
    return new VimDriver() {
      @Override
      public String getType(VimInstance vim) {
        if (!name.equals(vim.name())) {
          try {
            go.await();
          } catch (InterruptedException e) {
            throw new VimDriverException("interrupted", e);
          }
        }
        return String.valueOf(vim.name());
      }
    };
  }

  @Test
  void answersForACallThatWaitsTooLongForItsVim() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    List<String> begun = new CopyOnWriteArrayList<>();
    VimDriver stubborn =
        PluginNfvo.typed(
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
        nfvo.plugin(stubborn).workers(2).callLimit(Duration.ofSeconds(1)).build()) {
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
        PluginNfvo.typed(
            () -> {
              go.await();
              return "t";
            });
    try (VimDriverPlugin plugin = nfvo.plugin(driver).workers(1).build()) {
      plugin.start();
      Future<String> first = callLater();
      Future<String> second = callLater();

      await().until(() -> nfvo.bus.inspect(ID).orElseThrow().ready() == 1);
      go.countDown();

      assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo("t");
      assertThat(second.get(20, TimeUnit.SECONDS)).isEqualTo("t");
    }
  }

  @Test
  void answersForACallThatTakesTooLongAndInterruptsIt() {
    CompletableFuture<String> ended = new CompletableFuture<>();
    VimDriver driver =
        PluginNfvo.typed(
            () -> {
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                ended.complete("interrupted");
                throw e;
              }
              return "t";
            });
    try (VimDriverPlugin plugin = nfvo.plugin(driver).callLimit(Duration.ofSeconds(1)).build()) {
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
        PluginNfvo.typed(
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
        nfvo.plugin(driver).executor(tasks::add).callLimit(Duration.ofSeconds(2)).build()) {
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
        PluginNfvo.typed(
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
  void refusesLimitsThatTheBrokerWouldNotWaitFor() {
    VimDriverPlugin.Builder builder = nfvo.plugin(new VimDriver() {});

    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.callLimit(Duration.ofMinutes(26)))
        .withMessageContaining("25 minutes");
    assertThatIllegalArgumentException().isThrownBy(() -> builder.callLimit(Duration.ZERO));
  }

  private Future<String> callLater() {
    return callLater("west");
  }

  private Future<String> callLater(String vim) {
    return callers.submit(() -> nfvo.caller(ID).getType(Samples.vim().withName(vim)));
  }
}
