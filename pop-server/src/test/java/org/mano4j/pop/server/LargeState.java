package org.mano4j.pop.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.mano4j.pop.Endpoint;
import org.mano4j.pop.Ip;
import org.mano4j.pop.Subnet;

/** A durable Pop that has many containers already, with two entries of metadata each. */
final class LargeState {

  private static final int WRITERS = 16;

  private LargeState() {}

  /** Writes the state of such a Pop, past its server. */
  static void fill(Path directory, int count) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    try (DurablePopStore store = DurablePopStore.open(directory, false, "large-state")) {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (int writer = 1; writer <= WRITERS; writer++) {
        int first = writer;
        tasks.add(
            () -> {
              for (int number = first; number <= count; number += WRITERS) {
                store.save(record(number));
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
  }

  /** The Pop, not started. */
  static PopServer server(Path directory) {
    return PopServer.builder(backend())
        .user("admin", "secret")
        .bcryptCost(PasswordHash.MIN_COST)
        .stateDirectory(directory)
        .sync(false)
        .build();
  }

  /** A platform with addresses enough. */
  static InMemoryPopBackend backend() {
    return InMemoryPopBackend.builder().offerAnyImage().network("private", "10.0.0.0/8").build();
  }

  private static ContainerRecord record(int number) {
    String address = "10." + number / 62_500 + "." + number / 250 % 250 + "." + (number % 250 + 2);
    Endpoint endpoint =
        new Endpoint(
            "net-private",
            "private",
            "",
            new Ip(address, new Subnet("10.0.0.0/8", "10.0.0.1")),
            null,
            "");
    return StateRecords.record(number, 1)
        .changed(container -> container.withEndpoints(Map.of("private", endpoint)));
  }
}
