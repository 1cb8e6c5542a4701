package org.mano4j.pop.server;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.Container;
import org.mano4j.pop.Image;
import org.mano4j.pop.Network;
import org.mano4j.pop.internal.PopWire;
import org.mano4j.pop.server.state.StoredContainer;

/** Records as bytes, and back: nothing of them is lost. */
final class StoredRecords {

  private StoredRecords() {}

  static byte[] bytes(ContainerRecord record) {
    Container container = record.container();
    return StoredContainer.newBuilder()
        .setContainer(PopWire.toProto(container))
        .setNumber(record.number())
        .setImage(PopWire.toProto(record.image()))
        .setFlavour(PopWire.toProto(record.flavour()))
        .setOwner(record.owner())
        .setIdempotencyKey(record.idempotencyKey())
        .setConfigDigest(record.configDigest())
        .setHasInstance(record.hasInstance())
        .setHoldsAddresses(record.holdsAddresses())
        .setDeleting(record.deleting())
        .setCreatedNanos(nanos(container.created()))
        .setStartedNanos(nanos(container.started()))
        .setFinishedNanos(nanos(container.finished()))
        .setImageCreatedNanos(nanos(record.image().created()))
        .build()
        .toByteArray();
  }

  static ContainerRecord container(byte[] bytes) throws InvalidProtocolBufferException {
    StoredContainer in = StoredContainer.parseFrom(bytes);
    Container container = PopWire.fromProto(in.getContainer());
    Image image = PopWire.fromProto(in.getImage());
    return new ContainerRecord(
        container
            .with()
            .created(container.created().plusNanos(in.getCreatedNanos()))
            .started(plus(container.started(), in.getStartedNanos()))
            .finished(plus(container.finished(), in.getFinishedNanos()))
            .build(),
        in.getNumber(),
        new Image(image.id(), image.names(), image.created().plusNanos(in.getImageCreatedNanos())),
        PopWire.fromProto(in.getFlavour()),
        in.getOwner(),
        in.getIdempotencyKey(),
        in.getConfigDigest(),
        in.getHasInstance(),
        in.getHoldsAddresses(),
        in.getDeleting());
  }

  static byte[] bytes(Network network) {
    return PopWire.toProto(network).toByteArray();
  }

  static Network network(byte[] bytes) throws InvalidProtocolBufferException {
    return PopWire.fromProto(org.mano4j.pop.proto.Network.parseFrom(bytes));
  }

  private static int nanos(@Nullable Instant time) {
    return time == null ? 0 : time.getNano();
  }

  private static @Nullable Instant plus(@Nullable Instant time, int nanos) {
    return time == null ? null : time.plusNanos(nanos);
  }
}
