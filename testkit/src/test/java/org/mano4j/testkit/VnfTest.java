package org.mano4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.descriptor.NetworkServiceDescriptor;
import org.mano4j.catalogue.descriptor.VirtualNetworkFunctionDescriptor;

class VnfTest {

  private static final VirtualNetworkFunctionDescriptor VNFD =
      CatalogueJson.read(Nsds.nsd().vnf("srv", 2, 2).json(), NetworkServiceDescriptor.class)
          .vnfd()
          .get(0);

  private final Vnf vnf = new Vnf(VNFD);

  @Test
  void keepsOnlyWhatNamesItWhenItIsGone() {
    vnf.gone();

    assertThat(vnf.descriptor().vdu()).isEmpty();
    assertThat(vnf.name()).isEqualTo("srv");
    assertThat(vnf.manager()).isEqualTo("dummy");
  }

  @Test
  void doesNotKeepWhatLaunchesBring() {
    CompletableFuture<List<String>> launches = new CompletableFuture<>();
    vnf.launching(launches);
    assertThat(vnf.launching().toCompletableFuture()).isNotDone();

    launches.complete(List.of("a whole record"));

    assertThat(vnf.launching().toCompletableFuture().join()).isEqualTo(true);
  }

  @Test
  void launchesThatFailHaveEndedToo() {
    vnf.launching(CompletableFuture.failedFuture(new IllegalStateException("no room")));

    assertThat(vnf.launching().toCompletableFuture().join()).isEqualTo(true);
  }
}
