package org.mano4j.mgmt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;
import static org.mano4j.mgmt.Wire.QUEUE;
import static org.mano4j.mgmt.Wire.VIM;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mano4j.messaging.DrainReport;
import org.mano4j.messaging.Message;

/** How a manager works, and when it does. */
class VimManagerLifeTest extends ManagerTests {

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
    await().until(() -> wire.bus.inspect(QUEUE).orElseThrow().ready() == 4);
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
  void answersForACallThatTakesTooLongAndInterruptsIt() {
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    serve(
        onStart(
            () -> {
              try {
                release.await();
                interrupted.complete(false);
              } catch (InterruptedException e) {
                interrupted.complete(true);
              }
            }),
        VimManagerOptions.defaults().withCallLimit(Duration.ofSeconds(1)));

    assertThatExceptionOfType(MgmtException.class)
        .isThrownBy(() -> connector().start("sipp-1"))
        .withMessageContaining("did not do it within 1.0 s")
        .returns(MgmtCode.UNAVAILABLE, MgmtException::code);
    assertThat(interrupted.orTimeout(20, TimeUnit.SECONDS).join()).isTrue();
  }

  @Test
  void answersAtOnceWhenAllItsThreadsAreHeldByCallsThatDoNotEnd() {
    AtomicInteger begun = new AtomicInteger();
    serve(
        onStart(
            () -> {
              begun.incrementAndGet();
              while (release.getCount() > 0) {
                LockSupport.parkNanos(1_000_000); // heeds no interrupt
                Thread.interrupted();
              }
            }),
        VimManagerOptions.defaults().withParallelism(2).withCallLimit(Duration.ofSeconds(1)));
    for (int i = 0; i < 2; i++) {
      assertThatExceptionOfType(MgmtException.class)
          .isThrownBy(() -> connector().start("sipp-1"))
          .withMessageContaining("did not do it within");
    }

    assertThatExceptionOfType(MgmtException.class)
        .isThrownBy(() -> connector().start("sipp-1"))
        .withMessageContaining("waits for 2 calls that do not end")
        .returns(MgmtCode.UNAVAILABLE, MgmtException::code);
    assertThat(begun).hasValue(2);

    release.countDown();
    // until their threads have ended it refuses further ones
    await()
        .ignoreExceptionsInstanceOf(MgmtException.class)
        .untilAsserted(() -> connector().start("sipp-1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "#", "a.*", "a b", "a\n"})
  void refusesAnIdThatIsNoKey(String id) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new VimManager(wire.bus, id, QUEUE, vim))
        .withMessageContaining("the id of a VIM instance must have 1 to 200 bytes");
    assertThatIllegalArgumentException().isThrownBy(() -> new VimConnector(wire.bus, id));
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
    await().until(() -> !wire.queueExists(QUEUE));
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
    assertThat(wire.queueExists(QUEUE)).isFalse();
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
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VimManagerOptions.defaults().withCallLimit(Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VimManagerOptions.defaults().withCallLimit(Duration.ofMinutes(26)))
        .withMessageContaining("25 minutes");
  }

  @Test
  void countsWhatItAnswers() {
    List<String> counts = new CopyOnWriteArrayList<>();
    MgmtMetrics metrics =
        new MgmtMetrics() {
          @Override
          public void answered(Optional<MgmtCode> failure, Duration took) {
            assertThat(took).isPositive();
            counts.add(failure.map(MgmtCode::text).orElse("done"));
            throw new IllegalStateException("what it throws does no harm");
          }
        };
    serve(vim, VimManagerOptions.defaults().withMetrics(metrics));

    wire.ask("{\"Func\":\"start\",\"Params\":\"sipp-1\"}");
    wire.ask("{\"Func\":\"start\",\"Params\":\"sipp-1\"}");
    wire.ask("not json");
    wire.ask("{\"Func\":\"reboot\"}");

    assertThat(counts).containsExactly("done", "ALREADY_STARTED", "INVALID", "UNKNOWN_FUNCTION");
  }
}
