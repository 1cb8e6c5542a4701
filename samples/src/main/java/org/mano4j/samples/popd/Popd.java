package org.mano4j.samples.popd;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.server.PopDrainReport;
import org.mano4j.pop.server.PopServer;
import org.mano4j.samples.ExitCode;
import org.mano4j.samples.pop.Failures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Pop as a program: from its start to its end, by what happens to it. */
final class Popd {

  private static final Logger LOG = LoggerFactory.getLogger(Popd.class);

  private final PopServer server;
  private final Duration drain;
  private final PrintWriter out;
  private final PrintWriter err;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private volatile @Nullable RuntimeException failure;
  private volatile PopDrainReport left = new PopDrainReport(0, 0);

  Popd(PopServer server, Duration drain, PrintWriter out, PrintWriter err) {
    this.server = server;
    this.drain = drain;
    this.out = out;
    this.err = err;
  }

  /** What happens to the program; each method may be called by any thread. */
  enum Event {
    STARTED,
    NOT_STARTED,
    RELOAD,
    END,
    DRAINED
  }

  /** Tells it something, such as that a signal has come. */
  void tell(Event event) {
    events.add(event);
  }

  /** Serves until it is told to end; the exit code. */
  int serve() throws InterruptedException {
    inBackground("start", this::start);
    boolean running = false;
    while (true) {
      switch (events.take()) {
        case STARTED -> {
          running = true;
          out.println("ready at " + server.endpoint() + "; interrupt to end");
          out.flush();
        }
        case NOT_STARTED -> {
          return notStarted();
        }
        case RELOAD -> reload(running);
        case END -> {
          return running ? end() : ended(ExitCode.DONE, "ended before it was ready");
        }
        case DRAINED -> throw new IllegalStateException("nothing drains yet");
      }
    }
  }

  private void start() {
    try {
      server.start();
      tell(Event.STARTED);
    } catch (RuntimeException e) {
      failure = e;
      tell(Event.NOT_STARTED);
    }
  }

  private int notStarted() {
    RuntimeException reason = failure;
    LOG.debug("cannot start", reason);
    server.close();
    Failures.tell(
        reason == null || reason.getMessage() == null ? "" + reason : reason.getMessage(),
        out,
        err);
    return ExitCode.FAILED;
  }

  private void reload(boolean running) {
    if (!running) {
      return; // the users are read at the start
    }
    try {
      server.reloadUsers();
      LOG.info("the users were read again");
    } catch (RuntimeException e) {
      LOG.warn("the users stay as they were: {}", e.getMessage());
    }
  }

  private int end() throws InterruptedException {
    LOG.info("ending: no new calls, and up to {} s for those under way", drain.toSeconds());
    inBackground(
        "drain",
        () -> {
          left = server.drain(drain);
          tell(Event.DRAINED);
        });
    while (true) {
      switch (events.take()) {
        case DRAINED -> {
          server.close();
          return left.clean()
              ? ended(ExitCode.DONE, "ended; nothing was left undone")
              : ended(
                  ExitCode.FAILED,
                  "ended with %d calls unanswered and %d changes of containers unfinished"
                      .formatted(left.calls(), left.work()));
        }
        case END -> {
          return ended(ExitCode.FAILED, "ended at once, being told so twice");
        }
        default -> LOG.debug("too late for this: the Pop is ending");
      }
    }
  }

  private int ended(int code, String text) {
    if (code == ExitCode.DONE) {
      out.println(text);
      out.flush();
    } else {
      Failures.tell(text, out, err);
    }
    return code;
  }

  private static void inBackground(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }
}
