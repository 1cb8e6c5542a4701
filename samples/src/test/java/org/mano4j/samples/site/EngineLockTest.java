package org.mano4j.samples.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineLockTest {

  @TempDir private Path folder;

  @Test
  void aSecondDemoOnAnEngineSaysThatItWaitsAndGoesOnWhenTheFirstHasEnded() throws Exception {
    List<String> told = new CopyOnWriteArrayList<>();
    CountDownLatch waiting = new CountDownLatch(1);
    EngineLock first = lock();
    EngineLock second = lock();
    first.take(told::add);

    CompletableFuture<Void> taken =
        CompletableFuture.runAsync(
            () ->
                second.take(
                    sentence -> {
                      told.add(sentence);
                      waiting.countDown();
                    }));
    assertThat(waiting.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(taken).isNotDone();
    first.close();

    taken.get(30, TimeUnit.SECONDS);
    second.close();
    assertThat(told).containsExactly("another demo is on the Docker Engine here; waiting for it");
  }

  private EngineLock lock() {
    return new EngineLock("here", folder.resolve("lock"));
  }
}
