package org.mano4j.pop.server;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs the same work sixteen times at once, and fails if one of them does. */
final class SixteenThreads {

  private SixteenThreads() {}

  static void run(Runnable work) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(16);
    try {
      List<Future<?>> threads = new ArrayList<>();
      for (int t = 0; t < 16; t++) {
        threads.add(executor.submit(work));
      }
      for (Future<?> thread : threads) {
        thread.get();
      }
    } finally {
      executor.shutdownNow();
    }
  }
}
