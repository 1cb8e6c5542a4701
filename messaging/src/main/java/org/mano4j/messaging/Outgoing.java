package org.mano4j.messaging;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A message on its way to the broker. */
final class Outgoing {

  final Address to;
  final Message message;
  final @Nullable String correlationId;
  final CompletableFuture<Void> confirmed = new CompletableFuture<>();

  /** For a request: filled in when the reply queue is known. */
  volatile @Nullable String replyTo;

  /** Set by the broker before it confirms. */
  volatile boolean returned;

  volatile @Nullable Future<?> alarm;

  Outgoing(Address to, Message message, @Nullable String correlationId, @Nullable String replyTo) {
    this.to = to;
    this.message = message;
    this.correlationId = correlationId;
    this.replyTo = replyTo;
  }

  /** A broker returns each message to an address of its own making, also when it was delivered. */
  boolean mandatory() {
    return !DirectReplyTo.isOne(to);
  }
}
