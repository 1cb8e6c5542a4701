package org.mano4j.pop.server;

import java.util.List;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps stack traces out of the log that gRPC writes when a peer sends what is no call: anybody who
 * reaches the port could fill the disk with them. Each becomes a line of this class at DEBUG.
 *
 * <p>The loggers are gRPC's, and so shared by all servers of the JVM. One that the operator has
 * given a level or a filter of its own stays as it is.
 */
final class PeerFaults implements Filter {

  private static final Logger LOG = LoggerFactory.getLogger(PeerFaults.class);
  private static final String TRANSPORT = "io.grpc.netty.shaded.io.grpc.netty.";

  /** Held, since a logger that nobody holds forgets its filter. */
  private static final List<java.util.logging.Logger> LOGGERS =
      List.of(
          java.util.logging.Logger.getLogger(TRANSPORT + "NettyServerStream"),
          java.util.logging.Logger.getLogger(TRANSPORT + "NettyServerHandler"),
          java.util.logging.Logger.getLogger(TRANSPORT + "NettyServerTransport"),
          java.util.logging.Logger.getLogger(TRANSPORT + "NettyServerTransport.connections"));

  private PeerFaults() {}

  /** From now on, for all servers. Idempotent. */
  static void keepQuiet() {
    for (java.util.logging.Logger logger : LOGGERS) {
      if (logger.getFilter() == null && logger.getLevel() == null) {
        logger.setFilter(new PeerFaults());
      }
    }
  }

  @Override
  public boolean isLoggable(LogRecord fault) {
    Throwable thrown = fault.getThrown();
    if (thrown == null) {
      return true;
    }
    LOG.debug("what a peer has sent is no call: {}: {}", fault.getMessage(), thrown.toString());
    return false;
  }
}
