package org.mano4j.pop.server;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerBuilder;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.Endpoint;
import org.mano4j.pop.Flavour;
import org.mano4j.pop.Image;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;

/** Makes containers: all of what one needs, or nothing at all. Thread-safe. */
final class ContainerCreation {

  private final PopParts pop;
  private final ContainerIndex index;
  private final ContainerRules rules;
  private final ContainerQuota quota;
  private final IdempotencyKeys keys = new IdempotencyKeys();
  private final Supplier<String> ids = () -> UUID.randomUUID().toString();

  ContainerCreation(PopParts pop, ContainerIndex index, ContainerRules rules) {
    this.pop = pop;
    this.index = index;
    this.rules = rules;
    this.quota = new ContainerQuota(rules.containersPerUser());
  }

  /** Reserves a name and addresses. */
  Container create(ContainerConfig config, String owner) {
    String key = config.idempotencyKey();
    if (key.isEmpty()) {
      return create(config, owner, "");
    }
    pop.input().checkIdempotencyKey(key);
    String digest = ConfigDigest.of(config);
    return keys.once(owner, key, digest, () -> create(config, owner, digest), this::found);
  }

  /** Takes in a container that was there before a restart. */
  void restore(ContainerRecord record) {
    index.restore(record);
    quota.restore(record.owner());
    keys.restore(record);
  }

  /** Takes back what a container has that is gone. */
  void forget(ContainerRecord record) {
    keys.forget(record);
    quota.giveBack(record.owner());
    index.forget(record);
  }

  private Container create(ContainerConfig config, String owner, String digest) {
    Flavour flavour = rules.flavours().wanted(config.flavourId());
    String id = ids.get();
    String name = config.name().isEmpty() ? "container-" + id : config.name();
    pop.input().checkName(name);
    pop.platform().checkName(name);
    index.takeName(name, id);
    try {
      quota.take(owner);
      try {
        ContainerRecord blank =
            ContainerRecordBuilder.builder()
                .container(blank(id, name, config, flavour))
                .image(image(config.imageId()))
                .flavour(flavour)
                .owner(owner)
                .idempotencyKey(config.idempotencyKey())
                .configDigest(digest)
                .build();
        return reserveAndSave(blank, config);
      } catch (RuntimeException | Error e) {
        quota.giveBack(owner);
        throw e;
      }
    } catch (RuntimeException | Error e) {
      index.returnName(name, id);
      throw e;
    }
  }

  private Container blank(String id, String name, ContainerConfig config, Flavour flavour) {
    Map<String, String> metadata = LifeCycle.merged(Map.of(), config.metadata());
    pop.input().checkMetadata("md.entries", config.metadata());
    pop.input().checkSize("md.entries", metadata);
    pop.input().checkLabels(config.labels());
    return ContainerBuilder.builder()
        .id(id)
        .names(List.of(name))
        .imageId(config.imageId())
        .flavourId(flavour.id())
        .created(pop.clock().instant())
        .status(ContainerStatus.CREATED)
        .extendedStatus(LifeCycle.READY)
        .metadata(metadata)
        .life(1)
        .labels(config.labels())
        .build();
  }

  private Container reserveAndSave(ContainerRecord blank, ContainerConfig config) {
    Map<String, Endpoint> endpoints =
        pop.networks()
            .reserve(
                config.endpoints().isEmpty()
                    ? Map.of(rules.defaultNetwork(), Endpoint.automatic())
                    : config.endpoints());
    long number = index.nextNumber();
    try {
      ContainerRecord record =
          blank
              .with()
              .number(number)
              .holdsAddresses(true)
              .container(blank.container().withEndpoints(endpoints))
              .build();
      index.list(number, record.id());
      // Nobody can change it before its creation is told.
      pop.lanes()
          .first(
              record.id(),
              () -> {
                pop.ledger().save(record);
                return record;
              });
      return record.container();
    } catch (RuntimeException | Error e) {
      index.unlist(number);
      pop.addresses().release(endpoints.values());
      throw e;
    }
  }

  private Optional<Container> found(String id) {
    return pop.ledger().find(id).map(ContainerRecord::container);
  }

  private Image image(String reference) {
    if (reference.isEmpty()) {
      throw Refusal.ofField(
          "image_id",
          PopReason.INVALID_FIELD,
          "no image ID provided: image_id needs the id or name of an image");
    }
    return pop.platform()
        .usableImage(reference)
        .orElseThrow(
            () ->
                new PopException(
                    Code.NOT_FOUND,
                    PopReason.NO_SUCH_IMAGE,
                    "no such image: " + reference + " (image_id) is not on this Pop"));
  }
}
