package org.mano4j.samples.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mano4j.samples.ExitCode;

/** What happens to a program whose service does not do as it should. */
@Timeout(60)
class DaemonTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Service service = new Service();
  private final Daemon daemon =
      new Daemon(service, Duration.ofSeconds(9), new PrintWriter(out), new PrintWriter(err));

  @Test
  void endsWhenAClassIsMissingAtTheStart() throws InterruptedException {
    service.onStart =
        () -> {
          throw new NoClassDefFoundError("org/example/Missing");
        };

    assertThat(daemon.serve()).isEqualTo(ExitCode.FAILED);

    assertThat(err.toString()).contains("NoClassDefFoundError").contains("org/example/Missing");
    assertThat(service.closed).isTrue();
  }

  @Test
  void endsAlsoWhenWhatIsInWorkCannotBeFinished() throws InterruptedException {
    service.onReady = () -> daemon.tell(Daemon.Event.END);
    service.onDrain =
        () -> {
          throw new IllegalStateException("the broker is gone");
        };

    assertThat(daemon.serve()).isEqualTo(ExitCode.FAILED);

    assertThat(err.toString()).contains("the broker is gone");
    assertThat(service.closed).isTrue();
  }

  @Test
  void aSecondSignalIsHeardWhileItCloses() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    service.onReady = () -> daemon.tell(Daemon.Event.END);
    service.onClose =
        () -> {
          daemon.tell(Daemon.Event.END);
          await(never);
        };

    assertThat(daemon.serve()).isEqualTo(ExitCode.FAILED);

    assertThat(err.toString()).contains("ended at once");
  }

  @Test
  void aStartThatNobodyWantsAnyMoreIsTakenBack() throws InterruptedException {
    CountDownLatch closed = new CountDownLatch(1);
    AtomicBoolean takenBack = new AtomicBoolean();
    service.onClose = closed::countDown;
    service.onStart =
        () -> {
          daemon.tell(Daemon.Event.END);
          await(closed);
          takenBack.set(true);
          throw new IllegalStateException("closed while it started");
        };

    assertThat(daemon.serve()).isEqualTo(ExitCode.DONE);

    assertThat(out.toString()).contains("ended before it was ready");
    assertThat(takenBack).isTrue();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Service implements DaemonService {

    private Runnable onStart = () -> {};
    private Runnable onReady = () -> {};
    private Runnable onDrain = () -> {};
    private Runnable onClose = () -> {};
    private final AtomicBoolean closed = new AtomicBoolean();

    @Override
    public void start(Runnable lost) {
      onStart.run();
    }

    @Override
    public String ready() {
      onReady.run();
      return "as a service";
    }

    @Override
    public List<PartHealth> health() {
      return List.of();
    }

    @Override
    public String loss() {
      return "it is lost";
    }

    @Override
    public String reload() {
      return "nothing";
    }

    @Override
    public String drain(Duration atMost) {
      onDrain.run();
      return "";
    }

    @Override
    public void close() {
      closed.set(true);
      onClose.run();
    }
  }
}
