package org.mano4j.pop.server;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.mano4j.pop.Container;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;

/**
 * Which container a Create with a key has made, as long as that container is there. Each user has
 * keys of its own. Thread-safe.
 */
final class IdempotencyKeys {

  private final ConcurrentMap<OwnedKey, Use> uses = new ConcurrentHashMap<>();

  /**
   * The container of a key, created if there is none. One that is just being created is waited for.
   *
   * @param digest of the content of the Create
   * @param create makes it; if that fails, the key is free again
   * @param find gives a container by id
   * @throws PopException ALREADY_EXISTS if the key was used for another content
   */
  Container once(
      String owner,
      String key,
      String digest,
      Supplier<Container> create,
      Function<String, Optional<Container>> find) {
    OwnedKey owned = new OwnedKey(owner, key);
    while (true) {
      Use mine = new Use(digest, new CompletableFuture<>());
      Use other = uses.putIfAbsent(owned, mine);
      if (other == null) {
        return create(owned, mine, create, find);
      }
      if (!other.digest.equals(digest)) {
        throw reused(key);
      }
      Optional<Container> made =
          Optional.of(other.id.join()).filter(i -> !i.isEmpty()).flatMap(find);
      if (made.isPresent()) {
        return made.get();
      }
      // The other one has failed, or its container is deleted.
      uses.remove(owned, other);
    }
  }

  /** Takes in a container that was there before a restart. */
  void restore(ContainerRecord record) {
    if (!record.idempotencyKey().isEmpty()) {
      uses.put(
          new OwnedKey(record.owner(), record.idempotencyKey()),
          new Use(record.configDigest(), CompletableFuture.completedFuture(record.id())));
    }
  }

  /** Frees the key of a container. */
  void forget(ContainerRecord record) {
    if (!record.idempotencyKey().isEmpty()) {
      uses.computeIfPresent(
          new OwnedKey(record.owner(), record.idempotencyKey()),
          (key, use) -> record.id().equals(use.id.getNow("")) ? null : use);
    }
  }

  private Container create(
      OwnedKey owned,
      Use mine,
      Supplier<Container> create,
      Function<String, Optional<Container>> find) {
    String made = "";
    try {
      Container container = create.get();
      made = container.id();
      return container;
    } finally {
      if (made.isEmpty()) {
        uses.remove(owned, mine);
      }
      mine.id.complete(made);
      if (find.apply(made).isEmpty()) {
        // Somebody was quick to delete it, before the key knew it.
        uses.remove(owned, mine);
      }
    }
  }

  private static PopException reused(String key) {
    return new PopException(
        Code.ALREADY_EXISTS,
        PopReason.IDEMPOTENCY_KEY_REUSED,
        "idempotency key '"
            + key
            + "' (idempotency_key) belongs to a container of other content; take a new key for"
            + " another container");
  }

  private record OwnedKey(String owner, String key) {}

  /** The id is empty if there is no container after all. */
  private record Use(String digest, CompletableFuture<String> id) {}
}
