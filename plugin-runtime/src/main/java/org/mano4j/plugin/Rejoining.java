package org.mano4j.plugin;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mano4j.messaging.nfvo.RegistrationOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers a plugin again whose own connection is gone for good, which happens when the broker has
 * lost its private user: the NFVO then makes that user anew. As patiently as the plugin's options
 * for registering say, with as many rounds of the whole.
 */
final class Rejoining {

  private static final Logger log = LoggerFactory.getLogger(VimDriverPlugin.class);
  private static final long LAST_WORDS_MILLIS = 5_000;

  private final PluginOptions options;
  private final BooleanSupplier wanted;
  private final Consumer<RunningPlugin> joined;
  private final Runnable failed;
  private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();

  /**
   * For one plugin.
   *
   * @param wanted whether it is to serve again
   * @param joined takes the one that serves again
   * @param failed called when nothing more is tried
   */
  Rejoining(
      PluginOptions options,
      BooleanSupplier wanted,
      Consumer<RunningPlugin> joined,
      Runnable failed) {
    this.options = options;
    this.wanted = wanted;
    this.joined = joined;
    this.failed = failed;
  }

  /** Begins, on a thread of its own: whoever tells of the loss must not be held up. */
  void begin(RunningPlugin lost) {
    Thread rejoining = new Thread(() -> run(lost), options.pluginId() + "-rejoin");
    rejoining.setDaemon(true);
    thread.set(rejoining);
    try {
      rejoining.start();
    } catch (Error e) {
      giveUp(e);
    }
  }

  private void run(RunningPlugin lost) {
    try {
      log.warn("{}: its own connection is gone for good; registering again", options.pluginId());
      lost.abandon();
      rejoin();
    } catch (Throwable e) {
      giveUp(e);
    }
  }

  private void rejoin() throws InterruptedException {
    RegistrationOptions patience = options.registration();
    for (int attempt = 1; wanted.getAsBoolean(); attempt++) {
      try {
        joined.accept(RunningPlugin.start(options));
        return;
      } catch (RuntimeException | Error e) {
        if (!wanted.getAsBoolean()) {
          return;
        }
        if (attempt >= patience.attempts()) {
          throw e;
        }
        log.warn(
            "{}: cannot serve again: {}; retrying in {} ms ({} of {})",
            options.pluginId(),
            e.getMessage(),
            patience.pause().toMillis(),
            attempt + 1,
            patience.attempts());
      }
      TimeUnit.NANOSECONDS.sleep(patience.pause().toNanos());
    }
  }

  private void giveUp(Throwable reason) {
    if (wanted.getAsBoolean()) {
      log.error(
          "{} is closed for good and takes no calls: its connection was lost, and registering it"
              + " again has failed; look at the broker and the NFVO, then start it anew",
          options.pluginId(),
          reason);
      failed.run();
    }
  }

  /** Ends it early, and waits some seconds for that. */
  void end() {
    Thread rejoining = thread.get();
    if (rejoining == null || rejoining == Thread.currentThread()) {
      return;
    }
    rejoining.interrupt();
    try {
      rejoining.join(LAST_WORDS_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
