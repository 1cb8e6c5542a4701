package org.mano4j.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

  @Test
  void servesCallsOnceStarted() {
    try (VimDriverPlugin plugin = nfvo.plugin(PluginNfvo.typed(() -> "t")).build()) {
      plugin.start();

      assertThat(nfvo.caller(ID).getType(Samples.vim())).isEqualTo("t");
      assertThat(plugin.pluginId()).isEqualTo(ID);
      assertThat(plugin.state()).isEqualTo(VimDriverPlugin.State.RUNNING);
    }
  }

  @Test
  void registersAsAPluginWithoutEndpoint() {
    try (VimDriverPlugin plugin = nfvo.plugin(PluginNfvo.typed(() -> "t")).build()) {
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
    VimDriverPlugin plugin = nfvo.plugin(PluginNfvo.typed(() -> "t")).build();
    plugin.start();
    assertThat(nfvo.queueExists(ID)).isTrue();

    plugin.close();
    plugin.close();

    assertThat(nfvo.queueExists(ID)).isFalse();
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
    VimDriverPlugin first = nfvo.plugin(PluginNfvo.typed(() -> "first")).build();
    VimDriverPlugin second = nfvo.plugin(PluginNfvo.typed(() -> "second")).build();
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
    assertThat(nfvo.queueExists(ID)).isFalse();
    await().until(() -> nfvo.requests.size() == 2);
  }

  @Test
  void saysWhenNoNfvoAnswers() {
    nfvo.bus.close();
    VimDriverPlugin plugin =
        nfvo.plugin(PluginNfvo.typed(() -> "t"))
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
  void copiesTheCorrelationOfEveryCall() throws Exception {
    try (VimDriverPlugin plugin = nfvo.plugin(PluginNfvo.typed(() -> "t")).build()) {
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
        PluginNfvo.typed(
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
  void drainFinishesWhatTheDriverItselfServesOnItsBus() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<Optional<Message>> answer = new CompletableFuture<>();
    VimDriver driver =
        new VimDriver() {
          @Override
          public void attached(PluginContext context) {
            context
                .bus()
                .consume(
                    QueueSpec.named("door." + ID, NfvoAddresses.EXCHANGE),
                    1,
                    delivery -> {
                      begun.countDown();
                      return answer;
                    });
          }
        };
    try (VimDriverPlugin plugin = nfvo.plugin(driver).build()) {
      plugin.start();
      CompletableFuture<Message> asked =
          nfvo.bus
              .request(
                  NfvoAddresses.of("door." + ID), Message.text(new byte[1]), Duration.ofSeconds(20))
              .toCompletableFuture();
      begun.await();

      Future<DrainReport> drained = callers.submit(() -> plugin.drain(Duration.ofSeconds(20)));
      await().until(() -> !nfvo.queueExists("door." + ID));
      assertThat(plugin.state()).isEqualTo(VimDriverPlugin.State.DRAINING);
      assertThat(drained).isNotDone();
      answer.complete(Optional.of(Message.text("done".getBytes(UTF_8))));

      assertThat(drained.get(20, TimeUnit.SECONDS)).isEqualTo(new DrainReport(1, 0));
      assertThat(asked.get(20, TimeUnit.SECONDS).body()).isEqualTo("done".getBytes(UTF_8));
    }
    await().until(() -> nfvo.requests.size() == 2);
    assertThat(nfvo.requests.get(1).deregisters()).isTrue();
  }

  @Test
  void interruptsTheCallsItHasWhenClosed() {
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<String> ended = new CompletableFuture<>();
    VimDriver driver =
        PluginNfvo.typed(
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
        nfvo.plugin(PluginNfvo.typed(() -> Thread.currentThread().getName()))
            .executor(mine)
            .build()) {
      plugin.start();

      assertThat(nfvo.caller(ID).getType(Samples.vim())).isEqualTo("mine");
    }
    assertThat(mine.isShutdown()).isFalse();
    mine.shutdownNow();
  }

  @Test
  void isStartedOnce() {
    try (VimDriverPlugin plugin = nfvo.plugin(PluginNfvo.typed(() -> "t")).build()) {
      plugin.start();
      assertThatThrownBy(plugin::start)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("it is RUNNING");
    }
  }

  @Test
  void needsATypeThatFitsIntoTheNameOfAQueue() {
    VimDriver driver = PluginNfvo.typed(() -> "t");
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
