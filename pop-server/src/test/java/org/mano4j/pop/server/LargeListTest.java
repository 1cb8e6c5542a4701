package org.mano4j.pop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mano4j.pop.server.RawPop.all;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.mano4j.pop.proto.ContainerList;
import org.mano4j.pop.proto.Filter;

/** A Pop with 100,000 containers. */
class LargeListTest {

  private static final int THREADS = 4;
  private static final int EACH = 25_000;

  @Test
  void aHundredThousandContainersAreListedInUnderASecond() throws Exception {
    InMemoryPopBackend backend =
        InMemoryPopBackend.builder().image("web:latest").network("private", "10.0.0.0/8").build();
    try (RawPop lab = new RawPop(backend)) {
      fill(lab);

      Duration best = Duration.ofDays(1);
      for (int round = 0; round < 8; round++) {
        long begin = System.nanoTime();
        ContainerList list = lab.pop.withMaxInboundMessageSize(1 << 30).containers(all());
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        assertThat(list.getListCount()).isEqualTo(THREADS * EACH);
        System.out.println(
            "LargeListTest: whole list in "
                + took.toMillis()
                + " ms, "
                + list.getSerializedSize()
                + " bytes");
        best = took.compareTo(best) < 0 ? took : best;
      }
      long begin = System.nanoTime();
      assertThat(pages(lab)).isEqualTo(THREADS * EACH);
      System.out.println(
          "LargeListTest: in pages " + (System.nanoTime() - begin) / 1_000_000 + " ms");
      assertThat(best).isLessThan(Duration.ofSeconds(1));
    }
  }

  private static int pages(RawPop lab) {
    int count = 0;
    String token = "";
    do {
      ContainerList page =
          lab.pop.containers(Filter.newBuilder().setPageSize(10_000).setPageToken(token).build());
      count += page.getListCount();
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    return count;
  }

  private static void fill(RawPop lab) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> work = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        String prefix = "t" + t + "-";
        work.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < EACH; i++) {
                    lab.create(prefix + i);
                  }
                }));
      }
      for (Future<?> each : work) {
        each.get(50, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
