package org.mano4j.vnfm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.manager.VnfmManagerEndpoint;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.MessageJson;
import org.mano4j.catalogue.message.OrVnfmInstantiate;
import org.mano4j.catalogue.message.OrVnfmMessage;
import org.mano4j.catalogue.message.VnfmOrMessage;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.messaging.Address;
import org.mano4j.messaging.Delivery;
import org.mano4j.messaging.DrainReport;
import org.mano4j.messaging.Message;

/** Requests that come again to a manager that is still at them: only its connection was lost. */
class LostConnectionTest {

  private final AtomicInteger begun = new AtomicInteger();
  private final CountDownLatch running = new CountDownLatch(1);
  private final CountDownLatch go = new CountDownLatch(1);
  private final CountDownLatch answered = new CountDownLatch(1);
  private final Wire wire = new Wire();
  private final VnfmRuntime vnfm =
      VnfmRuntime.builder(new Slow())
          .type("dummy")
          .channel(wire)
          .metrics(
              new VnfmMetrics() {
                @Override
                public void answered(Action.Known action, Duration after) {
                  answered.countDown();
                }
              })
          .build();

  LostConnectionTest() {
    vnfm.start();
  }

  @AfterEach
  void stop() {
    go.countDown();
    vnfm.close();
  }

  private final class Slow implements VnfmHandler {
    @Override
    public VirtualNetworkFunctionRecord instantiate(
        VnfmContext context, VirtualNetworkFunctionRecord vnfr, OrVnfmInstantiate request)
        throws Exception {
      begun.incrementAndGet();
      running.countDown();
      go.await();
      return vnfr;
    }

    @Override
    public boolean repeatable(Action.Known action) {
      if (action == Action.Known.STOP) {
        throw new StackOverflowError();
      }
      return VnfmHandler.super.repeatable(action);
    }
  }

  /** Hands over what a test delivers, and answers as an NFVO that grants everything. */
  private static final class Wire implements Channel {

    private RequestHandler handler = request -> new CompletableFuture<>();

    CompletableFuture<VnfmOrMessage> deliver(Message message, boolean redelivered) {
      return handler
          .handle(new BusRequests.BusRequest(new Parked(message, redelivered)))
          .thenApply(Optional::orElseThrow)
          .toCompletableFuture();
    }

    @Override
    public void register(VnfmManagerEndpoint endpoint) {}

    @Override
    public void receive(int prefetch, RequestHandler requests) {
      handler = requests;
    }

    @Override
    public CompletionStage<OrVnfmMessage> exchange(VnfmOrMessage message, Duration timeout) {
      return Messages.granting(Recordings.tree(MessageJson.write(message)))
          .thenApply(MessageJson::readOrVnfm);
    }

    @Override
    public CompletionStage<Void> send(VnfmOrMessage message) {
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public DrainReport drain(Duration timeout) {
      return new DrainReport(0, 0);
    }

    @Override
    public void deregister() {}

    @Override
    public void close() {}
  }

  private record Parked(Message message, boolean redelivered) implements Delivery {
    @Override
    public Address address() {
      return new Address("e", "dummy");
    }

    @Override
    public Parking park() {
      return () -> {};
    }
  }

  private static Message launch(String vnf, String replyTo) {
    return Message.text(MessageJson.write(Messages.instantiate(vnf))).withReplyTo(replyTo);
  }

  private static Action.Known action(CompletableFuture<VnfmOrMessage> answer) {
    return answer.orTimeout(20, TimeUnit.SECONDS).join().action().known().orElseThrow();
  }

  @Test
  void goesOnWithALaunchAndAnswersItToTheNewDelivery() throws Exception {
    wire.deliver(launch("a", "nfvo-1"), false);
    running.await();

    CompletableFuture<VnfmOrMessage> again = wire.deliver(launch("a", "nfvo-1"), true);
    assertThat(again).isNotDone();
    go.countDown();

    assertThat(action(again)).isEqualTo(Action.Known.INSTANTIATE);
    assertThat(begun).hasValue(1);
  }

  @Test
  void takesNoOtherRequestForTheOneInWork() throws Exception {
    CompletableFuture<VnfmOrMessage> first = wire.deliver(launch("a", "nfvo-1"), false);
    running.await();

    CompletableFuture<VnfmOrMessage> anothers = wire.deliver(launch("a", "nfvo-2"), true);
    CompletableFuture<VnfmOrMessage> unlike = wire.deliver(launch("b", "nfvo-1"), true);
    go.countDown();

    assertThat(action(anothers)).isEqualTo(Action.Known.ERROR);
    assertThat(action(unlike)).isEqualTo(Action.Known.ERROR);
    assertThat(action(first)).isEqualTo(Action.Known.INSTANTIATE);
  }

  @Test
  void takesARequestThatComesForTheFirstTimeForAnotherOne() throws Exception {
    CompletableFuture<VnfmOrMessage> first = wire.deliver(launch("a", "nfvo-1"), false);
    running.await();
    CompletableFuture<VnfmOrMessage> second = wire.deliver(launch("a", "nfvo-1"), false);
    go.countDown();

    assertThat(action(first)).isEqualTo(Action.Known.INSTANTIATE);
    assertThat(action(second)).isEqualTo(Action.Known.INSTANTIATE);
    assertThat(begun).hasValue(2);
  }

  @Test
  void answersAlsoWhenItCannotBeKnownWhetherToRepeat() {
    Message stop =
        Message.text(MessageJson.write(Messages.startStop(Action.STOP, "a"))).withReplyTo("nfvo-1");

    assertThat(action(wire.deliver(stop, true))).isEqualTo(Action.Known.ERROR);
    assertThat(action(wire.deliver(stop, false))).isEqualTo(Action.Known.STOP);
  }

  @Test
  void givesALaunchThatWasJustDoneItsAnswerAgain() throws Exception {
    go.countDown();
    CompletableFuture<VnfmOrMessage> first = wire.deliver(launch("a", "nfvo-1"), false);
    VnfmOrMessage answer = first.orTimeout(20, TimeUnit.SECONDS).join();
    answered.await();

    VnfmOrMessage again = wire.deliver(launch("a", "nfvo-1"), true).join();

    assertThat(again).isSameAs(answer);
    assertThat(begun).hasValue(1);
  }

  @Test
  void knowsALaunchOfAnOldNfvoByItsContent() throws Exception {
    Message launch = Message.text(MessageJson.write(Messages.instantiate("a")));
    CompletableFuture<VnfmOrMessage> first = wire.deliver(launch, false);
    running.await();

    CompletableFuture<VnfmOrMessage> again = wire.deliver(launch, true);
    go.countDown();

    assertThat(action(again)).isEqualTo(Action.Known.INSTANTIATE);
    assertThat(again.join()).isSameAs(first.join());
    assertThat(begun).hasValue(1);
  }
}
