package org.mano4j.samples.daemon;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.mano4j.samples.ExitCode;
import org.mano4j.samples.pop.Failures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A program that serves until it is told to end: its life, by what happens to it. Used once. */
public final class Daemon {

  private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);

  private final DaemonService service;
  private final Duration drain;
  private final PrintWriter out;
  private final PrintWriter err;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private volatile @Nullable RuntimeException failure;
  private volatile String left = "";
  private volatile String state = "starting";
  private String name = "";
  private @Nullable MonitorKeys monitor;
  private Meters meters = Meters.NONE;

  /**
   * A program.
   *
   * @param drain how long to wait at the end for what is in work
   */
  public Daemon(DaemonService service, Duration drain, PrintWriter out, PrintWriter err) {
    this.service = service;
    this.drain = drain;
    this.out = out;
    this.err = err;
  }

  /** What happens to a program. */
  public enum Event {
    /** It serves. */
    STARTED,
    /** It cannot serve. */
    NOT_STARTED,
    /** It is to read again. */
    RELOAD,
    /** It is to end; told twice, at once. */
    END,
    /** What it runs has ended by itself. */
    LOST,
    /** Nothing is in work any more, or the time is up. */
    DRAINED
  }

  /** Tells it something, such as that a signal has come. Thread-safe. */
  public void tell(Event event) {
    events.add(event);
  }

  /** Hears the signals of the process: TERM and INT end it, HUP has it read again. */
  public Daemon hearingSignals() {
    Signals.at("TERM", () -> tell(Event.END));
    Signals.at("INT", () -> tell(Event.END));
    Signals.at("HUP", () -> tell(Event.RELOAD));
    return this;
  }

  /** Tells how it is, from its start to its end, there where the keys say. */
  Daemon monitored(String program, MonitorKeys keys, Meters counted) {
    name = program;
    monitor = keys;
    meters = counted;
    return this;
  }

  private Health health() {
    return new Health(name, state, service.health());
  }

  /** Serves until it is told to end; the exit code. */
  public int serve() throws InterruptedException {
    if (monitor == null) {
      return live();
    }
    meters.gauge("mano4j.ready", "1 if the program is ready", () -> health().ready() ? 1 : 0);
    try (Monitor open = Monitor.open(monitor, this::health, meters)) {
      LOG.debug("monitored: {}", open);
      return live();
    } catch (IllegalStateException e) {
      return ended(ExitCode.FAILED, String.valueOf(e.getMessage()));
    }
  }

  private int live() throws InterruptedException {
    inBackground("start", this::start);
    boolean running = false;
    while (true) {
      switch (events.take()) {
        case STARTED -> {
          running = true;
          state = Health.RUNNING;
          out.println("ready " + service.ready() + "; interrupt to end");
          out.flush();
        }
        case NOT_STARTED -> {
          return notStarted();
        }
        case RELOAD -> reload(running);
        case END -> {
          return running ? end() : ended(ExitCode.DONE, "ended before it was ready");
        }
        case LOST -> {
          service.close();
          return ended(ExitCode.FAILED, service.loss());
        }
        case DRAINED -> throw new IllegalStateException("nothing drains yet");
      }
    }
  }

  private void start() {
    try {
      service.start(() -> tell(Event.LOST));
      tell(Event.STARTED);
    } catch (RuntimeException e) {
      failure = e;
      tell(Event.NOT_STARTED);
    }
  }

  private int notStarted() {
    RuntimeException reason = failure;
    LOG.debug("cannot start", reason);
    service.close();
    Failures.tell(
        reason == null || reason.getMessage() == null ? "" + reason : reason.getMessage(),
        out,
        err);
    return ExitCode.FAILED;
  }

  private void reload(boolean running) {
    if (!running) {
      return; // everything is read at the start
    }
    try {
      LOG.info("{}", service.reload());
    } catch (RuntimeException e) {
      LOG.warn("nothing was changed: {}", e.getMessage());
    }
  }

  private int end() throws InterruptedException {
    state = "ending";
    LOG.info("ending: nothing new, and up to {} s for what is in work", drain.toSeconds());
    inBackground(
        "drain",
        () -> {
          left = service.drain(drain);
          tell(Event.DRAINED);
        });
    while (true) {
      switch (events.take()) {
        case DRAINED -> {
          service.close();
          return left.isEmpty()
              ? ended(ExitCode.DONE, "ended; nothing was left undone")
              : ended(ExitCode.FAILED, "ended with " + left);
        }
        case END -> {
          return ended(ExitCode.FAILED, "ended at once, being told so twice");
        }
        default -> LOG.debug("too late for this: the program is ending");
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
