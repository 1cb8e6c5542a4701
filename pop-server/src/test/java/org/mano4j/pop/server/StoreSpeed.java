package org.mano4j.pop.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Tells what a durable store costs, to be run by hand: {@code StoreSpeed DIRECTORY CONTAINERS},
 * where the directory is not there yet.
 */
final class StoreSpeed {

  private StoreSpeed() {}

  /** Writes as many containers as asked for, in four ways. */
  public static void main(String[] args) throws Exception {
    Path directory = Path.of(args[0]);
    int containers = Integer.parseInt(args[1]);
    for (boolean sync : new boolean[] {false, true}) {
      for (int writers : new int[] {1, 16}) {
        int count = sync ? Math.min(containers, writers * 2000) : containers;
        run(directory.resolve("sync-" + sync + "-" + writers), sync, writers, count);
      }
    }
  }

  private static void run(Path directory, boolean sync, int writers, int count) throws Exception {
    long heap = heap();
    DurablePopStore store = DurablePopStore.open(directory, sync, "speed-state");
    long begin = System.nanoTime();
    create(store, writers, count);
    double seconds = (System.nanoTime() - begin) / 1e9;
    System.out.printf(
        "sync=%s writers=%d: %d containers, %.0f per second; %d bytes of heap each%n",
        sync, writers, count, count / seconds, (heap() - heap) / count);
    long written = Files.size(directory.resolve(StateDirectory.FILE));
    store.close();
    begin = System.nanoTime();
    DurablePopStore.open(directory, sync, "speed-state").close();
    System.out.printf(
        "  file: %d bytes each, %d after it was opened again in %d ms%n",
        written / count,
        Files.size(directory.resolve(StateDirectory.FILE)) / count,
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
    if (store.size() != count) {
      throw new IOException("the store has " + store.size() + " containers");
    }
  }

  private static void create(DurablePopStore store, int writers, int count) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    try {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        int first = writer;
        tasks.add(
            () -> {
              for (int number = first; number < count; number += writers) {
                store.save(StateRecords.record(number, 1));
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

  private static long heap() {
    for (int round = 0; round < 3; round++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
