package org.mano4j.benchmarks.pop;

import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A Pop on an engine, and that engine without it. At the end neither has left anything there. */
final class EnginePop implements AutoCloseable {

  private final URI uri;
  private final String network;
  private final BareEngine engine;
  private volatile @Nullable PopProcess process;

  /**
   * Not started yet.
   *
   * @param network to be made there; the names of all containers begin so, too
   */
  EnginePop(URI uri, String network) {
    this.uri = uri;
    this.network = network;
    this.engine = BareEngine.at(uri);
  }

  /** The process of the Pop, which then serves. */
  PopProcess start() throws IOException {
    PopProcess started = PopProcess.onEngine(uri.toString(), network);
    process = started;
    return started;
  }

  BareEngine engine() {
    return engine;
  }

  /** Whoever makes containers has to end first, or some would be left. */
  @Override
  public void close() throws IOException {
    PopProcess started = process;
    if (started != null) {
      started.close();
    }
    engine.removeAll(network, network);
    engine.close();
  }
}
