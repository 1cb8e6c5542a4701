package org.mano4j.pop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mano4j.pop.server.RegistryLab.USER;
import static org.mano4j.pop.server.RegistryLab.get;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.Filter;
import org.mano4j.pop.FlavourBuilder;
import org.mano4j.pop.Resources;

/** What the registry tells others, and what becomes of it when a write fails. */
class ContainerRegistryTest {

  private final InMemoryPopBackend platform =
      InMemoryPopBackend.builder().image("web:latest").network("private", "10.0.0.0/8").build();
  private final FailingStore store = new FailingStore();
  private final RegistryLab lab = new RegistryLab(platform, store);

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void anEndThatCouldNotBeSavedIsSavedLater() {
    Container web = lab.running("web");
    store.full = true;
    platform.exit(web.id(), 3);
    get(lab.registry.metadata(Filter.byName("web"), Map.of()).handle((done, why) -> why));
    assertThat(lab.status("web")).isEqualTo(ContainerStatus.RUNNING);
    assertThat(lab.addresses.inUse()).isOne();

    store.full = false;

    await().atMost(Duration.ofMinutes(1)).until(() -> lab.status("web") == ContainerStatus.FAILED);
    assertThat(lab.container("web").exitCode()).isEqualTo(3);
    await().atMost(Duration.ofMinutes(1)).until(() -> lab.addresses.inUse() == 0);
  }

  @Test
  void aStopWhoseEndCouldNotBeSavedDoesNotStayStopping() {
    lab.running("web");
    try (Gate gate = platform.holdStops()) {
      lab.stop("web");
      await().atMost(Duration.ofMinutes(1)).until(() -> gate.waiting() == 1);
      store.full = true;
    }
    await().atMost(Duration.ofMinutes(1)).until(() -> platform.runningInstances().isEmpty());
    assertThat(lab.status("web")).isEqualTo(ContainerStatus.STOPPING);

    store.full = false;

    await().atMost(Duration.ofMinutes(1)).until(() -> lab.status("web") == ContainerStatus.EXITED);
    await().atMost(Duration.ofMinutes(1)).until(() -> lab.addresses.inUse() == 0);
  }

  @Test
  void anExitCodeThatComesAfterTheStopIsRemembered() {
    Container web = lab.running("web");
    lab.stop("web");
    await().atMost(Duration.ofMinutes(1)).until(() -> lab.status("web") == ContainerStatus.EXITED);

    lab.registry.exited(web.id(), 137);
    await().atMost(Duration.ofMinutes(1)).until(() -> lab.container("web").exitCode() != null);
    lab.registry.exited(web.id(), 1);
    lab.reset("web");
    lab.registry.exited(web.id(), 2);

    assertThat(lab.start("web").exitCode()).isNull();
    assertThat(lab.told).doesNotContain("web FAILED");
  }

  @Test
  void everyChangeIsToldInItsOrder() {
    lab.create("web");
    get(lab.registry.metadata(Filter.byName("web"), Map.of("A", "1")));
    get(lab.registry.metadata(Filter.byName("web"), Map.of()));
    get(lab.registry.metadata(Filter.byName("web"), Map.of("A", "1", "B", "")));
    lab.start("web");
    lab.stop("web");
    await().atMost(Duration.ofMinutes(1)).until(() -> lab.addresses.inUse() == 0);
    lab.reset("web");
    lab.start("web");
    lab.delete("web");

    assertThat(lab.told)
        .containsExactly(
            "web CREATED",
            "web CREATED",
            "web RUNNING",
            "web STOPPING",
            "web EXITED",
            "web CREATED",
            "web RUNNING",
            "web STOPPING",
            "web deleted");
  }

  @Test
  void nothingIsToldThatWasNotMadeSafe() {
    lab.create("web");
    store.full = true;

    assertThatThrownBy(() -> lab.create("db")).hasMessageContaining("disk full");
    assertThatThrownBy(() -> lab.start("web")).hasMessageContaining("disk full");
    assertThatThrownBy(() -> lab.delete("web")).hasMessageContaining("disk full");

    assertThat(lab.told).containsExactly("web CREATED");
    assertThat(platform.runningInstances()).isEmpty();
    assertThat(lab.addresses.inUse()).isOne();
    store.full = false;
    lab.create("db");
    lab.start("web");
  }

  @Test
  void aListGoesOnAfterANumber() {
    for (int i = 0; i < 10; i++) {
      lab.create("c" + i);
    }
    lab.delete("c3");

    List<String> names = new ArrayList<>();
    long last = 0;
    List<ContainerRecord> page = lab.registry.after(last, 4);
    while (!page.isEmpty()) {
      assertThat(page).hasSizeLessThanOrEqualTo(4);
      page.forEach(record -> names.add(record.container().name()));
      last = page.get(page.size() - 1).number();
      page = lab.registry.after(last, 4);
    }

    assertThat(names).containsExactly("c0", "c1", "c2", "c4", "c5", "c6", "c7", "c8", "c9");
    assertThat(lab.registry.after(0, 0)).hasSize(9);
  }

  @Test
  void whatIsUsedIsTheSumOfTheFlavoursOfWhatHasNotEnded() {
    lab.rules =
        RegistryLab.rules(
            List.of(FlavourBuilder.builder().id("f").name("f").vcpus(0.5).ram(64).build()), 10);
    lab.restart();
    for (String name : List.of("created", "running", "exited")) {
      lab.registry.create(ContainerConfig.of(name, "web").withFlavourId("f"), USER);
    }
    lab.start("running");
    platform.exit(lab.start("exited").id(), 0);
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> lab.status("exited") == ContainerStatus.EXITED);

    assertThat(lab.registry.used()).isEqualTo(new Resources(2, 1.0, 128));
  }

  @Test
  void manyContainersAreCreatedListedAndChangedWithoutLookingAtAllForEach() throws Exception {
    int count = Integer.getInteger("mano4j.containers", 20_000);
    long begun = System.nanoTime();
    List<CompletableFuture<Void>> creators = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      int first = t;
      creators.add(
          CompletableFuture.runAsync(
              () -> {
                for (int i = first; i < count; i += 4) {
                  lab.create("c" + i);
                }
              }));
    }
    CompletableFuture.allOf(creators.toArray(CompletableFuture[]::new)).get(150, TimeUnit.SECONDS);
    Duration creating = Duration.ofNanos(System.nanoTime() - begun);

    begun = cpu();
    List<Container> all = lab.registry.list(Filter.all());
    Duration listing = Duration.ofNanos(cpu() - begun);

    assertThat(all).hasSize(count);
    begun = cpu();
    for (int i = 0; i < 1000; i++) {
      lab.start("c" + i);
      lab.delete("c" + i);
    }
    Duration changing = Duration.ofNanos(cpu() - begun);
    System.out.println(
        count
            + " created in "
            + creating.toMillis()
            + " ms, listed in "
            + listing.toMillis()
            + " ms; 1000 started and deleted in "
            + changing.toMillis()
            + " ms");
    assertThat(listing).isLessThan(Duration.ofSeconds(1));
    assertThat(changing).isLessThan(Duration.ofSeconds(10));
  }

  /** Processor time, which grows with the work and not with what others do meanwhile. */
  private static long cpu() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
