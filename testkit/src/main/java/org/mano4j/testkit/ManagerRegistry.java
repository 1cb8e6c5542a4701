package org.mano4j.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.manager.EndpointType;
import org.mano4j.catalogue.manager.ManagerCredentials;
import org.mano4j.catalogue.manager.ManagerCredentialsBuilder;
import org.mano4j.catalogue.manager.VnfmManagerEndpoint;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.nfvo.ManagerRequest;

/**
 * The VNFMs and plugins that have registered. Who registers with a known type gets the credentials
 * that are stored, and its endpoint is not looked at again. Thread-safe.
 */
final class ManagerRegistry {

  private static final String DRIVER_PREFIX = "vim-drivers.";

  private final BrokerUsers users;
  private final Identities identities;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, ManagerCredentials> credentials = new LinkedHashMap<>();
  private final Map<String, VnfmManagerEndpoint> endpoints = new LinkedHashMap<>();

  /** Registrations whose user is being made. */
  private final Map<String, CompletableFuture<ManagerCredentials>> making = new HashMap<>();

  ManagerRegistry(BrokerUsers users, Identities identities) {
    this.users = users;
    this.identities = identities;
  }

  static boolean isDriver(String type) {
    return type.startsWith(DRIVER_PREFIX);
  }

  /** Who registers with a type while its user is being made waits for that user. */
  ManagerCredentials register(String type, @Nullable VnfmManagerEndpoint endpoint) {
    CompletableFuture<ManagerCredentials> mine = new CompletableFuture<>();
    CompletableFuture<ManagerCredentials> first;
    lock.lock();
    try {
      ManagerCredentials known = credentials.get(type);
      if (known != null) {
        return known;
      }
      first = making.putIfAbsent(type, mine);
    } finally {
      lock.unlock();
    }
    return first == null ? make(type, endpoint, mine) : first.join();
  }

  private ManagerCredentials make(
      String type,
      @Nullable VnfmManagerEndpoint endpoint,
      CompletableFuture<ManagerCredentials> result) {
    try {
      ManagerCredentials made = store(type, endpoint, users.create(type, queue(type, endpoint)));
      result.complete(made);
      return made;
    } catch (RuntimeException | Error e) {
      lock.lock();
      try {
        making.remove(type);
      } finally {
        lock.unlock();
      }
      result.completeExceptionally(e);
      throw e;
    }
  }

  private static String queue(String type, @Nullable VnfmManagerEndpoint endpoint) {
    String queue = endpoint == null ? null : endpoint.endpoint();
    return queue == null ? type : queue;
  }

  private ManagerCredentials store(
      String type, @Nullable VnfmManagerEndpoint endpoint, BusCredentials user) {
    ManagerCredentials made =
        ManagerCredentialsBuilder.builder()
            .rabbitUsername(user.username())
            .rabbitPassword(user.password())
            .id(identities.next())
            .hbVersion(0)
            .shared(false)
            .build();
    lock.lock();
    try {
      credentials.put(type, made);
      making.remove(type);
      if (endpoint != null) {
        endpoints.put(type, endpoint.withId(identities.next()));
      }
      return made;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Forgets the manager whose private user it is, if the password is right. Where several share a
   * user, the request has to say who it is: by its type, or that of its endpoint.
   */
  boolean deregister(ManagerRequest request) {
    ManagerCredentials removed = null;
    lock.lock();
    try {
      String type = typeOf(request);
      if (type != null) {
        removed = credentials.remove(type);
        endpoints.remove(type);
      }
    } finally {
      lock.unlock();
    }
    if (removed == null) {
      return false;
    }
    users.remove(new BusCredentials(removed.rabbitUsername(), removed.rabbitPassword()));
    return true;
  }

  private @Nullable String typeOf(ManagerRequest request) {
    List<String> types =
        credentials.entrySet().stream()
            .filter(e -> sameUser(e.getValue(), request))
            .map(Map.Entry::getKey)
            .toList();
    VnfmManagerEndpoint endpoint = request.vnfmManagerEndpoint();
    String named = request.type() != null || endpoint == null ? request.type() : endpoint.type();
    if (types.size() > 1) {
      return types.contains(named) ? named : null;
    }
    return types.isEmpty() ? null : types.get(0);
  }

  private static boolean sameUser(ManagerCredentials stored, ManagerRequest request) {
    return stored.rabbitUsername() != null
        && stored.rabbitUsername().equals(request.username())
        && stored.rabbitPassword() != null
        && stored.rabbitPassword().equals(request.password());
  }

  /** Makes those VNFMs inactive whose queue is not among these, and the others active. */
  void seen(Set<String> queues) {
    lock.lock();
    try {
      endpoints.replaceAll(
          (type, endpoint) ->
              EndpointType.RABBIT.equals(endpoint.endpointType())
                  ? endpoint.withActive(queues.contains(String.valueOf(endpoint.endpoint())))
                  : endpoint);
    } finally {
      lock.unlock();
    }
  }

  /** The queue of the VNFM of that type, if one is registered, active and enabled. */
  Optional<String> queueOf(String vnfmType) {
    lock.lock();
    try {
      return Optional.ofNullable(endpoints.get(vnfmType))
          .filter(e -> !Boolean.FALSE.equals(e.active()) && !Boolean.FALSE.equals(e.enabled()))
          .map(VnfmManagerEndpoint::endpoint);
    } finally {
      lock.unlock();
    }
  }

  /**
   * The plugin for VIMs of that type: the first one whose id begins with {@code vim-drivers.t.} for
   * type {@code t}, and with {@code vim-drivers.t.n} for type {@code t.n}.
   */
  Optional<String> driverOf(String vimType) {
    return types().stream().filter(id -> serves(id, vimType)).findFirst();
  }

  static boolean serves(String pluginId, String vimType) {
    String prefix = DRIVER_PREFIX + vimType;
    return pluginId.startsWith(vimType.indexOf('.') < 0 ? prefix + "." : prefix);
  }

  /** VNFM types and plugin ids, in the order of their registration. */
  List<String> types() {
    lock.lock();
    try {
      return new ArrayList<>(credentials.keySet());
    } finally {
      lock.unlock();
    }
  }

  /** The ids of the plugins. */
  List<String> drivers() {
    return types().stream().filter(ManagerRegistry::isDriver).toList();
  }

  /** Why {@link #queueOf} has none, as the end of a sentence. */
  String whyNoQueueOf(String vnfmType) {
    lock.lock();
    try {
      VnfmManagerEndpoint endpoint = endpoints.get(vnfmType);
      if (endpoint == null) {
        return "no VNFM of type %s is registered; registered are %s"
            .formatted(vnfmType, endpoints.keySet());
      }
      return "the VNFM of type %s is registered, but %s"
          .formatted(
              vnfmType,
              Boolean.FALSE.equals(endpoint.enabled())
                  ? "not enabled"
                  : "its queue %s is missing on the broker; start it (again)"
                      .formatted(endpoint.endpoint()));
    } finally {
      lock.unlock();
    }
  }
}
