package org.mano4j.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.WireThrowable;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.OrVnfmGeneric;
import org.mano4j.catalogue.message.VnfmOrError;
import org.mano4j.catalogue.message.VnfmOrMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a service: RELEASE_RESOURCES for every VNFR at once, whatever its state, and after each
 * answer the servers of that VNFR are deleted. VNFRs without an answer in time are released all the
 * same. Everything runs on the lane of the service.
 */
final class Termination {

  private static final Logger log = LoggerFactory.getLogger(Termination.class);

  private final Core core;
  private final ManagerCalls calls;
  private final ManagerRegistry managers;
  private final ServerRemoval removal;
  private final NetworkService service;

  Termination(
      Core core,
      ManagerCalls calls,
      ManagerRegistry managers,
      ServerRemoval removal,
      NetworkService service) {
    this.core = core;
    this.calls = calls;
    this.managers = managers;
    this.removal = removal;
    this.service = service;
  }

  void begin() {
    for (Vnf vnf : service.vnfs()) {
      if (vnf.record().isEmpty()) {
        // never granted: an NFVO knows nothing of it, and what it asks from now on is refused
        released(vnf);
      } else {
        release(vnf);
      }
    }
  }

  private void release(Vnf vnf) {
    OrVnfmGeneric request =
        new OrVnfmGeneric(Action.RELEASE_RESOURCES, vnf.stored(), null, Map.of());
    CompletionStage<Optional<VnfmOrMessage>> answered =
        managers
            .queueOf(vnf.manager())
            .map(
                queue ->
                    calls.ask(
                        queue, request, service.id(), vnf.name(), core.options().releaseTimeout()))
            .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
    answered
        .whenComplete((answer, failure) -> report(vnf, answer, failure))
        .handle((answer, failure) -> answer == null ? Optional.<VnfmOrMessage>empty() : answer)
        // launches that are under way end first, or their servers would be left over
        .thenCombine(vnf.launching(), (answer, done) -> answer)
        .thenComposeAsync(answer -> delete(vnf, answer), service.lane())
        .whenCompleteAsync((done, failure) -> released(vnf), service.lane());
  }

  private void report(
      Vnf vnf, @Nullable Optional<VnfmOrMessage> answer, @Nullable Throwable failure) {
    String why = null;
    if (failure != null) {
      why = Causes.text(failure);
    } else if (answer != null && answer.orElse(null) instanceof VnfmOrError error) {
      WireThrowable exception = error.exception();
      why = exception == null ? "the VNFM answered ERROR" : exception.detailMessage();
    }
    if (why != null) {
      String message = why;
      log.warn("NSR {}: {} is released without its VNFM: {}", service.id(), vnf.name(), message);
      service.lane().execute(() -> note(vnf, message));
    }
  }

  private void note(Vnf vnf, String message) {
    service.noteRelease(
        new Failure(service.id(), vnf.name(), Action.RELEASE_RESOURCES.text(), message));
  }

  private CompletionStage<Void> delete(Vnf vnf, Optional<VnfmOrMessage> answer) {
    Map<String, ServerRef> servers = new LinkedHashMap<>(vnf.servers());
    answer
        .flatMap(VnfmOrMessage::carriedVnfr)
        .or(vnf::record)
        .ifPresent(
            vnfr ->
                vnfr.vnfcInstances()
                    .forEach(i -> servers.putIfAbsent(String.valueOf(i.id()), ServerRef.of(i))));
    List<CompletableFuture<Void>> deletions = new ArrayList<>();
    for (ServerRef server : servers.values()) {
      deletions.add(
          removal
              .delete(server)
              .thenAcceptAsync(left -> left.ifPresent(why -> note(vnf, why)), service.lane())
              .toCompletableFuture());
    }
    return CompletableFuture.allOf(deletions.toArray(CompletableFuture[]::new));
  }

  private void released(Vnf vnf) {
    service.released(vnf);
    if (service.allReleased()) {
      service.end();
    }
  }
}
