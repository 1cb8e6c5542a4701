package org.mano4j.vnfm;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mano4j.messaging.nfvo.RegistrationOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries to open again what has closed by itself, on a thread of its own, with the attempts and
 * pauses of a registration.
 */
final class Reopening {

  private static final Logger log = LoggerFactory.getLogger(BusChannel.class);

  private final RegistrationOptions patience;
  private final BooleanSupplier wanted;
  private final Runnable attempt;
  private final Consumer<RuntimeException> givenUp;
  private final AtomicReference<@Nullable Thread> at = new AtomicReference<>();

  /**
   * @param wanted whether it is closed and has to be open; asked before each attempt
   * @param attempt opens it, or throws
   * @param givenUp told the last failure
   */
  Reopening(
      RegistrationOptions patience,
      BooleanSupplier wanted,
      Runnable attempt,
      Consumer<RuntimeException> givenUp) {
    this.patience = patience;
    this.wanted = wanted;
    this.attempt = attempt;
    this.givenUp = givenUp;
  }

  /** Begins, unless it is at it; does not block. */
  void begin(String what) {
    if (!wanted.getAsBoolean()) {
      return;
    }
    Thread thread = new Thread(() -> run(what), what + "-reopening");
    thread.setDaemon(true);
    if (!at.compareAndSet(null, thread)) {
      return;
    }
    try {
      thread.start();
    } catch (Error e) {
      at.set(null);
      givenUp.accept(new VnfmException("'" + what + "' cannot be opened again: " + e, e));
    }
  }

  /** Ends what it is at, also a pause. */
  void end() {
    Thread thread = at.get();
    if (thread != null && thread != Thread.currentThread()) {
      thread.interrupt();
    }
  }

  private void run(String what) {
    log.warn("the connection '{}' is closed; registering and opening it again", what);
    RuntimeException failure = null;
    try {
      failure = tried(what);
    } catch (InterruptedException e) {
      log.debug("'{}' is not opened again", what, e);
    } finally {
      at.set(null);
    }
    if (failure != null) {
      givenUp.accept(failure);
    } else {
      begin(what); // it may have closed again while this was still at it
    }
  }

  /** Returns the failure that ended it, or null if it is open or not wanted any more. */
  private @Nullable RuntimeException tried(String what) throws InterruptedException {
    for (int number = 1; wanted.getAsBoolean(); number++) {
      try {
        attempt.run();
        log.info("the connection '{}' is open again", what);
        return null;
      } catch (RuntimeException | Error e) {
        String text = "'" + what + "' cannot be opened again: " + e.getMessage();
        if (number >= patience.attempts()) {
          return new VnfmException(text + " (attempts: " + number + ")", e);
        }
        log.warn("{}; trying again ({} of {})", text, number + 1, patience.attempts());
      }
      TimeUnit.NANOSECONDS.sleep(patience.pause().toNanos());
    }
    return null;
  }
}
