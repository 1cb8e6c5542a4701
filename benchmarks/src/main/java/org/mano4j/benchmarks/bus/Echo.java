package org.mano4j.benchmarks.bus;

import java.io.IOException;
import java.util.concurrent.CompletionStage;

/** Somebody who asks and somebody who answers with the same bytes, over a connection each. */
interface Echo extends AutoCloseable {

  /** Sends a request; completes with its answer. */
  CompletionStage<?> ask(byte[] body);

  @Override
  void close() throws IOException;
}
