package org.mano4j.pop.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopSessions;

/**
 * What many containers cost, over gRPC on the loopback device. In full: {@code -Dmano4j.many=100000
 * -Djunit.jupiter.execution.timeout.mode=disabled}.
 */
class ManyContainersTest {

  private static final int CLIENTS = 8;

  @TempDir Path directory;

  private final int count = Integer.getInteger("mano4j.many", 2000);

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void manyAreCreatedListedAndFoundAgain(boolean sync) throws Exception {
    try (PopSessions sessions = PopSessions.create()) {
      long heap = heap();
      try (PopServer server = started(sync)) {
        PopClient client = client(server, sessions);
        long begin = System.nanoTime();
        create(client);
        double seconds = seconds(begin);
        System.out.printf(
            "sync=%s: %d containers created by %d clients, %.0f per second%n",
            sync, count, CLIENTS, count / seconds);
        System.out.printf(
            "  %d bytes of heap and %d bytes of file each%n", (heap() - heap) / count, fileBytes());
        list(client);
        assertThat(server.stats()).isEqualTo(new PopServerStats(count, count));
      }
      long begin = System.nanoTime();
      try (PopServer server = started(sync)) {
        System.out.printf(
            "  started again in %.2f s, %d bytes of file each%n", seconds(begin), fileBytes());
        list(client(server, sessions));
        assertThat(server.stats()).isEqualTo(new PopServerStats(count, count));
      }
    }
  }

  private void list(PopClient client) {
    Duration best = Duration.ofDays(1);
    for (int round = 0; round < 5; round++) {
      long begin = System.nanoTime();
      assertThat(client.containers(Filter.all())).hasSize(count);
      Duration taken = Duration.ofNanos(System.nanoTime() - begin);
      best = taken.compareTo(best) < 0 ? taken : best;
    }
    System.out.printf("  listed in %d ms%n", best.toMillis());
    assertThat(best).isLessThan(Duration.ofSeconds(1));
  }

  private void create(PopClient client) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    try {
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
      for (Future<Void> done : threads.invokeAll(tasks)) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private PopServer started(boolean sync) {
    PopServer server =
        PopServer.builder(
                InMemoryPopBackend.builder()
                    .offerAnyImage()
                    .network("private", "10.0.0.0/14")
                    .build())
            .user("admin", "secret")
            .bcryptCost(PasswordHash.MIN_COST)
            .stateDirectory(directory)
            .sync(sync)
            .build();
    server.start();
    return server;
  }

  private static PopClient client(PopServer server, PopSessions sessions) {
    return sessions.client(server.endpoint(), new PopCredentials("admin", "secret"));
  }

  private long fileBytes() throws IOException {
    return Files.size(directory.resolve(StateDirectory.FILE)) / count;
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }

  private static long heap() {
    for (int round = 0; round < 3; round++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
