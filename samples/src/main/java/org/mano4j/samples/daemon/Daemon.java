package org.mano4j.samples.daemon;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.mano4j.samples.ExitCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A program that serves until it is told to end: its life, by what happens to it. Used once. */
public final class Daemon {

  private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);

  /** How long to wait for a start that nobody wants any more. */
  private static final Duration GIVING_UP = Duration.ofSeconds(3);

  private final DaemonService service;
  private final Duration drain;
  private final PrintWriter out;
  private final PrintWriter err;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private volatile @Nullable Throwable failure;
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
    /** Nothing is in work any more, or the time is up, and it is closed. */
    CLOSED
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
          return running ? end() : giveUp();
        }
        case LOST -> {
          close();
          return ended(ExitCode.FAILED, service.loss());
        }
        case CLOSED -> throw new IllegalStateException("nothing is to be closed yet");
      }
    }
  }

  private void start() {
    try {
      service.start(() -> tell(Event.LOST));
      tell(Event.STARTED);
    } catch (RuntimeException | Error e) {
      failure = e;
      tell(Event.NOT_STARTED);
    }
  }

  private int notStarted() throws InterruptedException {
    Throwable reason = failure;
    LOG.debug("cannot start", reason);
    close();
    return ended(
        ExitCode.FAILED,
        reason instanceof RuntimeException && reason.getMessage() != null
            ? reason.getMessage()
            : String.valueOf(reason));
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
          left = drained();
          closeQuietly();
        });
    if (!awaitClosed()) {
      return ended(ExitCode.FAILED, "ended at once, being told so twice");
    }
    return left.isEmpty()
        ? ended(ExitCode.DONE, "ended; nothing was left undone")
        : ended(ExitCode.FAILED, "ended with " + left);
  }

  private String drained() {
    try {
      return service.drain(drain);
    } catch (RuntimeException | Error e) {
      LOG.debug("cannot finish what is in work", e);
      return "what was in work given up: " + e;
    }
  }

  /** What is about to start gets a moment to take back what it has done, such as to register. */
  private int giveUp() throws InterruptedException {
    state = "ending";
    inBackground("close", this::closeQuietly);
    long end = System.nanoTime() + GIVING_UP.toNanos();
    Set<Event> missing = EnumSet.of(Event.CLOSED, Event.STARTED);
    while (!missing.isEmpty()) {
      Event event = events.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (event == null || event == Event.END) {
        break;
      }
      missing.remove(event == Event.NOT_STARTED ? Event.STARTED : event);
    }
    return ended(ExitCode.DONE, "ended before it was ready");
  }

  private void close() throws InterruptedException {
    inBackground("close", this::closeQuietly);
    awaitClosed();
  }

  /** By another thread, so that a second signal is heard although this may take its time. */
  private void closeQuietly() {
    try {
      service.close();
    } catch (RuntimeException | Error e) {
      LOG.warn("not everything was closed: {}", e.toString());
    } finally {
      tell(Event.CLOSED);
    }
  }

  /** False if it is told to end meanwhile. */
  private boolean awaitClosed() throws InterruptedException {
    while (true) {
      switch (events.take()) {
        case CLOSED -> {
          return true;
        }
        case END -> {
          return false;
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
      LastWords.tell(text, out, err);
    }
    return code;
  }

  private static void inBackground(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }
}
