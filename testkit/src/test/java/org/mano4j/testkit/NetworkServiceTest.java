package org.mano4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.descriptor.NetworkServiceDescriptor;
import org.mano4j.catalogue.record.NetworkServiceRecordBuilder;
import org.mano4j.catalogue.record.Status;

class NetworkServiceTest {

  private final NetworkService service = service();

  private static NetworkService service() {
    NetworkServiceDescriptor nsd =
        CatalogueJson.read(Nsds.nsd().vnf("srv", 1, 1).json(), NetworkServiceDescriptor.class);
    return new NetworkService(
        nsd,
        nsd,
        LaunchOptions.defaults(),
        NetworkServiceRecordBuilder.builder().id("nsr-1").build(),
        new DependencyBook(nsd, new Identities(() -> "id")),
        Runnable::run);
  }

  @Test
  void tellsWhoBeganToWaitDuringAnOperationThatCameToNothing() {
    service.neverGranted(service.require("srv"), Status.ERROR);
    Operation<Boolean> refused = Operation.of("scale-out", Runnable::run);
    service.work().begin(refused);
    CompletableFuture<Status> rest = service.whenStatus(Status.ERROR);
    assertThat(rest).isNotDone();

    service.work().cancel(refused);

    assertThat(rest).isCompletedWithValue(Status.ERROR);
  }

  @Test
  void tellsWhoWaitsForActiveOfAFailureOnlyWhenTheOperationHasEnded() {
    Operation<Boolean> launch = Operation.of("launch", Runnable::run);
    service.work().begin(launch);
    CompletableFuture<Status> active = service.whenStatus(Status.ACTIVE);
    service.neverGranted(service.require("srv"), Status.ERROR);
    assertThat(active).isNotDone();

    service.failed(new Failure("nsr-1", "srv", "INSTANTIATE", "no such disk"));

    assertThat(active).isCompletedExceptionally();
    assertThat(service.work().isBusy()).isFalse();
  }

  @Test
  void keepsTheTerminationWhenAnotherOperationIsTakenBack() {
    Operation<Boolean> refused = Operation.of("scale-out", Runnable::run);
    Operation<Boolean> end = Operation.of("termination", Runnable::run);
    service.work().begin(refused);
    service.work().terminate(end);

    service.work().cancel(refused);

    assertThat(service.work().isBusyWith(end)).isTrue();
  }
}
