package org.mano4j.pop.server;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.mano4j.pop.Image;
import org.mano4j.pop.Network;
import org.mano4j.pop.NetworkConfig;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The backend, whose every failure is a {@link PopException} that callers may see. */
final class Platform {

  private static final Logger LOG = LoggerFactory.getLogger(Platform.class);

  private final PopBackend backend;

  Platform(PopBackend backend) {
    this.backend = backend;
  }

  String type() {
    return backend.type();
  }

  List<Image> images() {
    return guarded(backend::images);
  }

  Optional<Image> image(String reference) {
    return guarded(() -> backend.image(reference));
  }

  List<Network> networks() {
    return guarded(backend::networks);
  }

  /** Addresses of a network that others have. */
  List<String> foreignAddresses(Network network) {
    return guarded(() -> backend.foreignAddresses(network));
  }

  Network createNetwork(NetworkConfig config) {
    return guarded(() -> backend.createNetwork(config));
  }

  void deleteNetwork(String networkId) {
    guarded(
        () -> {
          backend.deleteNetwork(networkId);
          return networkId;
        });
  }

  /** Refuses what the platform cannot do. */
  void require(BackendCapability capability) {
    if (!backend.capabilities().contains(capability)) {
      throw new PopException(
          Code.UNIMPLEMENTED,
          PopReason.NOT_SUPPORTED,
          "the platform of this Pop, "
              + backend.type()
              + ", cannot do it: it has no "
              + capability
              + " for "
              + capability.calls().stream().sorted().toList());
    }
  }

  StartedInstance start(InstanceSpec spec) {
    return guarded(() -> backend.start(spec));
  }

  void stop(String instanceId, Duration grace) {
    guarded(
        () -> {
          backend.stop(instanceId, grace);
          return instanceId;
        });
  }

  private static <T> T guarded(Supplier<T> call) {
    try {
      return call.get();
    } catch (PopException e) {
      // Clients log in again on PERMISSION_DENIED, old ones without end.
      if (e.code() == Code.PERMISSION_DENIED || e.code() == Code.UNAUTHENTICATED) {
        throw new PopException(Code.UNKNOWN, e.text(), e);
      }
      throw e;
    } catch (RuntimeException e) {
      throw new PopException(
          Code.UNKNOWN, e.getMessage() == null ? e.getClass().getName() : e.getMessage(), e);
    } catch (Error e) {
      // Such as a class that is missing: the container must not be stuck for it.
      LOG.error("the platform's backend is broken", e);
      throw new PopException(
          Code.UNKNOWN, "the platform's backend failed with " + e + "; see the log of the Pop", e);
    }
  }
}
