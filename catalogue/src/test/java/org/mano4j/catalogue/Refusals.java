package org.mano4j.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** How documents are to be refused. */
final class Refusals {

  /** Stands for what must not be told. */
  static final String SECRET = "hunter2";

  private static final String OF_JACKSON =
      "(?s).*(fasterxml|deserialize|enable `|Feature|START_|VALUE_|END_|token|Source|expecting"
          + "|Exception|code \\d).*";

  private Refusals() {}

  /** The refusal of a document, if it is refused; no other exception is let through. */
  static Optional<CatalogueException> of(byte[] json, Class<?> type) {
    try {
      CatalogueTypes.read(json, type);
      return Optional.empty();
    } catch (CatalogueException e) {
      return Optional.of(e);
    }
  }

  static Optional<CatalogueException> of(String json, Class<?> type) {
    return of(json.getBytes(StandardCharsets.UTF_8), type);
  }

  /** Says what and where, in words of our own, and nothing that may be secret. */
  static void assertClear(CatalogueException e) {
    assertThat(e.getMessage()).startsWith("cannot read a").doesNotMatch(OF_JACKSON);
    assertThat(e.getMessage()).hasSizeLessThan(1500);
    boolean placed = e.line().isPresent() && e.column().isPresent() || e.pointer().isPresent();
    assertThat(placed).as(e.getMessage() + " says where").isTrue();
    if (e.line().isPresent()) {
      String place = "(line " + e.line().getAsInt() + ", column " + e.column().getAsInt() + ")";
      assertThat(e.getMessage()).endsWith(place).containsOnlyOnce("(line");
    }
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    assertThat(trace.toString()).doesNotContain(SECRET);
  }

  /** Runs something on a thread with a stack of a quarter of a mebibyte. */
  static <T> T onASmallStack(Callable<T> work) throws Exception {
    return onAStack(256, work);
  }

  /** Runs something on a thread with a stack of this many kibibytes. */
  static <T> T onAStack(int kib, Callable<T> work) throws Exception {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(null, task, "small-stack", kib * 1024L);
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(30, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw new AssertionError(e.getCause());
    }
  }
}
