package org.mano4j.pop.server;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.mano4j.pop.Image;
import org.mano4j.pop.Network;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;

/** The backend, whose every failure is a {@link PopException} that callers may see. */
final class Platform {

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
    }
  }
}
