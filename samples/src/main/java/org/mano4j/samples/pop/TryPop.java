package org.mano4j.samples.pop;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.mano4j.pop.PopException;
import org.mano4j.pop.server.PopDrainReport;
import org.mano4j.pop.server.PopServer;
import org.mano4j.samples.ExitCode;

/** A Pop as a program. */
final class TryPop {

  private static final Duration DRAIN = Duration.ofSeconds(10);

  private final PopServer server;

  TryPop(PopServer server) {
    this.server = server;
  }

  /** Serves until the process is told to end. */
  int serve(PrintWriter out, PrintWriter err) throws InterruptedException {
    try {
      server.start();
    } catch (PopException e) {
      Failures.tell(e.getMessage(), out, err);
      return ExitCode.FAILED;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(out, err), "end"));
    out.println("ready at " + server.endpoint() + "; interrupt to end");
    out.flush();
    new CountDownLatch(1).await();
    return ExitCode.DONE;
  }

  /** A process that ends because it was told to is well: without halt it would exit with 130. */
  private void end(PrintWriter out, PrintWriter err) {
    PopDrainReport left = server.drain(DRAIN);
    server.close();
    if (left.clean()) {
      out.println("ended; nothing was left undone");
      out.flush();
      Runtime.getRuntime().halt(ExitCode.DONE);
    }
    Failures.tell(
        "ended with %d calls unanswered and %d changes of containers unfinished"
            .formatted(left.calls(), left.work()),
        out,
        err);
    Runtime.getRuntime().halt(ExitCode.FAILED);
  }
}
