package org.mano4j.mgmt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;
import static org.mano4j.mgmt.Wire.QUEUE;
import static org.mano4j.mgmt.Wire.VIM;
import static org.mano4j.mgmt.Wire.tree;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.vim.Server;
import org.mano4j.messaging.DrainReport;
import org.mano4j.messaging.Message;

class VimManagerTest {

  private final Wire wire = new Wire();
  private final FakeVim vim = new FakeVim().with("sipp-1");
  private final List<VimManager> managers = new CopyOnWriteArrayList<>();
  private final CountDownLatch release = new CountDownLatch(1);

  @BeforeAll
  static void pollOften() {
    Awaitility.setDefaultPollDelay(Duration.ZERO);
    Awaitility.setDefaultPollInterval(Duration.ofMillis(2));
  }

  @AfterEach
  void close() {
    release.countDown();
    managers.forEach(VimManager::close);
    wire.close();
  }

  private VimManager serve(VimManagerHandler handler, VimManagerOptions options) {
    VimManager manager = new VimManager(wire.open(), VIM, QUEUE, handler, options);
    managers.add(manager);
    manager.start();
    return manager;
  }

  private VimManager serve(VimManagerHandler handler) {
    return serve(handler, VimManagerOptions.defaults());
  }

  private VimConnector connector() {
    return new VimConnector(wire.bus, VIM, new VimConnectorOptions(Duration.ofSeconds(20)));
  }

  // ---- what is on the wire

  @Test
  void answersCheckWithTheServer() {
    String server = Wire.resource("server.json");
    serve(vim.with(CatalogueJson.read(server, Server.class)));

    String response = wire.ask("{\"Func\":\"check\",\"Params\":\"sipp-server-1880510\"}");

    assertThat(tree(response))
        .isEqualTo(
            tree(
                "{\"Value\":"
                    + CatalogueJson.toTree(CatalogueJson.read(server, Server.class))
                    + "}"));
    assertThat(tree(response).at("/Value/ips/private/0").textValue()).isEqualTo("172.16.0.2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Func\":\"start\",\"Params\":\"sipp-1\"}",
        "{\"Func\":\"stop\",\"Params\":\"sipp-1\"}",
        "{\"Func\":\"add_metadata\",\"Params\":{\"ID\":\"sipp-1\",\"Entries\":{\"K\":\"V\"}}}",
        "{\"Func\":\"add_metadata\",\"Params\":{\"ID\":\"sipp-1\",\"Entries\":{}}}",
        "{\"Func\":\"add_metadata\",\"Params\":{\"ID\":\"sipp-1\",\"Entries\":null}}",
        "{\"Func\":\"add_metadata\",\"Params\":{\"ID\":\"sipp-1\"}}",
      })
  void answersTheOthersWithAnEmptyObject(String request) {
    serve(vim);

    assertThat(wire.ask(request)).isEqualTo("{}");
  }

  @Test
  void copiesTheCorrelationIdAndAnswersInPlainText() {
    serve(vim);
    Message answer = wire.askMessage(Message.text("{\"Func\":\"check\",\"Params\":\"sipp-1\"}"));

    assertThat(answer.correlationId()).isNotEmpty();
    assertThat(answer.contentType()).isEqualTo("text/plain");
    assertThat(answer.replyTo()).isNull();
  }

  @Test
  void readsFunctionsAndKeysInAnyCase() {
    serve(vim);

    wire.ask("{\"func\":\"START\",\"PARAMS\":\"sipp-1\"}");
    wire.ask("{\"FUNC\":\"Add_Metadata\",\"params\":{\"id\":\"sipp-1\",\"entries\":{\"K\":null}}}");

    assertThat(vim.calls).containsExactly("start sipp-1", "add_metadata sipp-1 {K=}");
  }

  @Test
  void callsNobodyWithoutEntries() {
    serve(vim);

    wire.ask("{\"Func\":\"add_metadata\",\"Params\":{\"ID\":\"sipp-1\",\"Entries\":null}}");

    assertThat(vim.calls).isEmpty();
  }

  @Test
  void answersCheckOfAnUnknownServerWithAnError() {
    serve(vim);

    assertThat(wire.ask("{\"Func\":\"check\",\"Params\":\"sipp-9\"}"))
        .isEqualTo(
            "{\"Error\":\"there is no server 'sipp-9' in VIM '"
                + VIM
                + "'\",\"Code\":\"NOT_FOUND\"}");
  }

  @Test
  void answersAFailureWithItsCodeAndText() {
    serve(vim);
    wire.ask("{\"Func\":\"start\",\"Params\":\"sipp-1\"}");

    assertThat(wire.ask("{\"Func\":\"start\",\"Params\":\"sipp-1\"}"))
        .isEqualTo("{\"Error\":\"'sipp-1' runs already\",\"Code\":\"ALREADY_STARTED\"}");
  }

  @Test
  void answersAnUnknownFunctionWithItsNameInLowerCase() {
    serve(vim);

    assertThat(wire.ask("{\"Func\":\"ReBoot\",\"Params\":\"sipp-1\"}"))
        .isEqualTo("{\"Error\":\"unknown function: reboot\",\"Code\":\"UNKNOWN_FUNCTION\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not json",
        "null",
        "[]",
        "\"check\"",
        "{}",
        "{\"Func\":7,\"Params\":\"sipp-1\"}",
        "{\"Func\":\"check\"}",
        "{\"Func\":\"check\",\"Params\":null}",
        "{\"Func\":\"check\",\"Params\":\"\"}",
        "{\"Func\":\"check\",\"Params\":7}",
        "{\"Func\":\"check\",\"Params\":{\"ID\":\"sipp-1\"}}",
        "{\"Func\":\"start\",\"Params\":[\"sipp-1\"]}",
        "{\"Func\":\"add_metadata\",\"Params\":\"sipp-1\"}",
        "{\"Func\":\"add_metadata\",\"Params\":{\"Entries\":{\"K\":\"V\"}}}",
        "{\"Func\":\"add_metadata\",\"Params\":{\"ID\":\"sipp-1\",\"Entries\":[]}}",
        "{\"Func\":\"add_metadata\",\"Params\":{\"ID\":\"sipp-1\",\"Entries\":{\"K\":1}}}",
      })
  void answersWhatItCannotReadAndGoesOn(String request) {
    serve(vim);

    assertThat(tree(wire.ask(request)).get("Error").textValue())
        .startsWith("malformed parameters: ");
    assertThat(tree(wire.ask(request)).get("Code").textValue()).isEqualTo("INVALID");

    assertThat(vim.calls).isEmpty();
    await().until(() -> wire.broker.messageCount(QUEUE) == 0);
    assertThat(connector().check("sipp-1")).isPresent();
  }

  @Test
  void cutsAnUnknownFunctionAndRefusesAServerNameWithoutEnd() {
    serve(vim);
    String endless = "x".repeat(100_000);

    assertThat(wire.ask("{\"Func\":\"" + endless + "\",\"Params\":\"sipp-1\"}"))
        .hasSizeLessThan(1000);
    assertThat(wire.ask("{\"Func\":\"check\",\"Params\":\"" + endless + "\"}"))
        .contains("malformed parameters")
        .hasSizeLessThan(1000);
  }

  @Test
  void acknowledgesARequestThatNobodyWaitsFor() {
    serve(vim);

    wire.bus.publish(MgmtAddresses.of(VIM), Message.text("not json"));
    wire.bus.publish(
        MgmtAddresses.of(VIM), Message.text("{\"Func\":\"start\",\"Params\":\"sipp-1\"}"));

    await().until(() -> vim.calls.equals(List.of("start sipp-1")));
    await().until(() -> wire.broker.messageCount(QUEUE) == 0);
  }

  // ---- both sides together

  @Test
  void connectorAndManagerUnderstandEachOther() {
    serve(vim);
    VimConnector connector = connector();

    assertThat(connector.check("sipp-1")).hasValue(vim.servers.get("sipp-1"));
    assertThat(connector.check("sipp-9")).isEmpty();
    connector.addMetadata("sipp-1", Map.of("K", "V"));
    connector.start("sipp-1");
    connector.stop("sipp-1");
    assertThatExceptionOfType(MgmtException.class)
        .isThrownBy(() -> connector.start("sipp-1"))
        .withMessageContaining("'sipp-1' runs already")
        .returns(MgmtCode.ALREADY_STARTED, MgmtException::code);
    assertThatExceptionOfType(MgmtException.class)
        .isThrownBy(() -> connector.stop("sipp-9"))
        .returns(MgmtCode.NOT_FOUND, MgmtException::code);

    assertThat(vim.calls)
        .containsExactly(
            "check sipp-1",
            "check sipp-9",
            "add_metadata sipp-1 {K=V}",
            "start sipp-1",
            "stop sipp-1",
            "start sipp-1",
            "stop sipp-9");
  }

  @ParameterizedTest
  @CsvSource({"runtime, something broke", "error, java.lang stack", "silent, IllegalState"})
  void anyFailureOfTheHandlerReachesTheCaller(String kind, String text) {
    serve(onStart(() -> fail(kind)));

    assertThatExceptionOfType(MgmtException.class)
        .isThrownBy(() -> connector().start("sipp-1"))
        .withMessageContaining(text)
        .returns(MgmtCode.INTERNAL, MgmtException::code);
  }

  private static void fail(String kind) {
    switch (kind) {
      case "runtime" -> throw new IllegalStateException("something broke");
      case "error" -> throw new StackOverflowError("java.lang stack");
      default -> throw new IllegalStateException();
    }
  }

  @Test
  void managersOfTwoVimsStayApart() {
    serve(vim);
    FakeVim second = new FakeVim().with("sipp-2");
    VimManager manager =
        new VimManager(
            wire.bus, "other", MgmtAddresses.queue("other", "vim-drivers.pop.openbaton"), second);
    managers.add(manager);
    manager.start();

    new VimConnector(wire.bus, "other").start("sipp-2");
    connector().start("sipp-1");

    assertThat(vim.calls).containsExactly("start sipp-1");
    assertThat(second.calls).containsExactly("start sipp-2");
  }

  @Test
  void servesAlsoUnderThePlainQueueName() {
    VimManager manager = new VimManager(wire.bus, VIM, MgmtAddresses.plainQueue(VIM), vim);
    managers.add(manager);
    manager.start();

    assertThat(wire.broker.queueExists("vim-mgmt-" + VIM)).isTrue();
    assertThat(connector().check("sipp-1")).isPresent();
  }

  @Test
  void itsQueueNameFitsWhatANewNfvoAllowsAndHidesItFromDiscovery() {
    assertThat(QUEUE)
        .isEqualTo("vim-mgmt-" + VIM + ".vim-drivers.pop.openbaton")
        .contains("vim-drivers.pop.openbaton")
        .doesNotStartWith("vim-drivers");
  }

  // ---- work and life

  @Test
  void handlesAsManyAtATimeAsAllowed() throws Exception {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    serve(blocking(running, most), VimManagerOptions.defaults().withParallelism(3));

    List<CompletableFuture<Void>> calls =
        IntStream.range(0, 7)
            .mapToObj(
                i -> CompletableFuture.runAsync(() -> connector().start("s" + i), this::onThread))
            .toList();
    await().until(() -> running.get() == 3);
    await().until(() -> wire.broker.inspect(QUEUE).orElseThrow().ready() == 4);
    release.countDown();

    for (CompletableFuture<Void> call : calls) {
      call.get(20, TimeUnit.SECONDS);
    }
    assertThat(most).hasValue(3);
  }

  @Test
  void runsTheHandlerOnTheGivenExecutor() {
    List<String> threads = new CopyOnWriteArrayList<>();
    serve(
        onStart(() -> threads.add(Thread.currentThread().getName())),
        VimManagerOptions.defaults().withExecutor(task -> new Thread(task, "mine").start()));

    connector().start("sipp-1");

    assertThat(threads).containsExactly("mine");
  }

  @Test
  void ownThreadsAreNamedDaemons() {
    List<Thread> threads = new CopyOnWriteArrayList<>();
    serve(onStart(() -> threads.add(Thread.currentThread())));

    connector().start("sipp-1");

    assertThat(threads.get(0).getName()).startsWith("mano4j-vim-mgmt-" + VIM);
    assertThat(threads.get(0).isDaemon()).isTrue();
  }

  @Test
  void answersWhenItsExecutorIsExhausted() {
    serve(
        vim,
        VimManagerOptions.defaults()
            .withExecutor(
                task -> {
                  throw new RejectedExecutionException();
                }));

    assertThatExceptionOfType(MgmtException.class)
        .isThrownBy(() -> connector().start("sipp-1"))
        .withMessageContaining("no thread")
        .returns(MgmtCode.UNAVAILABLE, MgmtException::code);
  }

  @Test
  void drainFinishesWhatHasArrivedAndRefusesTheRest() throws Exception {
    AtomicInteger running = new AtomicInteger();
    VimManager manager = serve(blocking(running, new AtomicInteger()));
    CompletableFuture<Void> call =
        CompletableFuture.runAsync(() -> connector().start("sipp-1"), this::onThread);
    await().until(() -> running.get() == 1);

    CompletableFuture<DrainReport> drain =
        CompletableFuture.supplyAsync(() -> manager.drain(Duration.ofSeconds(20)), this::onThread);
    await().until(() -> !wire.broker.queueExists(QUEUE));
    assertThatExceptionOfType(MgmtException.class)
        .isThrownBy(() -> connector().start("sipp-2"))
        .withMessageContaining("no manager serves that VIM");
    release.countDown();

    call.get(20, TimeUnit.SECONDS);
    assertThat(drain.get(20, TimeUnit.SECONDS)).isEqualTo(new DrainReport(1, 0));
  }

  @Test
  void closeInterruptsItsThreadsAndLeavesTheBusOpen() throws Exception {
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    CountDownLatch begun = new CountDownLatch(1);
    VimManager manager =
        serve(
            onStart(
                () -> {
                  begun.countDown();
                  try {
                    interrupted.complete(!release.await(20, TimeUnit.SECONDS));
                  } catch (InterruptedException e) {
                    interrupted.complete(true);
                  }
                }));
    wire.bus.publish(
        MgmtAddresses.of(VIM), Message.text("{\"Func\":\"start\",\"Params\":\"sipp-1\"}"));
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

    manager.close();
    manager.close();

    assertThat(interrupted.get(20, TimeUnit.SECONDS)).isTrue();
    assertThat(wire.broker.queueExists(QUEUE)).isFalse();
    assertThat(manager.drain(Duration.ofSeconds(1))).isEqualTo(new DrainReport(0, 0));
  }

  @Test
  void startsOnceOnly() {
    VimManager manager = serve(vim);

    assertThatIllegalStateException().isThrownBy(manager::start).withMessageContaining("started");
    manager.close();
    assertThatIllegalStateException().isThrownBy(manager::start).withMessageContaining("closed");
    assertThatCode(manager::close).doesNotThrowAnyException();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VimManagerOptions.defaults().withParallelism(0));
  }

  private void onThread(Runnable task) {
    Thread thread = new Thread(task, "test");
    thread.setDaemon(true);
    thread.start();
  }

  /** Only starts servers, and does this with each. */
  private static VimManagerHandler onStart(Runnable start) {
    return new VimManagerHandler() {
      @Override
      public Optional<Server> check(String serverName) {
        return Optional.empty();
      }

      @Override
      public void start(String serverName) {
        start.run();
      }

      @Override
      public void addMetadata(String serverName, Map<String, String> entries) {
        start.run();
      }

      @Override
      public void stop(String serverName) {
        start.run();
      }
    };
  }

  private VimManagerHandler blocking(AtomicInteger running, AtomicInteger most) {
    return onStart(
        () -> {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          try {
            assertThat(release.await(20, TimeUnit.SECONDS)).isTrue();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } finally {
            running.decrementAndGet();
          }
        });
  }
}
