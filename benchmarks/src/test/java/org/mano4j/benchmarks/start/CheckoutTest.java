package org.mano4j.benchmarks.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CheckoutTest {

  private final Checkout checkout = Checkout.find();

  @Test
  void programsAreStartedAsTheLauncherDoes() {
    Command popd = checkout.program("popd", "--config", "popd.toml");

    assertThat(popd.words().get(0)).endsWith("/bin/java");
    assertThat(popd.words())
        .contains("-Xmx256m", "-Dmano4j.launcher=" + checkout.root() + "/mano4j");
    assertThat(popd.words())
        .endsWith(
            "-cp",
            checkout.classPath(),
            "org.mano4j.samples.Mano4j",
            "popd",
            "--config",
            "popd.toml");
    assertThat(popd.environment()).containsEntry("MALLOC_ARENA_MAX", "1");
  }

  @Test
  void aBareProgramHasTheOptionsOfItsWord() {
    List<String> pop = checkout.program("pop", "images").words();
    List<String> bare = checkout.java("pop", "a.jar", BareImages.class).words();

    int classPath = bare.indexOf("-cp");
    assertThat(bare.subList(0, classPath)).hasSizeGreaterThan(5);
    assertThat(pop).startsWith(bare.subList(0, classPath).toArray(String[]::new));
    assertThat(bare.subList(classPath, bare.size()))
        .containsExactly("-cp", "a.jar", BareImages.class.getName());
  }
}
