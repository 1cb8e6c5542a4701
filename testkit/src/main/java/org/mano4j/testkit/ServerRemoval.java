package org.mano4j.testkit;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes servers through the drivers of their VIMs. */
final class ServerRemoval {

  private static final Logger log = LoggerFactory.getLogger(ServerRemoval.class);

  private final Core core;
  private final Drivers drivers;
  private final VimRegistry vims;

  ServerRemoval(Core core, Drivers drivers, VimRegistry vims) {
    this.core = core;
    this.drivers = drivers;
    this.vims = vims;
  }

  /**
   * Deletes a server. What goes wrong is logged and in the trace; the server is given up then, as a
   * real NFVO does, which never sees the answer.
   *
   * @return completes when the driver has answered, or at once if that is not waited for; with what
   *     went wrong, if that is known by then
   */
  CompletionStage<Optional<String>> delete(ServerRef server) {
    CompletionStage<Optional<String>> deleted =
        call(server)
            .handle(
                (done, failure) -> {
                  core.hostnames().remove(server.hostname());
                  if (failure == null) {
                    return Optional.empty();
                  }
                  String left =
                      "server %s (%s) may be left over: %s"
                          .formatted(server.hostname(), server.extId(), Causes.text(failure));
                  log.warn("{}", left);
                  return Optional.of(left);
                });
    return core.options().awaitDeletes()
        ? deleted
        : CompletableFuture.completedFuture(Optional.empty());
  }

  private CompletionStage<Boolean> call(ServerRef server) {
    if (!vims.knows(server.vimId())) {
      return CompletableFuture.failedFuture(
          new NfvoException("there is no VIM instance with id " + server.vimId()));
    }
    return vims.onServer(
        server.vimId(), () -> drivers.delete(vims.get(server.vimId()), server.extId()));
  }
}
