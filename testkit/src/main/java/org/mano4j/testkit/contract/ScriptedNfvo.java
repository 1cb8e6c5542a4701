package org.mano4j.testkit.contract;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.mano4j.catalogue.manager.VnfmManagerEndpoint;

/**
 * The NFVO at the other end of a channel under test: it does what a case tells it, over the
 * channel's own transport. {@link BusNfvo} is one on a message bus.
 */
public interface ScriptedNfvo extends AutoCloseable {

  /** The managers that are registered at this moment. */
  List<VnfmManagerEndpoint> managers();

  /**
   * Sends a request to a manager.
   *
   * @return completes with the body of its answer; fails if the manager cannot be reached
   */
  CompletableFuture<byte[]> request(VnfmManagerEndpoint manager, byte[] body);

  /**
   * How it answers what managers ask from now on; a stage that is never completed is no answer. At
   * first nothing is answered.
   */
  void answering(Function<byte[], CompletionStage<Optional<byte[]>>> script);

  /** What managers have told it without waiting for an answer. */
  List<byte[]> told();

  /** Stops taking registrations, as if the NFVO were gone. */
  void leave();

  /** Ends it. */
  @Override
  void close();
}
