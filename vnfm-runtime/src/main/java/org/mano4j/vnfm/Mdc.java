package org.mano4j.vnfm;

import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Says in the log of a handler what it is about. */
final class Mdc {

  private Mdc() {}

  static <T> T with(Operation operation, Callable<T> work) throws Exception {
    Map<String, String> before = put(operation);
    try {
      return work.call();
    } finally {
      restore(before);
    }
  }

  static void with(Operation operation, Runnable work) {
    Map<String, String> before = put(operation);
    try {
      work.run();
    } finally {
      restore(before);
    }
  }

  private static @Nullable Map<String, String> put(Operation operation) {
    Map<String, String> before = MDC.getCopyOfContextMap();
    MDC.put("nsr", operation.key().nsr());
    MDC.put("vnfr", operation.key().vnfr());
    MDC.put("action", operation.request().action().text());
    operation.correlationId().ifPresent(id -> MDC.put("correlationId", id));
    return before;
  }

  private static void restore(@Nullable Map<String, String> before) {
    if (before == null) {
      MDC.clear();
    } else {
      MDC.setContextMap(before);
    }
  }
}
