package org.mano4j.pop.nfv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.descriptor.DeploymentFlavour;
import org.mano4j.catalogue.descriptor.DeploymentFlavourBuilder;
import org.mano4j.plugin.VimDriverException;

/** Flavours are the operator's. */
class PopFlavoursTest {

  private final DriverBench bench = new DriverBench();

  @AfterEach
  void close() {
    bench.close();
  }

  private static DeploymentFlavour flavour(String key, Integer ram) {
    return DeploymentFlavourBuilder.builder().flavourKey(key).ram(ram).build();
  }

  @Test
  void oneThatIsThereIsGiven() {
    assertThat(bench.driver.addFlavor(bench.vim, flavour("small", 256)).extId()).isEqualTo("f-1");
    assertThat(bench.driver.updateFlavor(bench.vim, flavour("small", null)).vcpus()).isEqualTo(1);
  }

  @Test
  void anotherIsRefusedWithThoseThatThereAre() {
    assertThatExceptionOfType(VimDriverException.class)
        .isThrownBy(() -> bench.driver.addFlavor(bench.vim, flavour("huge", 256)))
        .withMessageContainingAll("site-1", "'huge'", "small", "its operator");
  }

  @Test
  void oneOfAnotherSizeIsRefused() {
    assertThatExceptionOfType(VimDriverException.class)
        .isThrownBy(() -> bench.driver.addFlavor(bench.vim, flavour("small", 512)))
        .withMessageContainingAll("'small'", "256 MiB", "512 MiB", "is not changed");
  }

  @Test
  void oneThatIsThereIsNotDeletedAndOneThatIsNotIsDeletedAlready() {
    assertThatExceptionOfType(VimDriverException.class)
        .isThrownBy(() -> bench.driver.deleteFlavor(bench.vim, "f-1"))
        .withMessageContainingAll("'f-1'", "its operator");
    assertThat(bench.driver.deleteFlavor(bench.vim, "huge")).isTrue();
  }

  @Test
  void whatIsLeftOfThePopIsTheQuota() {
    bench.driver.launchInstanceAndWait(
        bench.vim, PopVimDriverTest.request("web-1", "private").withFlavour("small"));

    assertThat(bench.driver.getQuota(bench.vim).instances()).isEqualTo(9);
    assertThat(bench.driver.getQuota(bench.vim).cores()).isEqualTo(3);
    assertThat(bench.driver.getQuota(bench.vim).ram()).isEqualTo(2048 - 256);
  }
}
