package org.mano4j.pop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mano4j.pop.server.StateRecords.id;
import static org.mano4j.pop.server.StateRecords.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mano4j.pop.Network;
import org.mano4j.pop.Subnet;

class DurablePopStoreTest {

  @TempDir Path directory;

  @Test
  void remembersWhatItWasToldBeforeItWasClosed() {
    Network network = new Network("n", "net", true, List.of(new Subnet("10.0.0.0/8", "")), 1400);
    try (PopStore store = open()) {
      store.save(record(1, 1));
      store.save(record(2, 1));
      store.save(record(2, 2));
      store.save(record(3, 1));
      store.delete(id(3));
      store.saveNetwork(network);
      store.saveNetwork(new Network("m", "gone", false, List.of()));
      store.deleteNetwork("m");
    }
    try (PopStore store = open()) {
      assertThat(store.all()).containsExactlyInAnyOrder(record(1, 1), record(2, 2));
      assertThat(store.find(id(2))).contains(record(2, 2));
      assertThat(store.find(id(3))).isEmpty();
      assertThat(store.size()).isEqualTo(2);
      assertThat(store.networks()).containsExactly(network);
    }
  }

  @Test
  void keepsItsIdAndCountsItsOpenings() {
    String popId;
    try (PopStore store = open()) {
      popId = store.popId();
      assertThat(store.epoch()).isEqualTo(1);
    }
    try (PopStore store = open()) {
      assertThat(store.popId()).isEqualTo(popId).hasSize(36);
      assertThat(store.epoch()).isEqualTo(2);
    }
    try (PopStore store = open()) {
      assertThat(store.epoch()).isEqualTo(3);
    }
  }

  @Test
  void makesDirectoriesThatAreNotThere() {
    directory = directory.resolve("a/b");

    open().close();

    assertThat(directory.resolve(StateDirectory.FILE)).isNotEmptyFile();
  }

  @Test
  void canBeReadAfterItWasClosed() {
    PopStore store = open();
    store.save(record(1, 1));
    store.close();
    store.close();

    assertThat(store.all()).containsExactly(record(1, 1));
  }

  @Test
  void manyWritersAtOnceLoseNothing() throws Exception {
    int writers = 16;
    int changes = 100;
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    try (PopStore store = open()) {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        int number = writer;
        tasks.add(
            () -> {
              for (int version = 1; version <= changes; version++) {
                store.save(record(number, version));
                assertThat(store.find(id(number))).contains(record(number, version));
              }
              return null;
            });
      }
      for (Future<Void> done : threads.invokeAll(tasks)) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }
    try (PopStore store = open()) {
      assertThat(store.size()).isEqualTo(writers);
      assertThat(store.all()).allMatch(each -> each.equals(record(each.number(), changes)));
    }
  }

  @Test
  void anInterruptedWriterIsAnsweredAndHarmsNothing() {
    try (PopStore store = open()) {
      Thread.currentThread().interrupt();
      store.save(record(1, 1));

      assertThat(Thread.interrupted()).isTrue();
      store.save(record(2, 1));
      assertThat(store.size()).isEqualTo(2);
    }
  }

  @Test
  void theFileStaysUnderFourTimesItsLiveData() throws Exception {
    long seed = Long.getLong("mano4j.seed", System.nanoTime());
    int changes = Integer.getInteger("mano4j.store.changes", 40_000);
    System.out.println("seed " + seed);
    List<Changer> changers = new ArrayList<>();
    Set<ContainerRecord> expected = new HashSet<>();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (DurablePopStore store = DurablePopStore.open(directory, false, "test-state")) {
      for (int number = 0; number < 8; number++) {
        changers.add(new Changer(store, new Random(seed + number), number * 250));
      }
      for (int round = 0; round < changes / 8 / 500; round++) {
        for (Future<Void> done : threads.invokeAll(changers)) {
          done.get();
        }
        changers.forEach(changer -> changer.model.values().forEach(expected::add));
        assertThat(Set.copyOf(store.all())).isEqualTo(expected);
        assertFileIsShort(store);
        expected.clear();
      }
    } finally {
      threads.shutdownNow();
    }
    changers.forEach(changer -> changer.model.values().forEach(expected::add));
    try (PopStore store = open()) {
      assertThat(Set.copyOf(store.all())).isEqualTo(expected);
    }
  }

  private void assertFileIsShort(PopStore store) throws IOException {
    long live =
        store.all().stream()
            .mapToLong(each -> each.id().length() + StoredRecords.bytes(each).length)
            .sum();
    assertThat(Files.size(directory.resolve(StateDirectory.FILE)))
        .isLessThan(Math.max(4 * live, 1 << 20));
  }

  /** Saves and deletes 250 containers at random, 500 times at each call. */
  private record Changer(PopStore store, Random random, int first, Map<Long, ContainerRecord> model)
      implements Callable<Void> {

    private Changer(PopStore store, Random random, int first) {
      this(store, random, first, new HashMap<>());
    }

    @Override
    public Void call() {
      for (int change = 0; change < 500; change++) {
        long number = first + random.nextInt(250);
        if (random.nextInt(4) == 0) {
          store.delete(id(number));
          model.remove(number);
        } else {
          ContainerRecord record = record(number, random.nextInt());
          store.save(record);
          model.put(number, record);
        }
      }
      return null;
    }
  }

  private PopStore open() {
    return DurablePopStore.open(directory, true, "test-state");
  }
}
