package org.mano4j.pop.server;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntSupplier;
import java.util.stream.LongStream;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopClientOptions;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopSessions;

/**
 * What many containers cost a whole Pop that is called over loopback. By hand: {@code PopSpeed
 * DIRECTORY CONTAINERS}, where the directory is not there yet.
 */
final class PopSpeed {

  private static final int CLIENTS = 8;
  private static final int LISTS = 9;

  private PopSpeed() {}

  /** How a Pop remembers. */
  enum Memory {
    IN_MEMORY,
    DURABLE,
    DURABLE_SYNC
  }

  /**
   * What was measured.
   *
   * @param createdPerSecond by eight clients at once
   * @param heapBytes of one container, after its creation
   * @param heapBytesListed of one container, once it was in a list
   * @param fileBytes of one container; 0 without a file
   * @param listed median time of a list, page by page
   * @param listedAtOnce median time of a list in one answer, as old clients get it
   * @param reopened how long the next start takes; zero if nothing is remembered
   * @param found how many containers there are then
   */
  record Report(
      double createdPerSecond,
      long heapBytes,
      long heapBytesListed,
      long fileBytes,
      Duration listed,
      Duration listedAtOnce,
      Duration reopened,
      int found) {}

  /** Prints a table of all ways to remember. */
  public static void main(String[] args) throws Exception {
    Path root = Files.createDirectories(Path.of(args[0]));
    int count = Integer.parseInt(args[1]);
    measure(Memory.DURABLE, root.resolve("warm-up"), Math.min(count, 20_000));
    System.out.printf(
        "%-12s %9s %9s %9s %9s %8s %8s %8s%n",
        "", "created", "heap", "listed", "file", "pages", "at once", "reopened");
    for (Memory memory : Memory.values()) {
      Report report = measure(memory, root.resolve(memory.name()), count);
      System.out.printf(
          "%-12s %7.0f/s %7d B %7d B %7d B %5d ms %5d ms %5d ms%n",
          memory,
          report.createdPerSecond(),
          report.heapBytes(),
          report.heapBytesListed(),
          report.fileBytes(),
          report.listed().toMillis(),
          report.listedAtOnce().toMillis(),
          report.reopened().toMillis());
    }
  }

  /** Creates containers, lists them, and starts the Pop again if it remembers. */
  static Report measure(Memory memory, Path directory, int count) throws Exception {
    double createdPerSecond;
    long empty;
    long created;
    long known;
    Duration listed;
    Duration listedAtOnce;
    try (PopServer server = server(memory, directory)) {
      server.start();
      empty = heap();
      createdPerSecond = createdPerSecond(server, count);
      created = heap();
      listed = listed(server, count);
      listedAtOnce = listedAtOnce(server, count);
      known = heap();
    }
    Path file = directory.resolve(StateDirectory.FILE);
    long bytes = Files.exists(file) ? Files.size(file) : 0;
    long begin = System.nanoTime();
    int found = found(memory, directory);
    return new Report(
        createdPerSecond,
        (created - empty) / count,
        (known - empty) / count,
        bytes / count,
        listed,
        listedAtOnce,
        since(begin),
        found);
  }

  private static PopServer server(Memory memory, Path directory) {
    PopServerBuilder builder =
        PopServer.builder(LargeState.backend())
            .user("admin", "secret")
            .bcryptCost(PasswordHash.MIN_COST)
            .sync(memory == Memory.DURABLE_SYNC);
    return memory == Memory.IN_MEMORY ? builder.build() : builder.stateDirectory(directory).build();
  }

  private static double createdPerSecond(PopServer server, int count) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    try (PopSessions sessions = PopSessions.create()) {
      PopClient client = client(server, sessions);
      client.info();
      List<Callable<Void>> tasks = new ArrayList<>();
      for (int first = 0; first < CLIENTS; first++) {
        int begin = first;
        tasks.add(
            () -> {
              for (int number = begin; number < count; number += CLIENTS) {
                client.create(ContainerConfig.of("container-" + number, "web"));
              }
              return null;
            });
      }
      long begin = System.nanoTime();
      for (Future<Void> done : threads.invokeAll(tasks)) {
        done.get();
      }
      return count * 1e9 / since(begin).toNanos();
    } finally {
      threads.shutdownNow();
    }
  }

  private static Duration listed(PopServer server, int count) {
    try (PopSessions sessions = PopSessions.create()) {
      PopClient client = client(server, sessions);
      return median(count, () -> client.containers(Filter.all()).size());
    }
  }

  private static Duration listedAtOnce(PopServer server, int count) {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("localhost", server.port())
            .usePlaintext()
            .maxInboundMessageSize(PopClientOptions.defaults().maxMessageSize())
            .build();
    try {
      OldClient client = new OldClient(channel);
      org.mano4j.pop.legacy.Filter all = org.mano4j.pop.legacy.Filter.getDefaultInstance();
      return median(count, () -> client.call(pop -> pop.containers(all)).getListCount());
    } finally {
      channel.shutdownNow();
    }
  }

  private static Duration median(int count, IntSupplier list) {
    long[] nanos =
        LongStream.range(0, LISTS)
            .map(
                round -> {
                  long begin = System.nanoTime();
                  if (list.getAsInt() != count) {
                    throw new AssertionError("containers are missing in the list");
                  }
                  return since(begin).toNanos();
                })
            .sorted()
            .toArray();
    return Duration.ofNanos(nanos[LISTS / 2]);
  }

  private static int found(Memory memory, Path directory) {
    if (memory == Memory.IN_MEMORY) {
      return 0;
    }
    try (PopServer again = server(memory, directory)) {
      again.start();
      return again.stats().containers();
    }
  }

  private static PopClient client(PopServer server, PopSessions sessions) {
    return sessions.client(server.endpoint(), new PopCredentials("admin", "secret"));
  }

  private static Duration since(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private static long heap() {
    for (int round = 0; round < 3; round++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
