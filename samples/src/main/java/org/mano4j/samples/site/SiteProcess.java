package org.mano4j.samples.site;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A program of the launcher that serves, as a process of its own. Used once, by one thread. */
final class SiteProcess implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SiteProcess.class);

  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration END = Duration.ofSeconds(20);
  private static final int LAST_LINES = 10;
  private static final String READY = "ready ";

  private final SiteFolder folder;
  private final String word;
  private final List<String> arguments;
  private final Map<String, String> environment;
  private final CompletableFuture<String> ready = new CompletableFuture<>();
  private @Nullable Process process;
  private @Nullable Path log;

  /**
   * A program.
   *
   * @param folder for what it logs
   * @param word of the launcher
   * @param environment beside that of this process
   */
  SiteProcess(
      SiteFolder folder, String word, List<String> arguments, Map<String, String> environment) {
    this.folder = folder;
    this.word = word;
    this.arguments = List.copyOf(arguments);
    this.environment = Map.copyOf(environment);
  }

  String name() {
    return word;
  }

  /** Starts it, and does not wait. */
  void begin() {
    try {
      log = Files.createTempFile(folder.path(), word + "-", ".log");
      ProcessBuilder builder = new ProcessBuilder(JvmCommand.of(word, arguments));
      builder.redirectError(log.toFile());
      builder.environment().putAll(environment);
      Process started = builder.start();
      started.getOutputStream().close();
      process = started;
      Thread reader = new Thread(() -> read(started), word + "-output");
      reader.setDaemon(true);
      reader.start();
    } catch (IOException e) {
      throw new SiteException("cannot start " + word + ": " + e.getMessage(), e);
    }
  }

  private void read(Process started) {
    try (BufferedReader lines = started.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(READY)) {
          int end = line.indexOf(';');
          ready.complete(line.substring(READY.length(), end < 0 ? line.length() : end));
        }
      }
    } catch (IOException e) {
      LOG.debug("output of {} cannot be read to its end", word, e);
    }
    ready.completeExceptionally(new SiteException("it has ended"));
  }

  /** Waits until it serves; what it says after "ready". */
  String awaitReady() {
    try {
      return ready.get(START.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new SiteException(word + " does not start: " + lastWords(), e);
    } catch (TimeoutException e) {
      throw new SiteException(
          word + " is not ready after " + START.toSeconds() + " s: " + lastWords(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SiteException("interrupted while " + word + " starts", e);
    }
  }

  /** Its last line, as the end of a sentence. */
  String lastWords() {
    Path file = log;
    String last = file == null ? "it was not started" : LastLines.last(file);
    return last.startsWith("error:") ? last.substring("error:".length()).strip() : last;
  }

  /** The end of its standard error. */
  List<String> lastLines() {
    Path file = log;
    return file == null ? List.of() : LastLines.of(file, LAST_LINES);
  }

  /** Asks it to end, and kills it if it does not. Idempotent. */
  @Override
  public void close() {
    Process running = process;
    if (running == null) {
      return;
    }
    process = null;
    running
        .toHandle()
        .destroy(); // it may still tell what it does; Process.destroy closes its output
    boolean interrupted = Thread.interrupted();
    try {
      if (!running.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
        LOG.warn("{} does not end within {} s; it is killed", word, END.toSeconds());
        running.destroyForcibly().waitFor(END.toSeconds(), TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      interrupted = true;
      running.destroyForcibly();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
