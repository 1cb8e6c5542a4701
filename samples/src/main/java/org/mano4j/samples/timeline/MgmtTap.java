package org.mano4j.samples.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.mano4j.catalogue.CatalogueException;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.messaging.BusException;
import org.mano4j.messaging.Delivery;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.QueueSpec;
import org.mano4j.messaging.Subscription;
import org.mano4j.mgmt.MgmtAddresses;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees what VNFMs ask of the doors of VIMs: its own queue has a copy of each request. It has one
 * effect on who asks: a request that no driver serves has a receiver now, and waits for its timeout
 * where it would have been returned. Not for sites where that matters.
 */
final class MgmtTap implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MgmtTap.class);
  private static final int PREFETCH = 100;

  private final MessageBus bus;
  private final Subscription subscription;
  private final TimelineRecorder recorder;

  private MgmtTap(MessageBus bus, Collection<String> vimIds, TimelineRecorder recorder) {
    this.bus = bus;
    this.recorder = recorder;
    QueueSpec queue =
        new QueueSpec(
            "timeline." + UUID.randomUUID(),
            false,
            true,
            true,
            Map.of(),
            vimIds.stream().map(MgmtAddresses::of).distinct().toList());
    this.subscription = bus.consume(queue, PREFETCH, this::take);
  }

  /**
   * Listens from now on.
   *
   * @param bus of its own; closed with this
   * @return empty where the broker does not let it, which is worth no failure
   */
  static Optional<MgmtTap> open(
      MessageBus bus, Collection<String> vimIds, TimelineRecorder recorder) {
    try {
      return Optional.of(new MgmtTap(bus, vimIds, recorder));
    } catch (BusException e) {
      LOG.info("the timeline goes without what VNFMs ask of VIMs: {}", e.getMessage());
      bus.close();
      return Optional.empty();
    }
  }

  private CompletionStage<Optional<Message>> take(Delivery delivery) {
    try {
      JsonNode request = CatalogueJson.read(delivery.message().body(), JsonNode.class);
      JsonNode params = request.path("Params");
      String server = params.isTextual() ? params.asText() : params.path("ID").asText();
      recorder.asked(request.path("Func").asText().toLowerCase(Locale.ROOT), server);
    } catch (CatalogueException e) {
      LOG.debug("a request to {} cannot be read", delivery.address().key(), e);
    }
    return CompletableFuture.completedFuture(Optional.empty());
  }

  @Override
  public void close() {
    subscription.close();
    bus.close();
  }
}
