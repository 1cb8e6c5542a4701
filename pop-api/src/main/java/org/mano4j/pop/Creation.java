package org.mano4j.pop;

import com.google.protobuf.Empty;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.mano4j.pop.internal.PopWire;
import org.mano4j.pop.proto.NewMetadata;
import org.mano4j.pop.proto.PopGrpc;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Create, and what makes up for the parts of it that a Pop of the first generation ignores. Such
 * a Pop is told from others by its answer, in which no life is counted.
 */
final class Creation {

  private static final Logger LOG = LoggerFactory.getLogger(Creation.class);

  private final PopCall call;
  private final ContainerConfig config;

  Creation(PopCall call, ContainerConfig config) {
    this.call = call;
    this.config = config;
  }

  CompletableFuture<Container> run() {
    return create().thenCompose(this::complete);
  }

  private CompletableFuture<Container> create() {
    if (config.idempotencyKey().isEmpty()) {
      return send(false);
    }
    if (call.session().channel().isRenewed()) {
      return send(true);
    }
    return send(false)
        .exceptionallyCompose(
            failure ->
                Repeats.isUnavailable(failure)
                    ? again(failure)
                    : CompletableFuture.failedFuture(failure));
  }

  /** Sends it once more, if the Pop turns out to be one that knows keys. */
  private CompletableFuture<Container> again(Throwable failure) {
    return call.sendSafely(PopGrpc.getInfoMethod(), Empty.getDefaultInstance())
        .thenCompose(
            info -> {
              if (!info.message().hasCapacity()) {
                return CompletableFuture.failedFuture(Causes.of(failure));
              }
              call.session().channel().renewed();
              return send(true);
            });
  }

  private CompletableFuture<Container> send(boolean safe) {
    org.mano4j.pop.proto.ContainerConfig request = PopWire.toProto(config);
    return (safe
            ? call.sendSafely(PopGrpc.getCreateMethod(), request)
            : call.send(PopGrpc.getCreateMethod(), request))
        .thenApply(reply -> PopWire.fromProto(reply.message()));
  }

  private CompletableFuture<Container> complete(Container created) {
    if (created.life() > 0) {
      call.session().channel().renewed();
      return CompletableFuture.completedFuture(created);
    }
    if (!config.labels().isEmpty() && call.session().channel().warnOnce()) {
      LOG.warn(
          "Pop {} is of an older generation that keeps no labels; container '{}' and others there"
              + " have none, look for them by name",
          call.session().channel().endpoint(),
          created.name());
    }
    return config.metadata().isEmpty()
        ? CompletableFuture.completedFuture(created)
        : withMetadata(created);
  }

  /** An old Pop takes the environment only afterwards. Without it the container is not wanted. */
  private CompletableFuture<Container> withMetadata(Container created) {
    Filter filter = Filter.byId(created.id());
    NewMetadata request =
        NewMetadata.newBuilder()
            .setFilter(PopWire.toProto(filter))
            .setMd(PopWire.toProto(config.metadata()))
            .build();
    return call.send(PopGrpc.getMetadataMethod(), request)
        .handle(
            (reply, failure) ->
                failure == null
                    ? CompletableFuture.completedFuture(created.withMetadata(kept()))
                    : remove(created, filter, failure))
        .thenCompose(outcome -> outcome);
  }

  private CompletableFuture<Container> remove(Container created, Filter filter, Throwable why) {
    return call.send(PopGrpc.getDeleteMethod(), PopWire.toProto(filter))
        .handle(
            (reply, failure) -> {
              String left =
                  failure == null
                      ? "the container was deleted again"
                      : "container " + created.id() + " is left there without it, delete it";
              return CompletableFuture.<Container>failedFuture(
                  Causes.of(why) instanceof CallFailure e
                      ? e.saying("its metadata was refused: ", "; " + left)
                      : Causes.of(why));
            })
        .thenCompose(outcome -> outcome);
  }

  /** An empty value asks for no entry. */
  private Map<String, String> kept() {
    Map<String, String> entries = new java.util.TreeMap<>(config.metadata());
    entries.values().removeIf(String::isEmpty);
    return entries;
  }
}
