package org.mano4j.benchmarks.pop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.mano4j.benchmarks.harness.Better;
import org.mano4j.benchmarks.harness.Effort;
import org.mano4j.benchmarks.harness.Load;
import org.mano4j.benchmarks.harness.Observed;
import org.mano4j.benchmarks.harness.Question;
import org.mano4j.benchmarks.harness.Sample;

/**
 * What it costs that a Pop remembers: each change that it has acknowledged was written before. The
 * same changes, in turns on a Pop that forgets, one that writes, and one that waits for the disk.
 */
final class StoreLoads {

  private static final int THREADS = 8;

  /** About what a container takes in the file. */
  private static final int RECORD_BYTES = 300;

  private static final String FORGETS = "state in memory";
  private static final String WRITTEN = "create and delete, state written, 8 threads";
  private static final String SYNCED = "create and delete, state on disk, 8 threads";
  private static final String ONE_WRITTEN = "create and delete, state written, p50";
  private static final String ONE_SYNCED = "create and delete, state on disk, p50";
  private static final String FORCE = "two appends forced to the disk, p50";

  private StoreLoads() {}

  static List<Question> questions() {
    return List.of(
        Question.reported(WRITTEN, "/s", FORGETS, Better.HIGHER),
        Question.reported(SYNCED, "/s", FORGETS, Better.HIGHER),
        Question.reported(ONE_WRITTEN, "µs", FORGETS, Better.LOWER),
        Question.reported(ONE_SYNCED, "µs", FORGETS, Better.LOWER),
        Question.alone(FORCE, "µs", Better.LOWER));
  }

  /**
   * All figures.
   *
   * @param stores the one that forgets, the one that writes, the one that waits for the disk
   * @param folder on the disk that the last two write to
   */
  static List<Sample> measure(List<Calls> stores, Path folder, Effort effort) throws Exception {
    Duration turn = Duration.ofMillis(effort.pick(50, 250, 600));
    int turns = effort.pick(1, 3, 8);
    byEight(stores, effort.pick(1, 3, 6), turn);
    List<Observed> many = byEight(stores, turns, turn);
    List<Observed> one = inTurns(stores, turns, calls -> Load.sequential(calls.ours(), turn));
    return List.of(
        Sample.of(WRITTEN, many.get(1).perSecond(), many.get(0).perSecond()),
        Sample.of(SYNCED, many.get(2).perSecond(), many.get(0).perSecond()),
        Sample.of(ONE_WRITTEN, one.get(1).p50Micros(), one.get(0).p50Micros()),
        Sample.of(ONE_SYNCED, one.get(2).p50Micros(), one.get(0).p50Micros()),
        Sample.of(FORCE, forces(folder, turn).p50Micros()));
  }

  private static List<Observed> byEight(List<Calls> stores, int turns, Duration turn)
      throws Exception {
    return inTurns(stores, turns, calls -> Load.threads(THREADS, calls.ours(), turn));
  }

  private interface Turn {
    Observed of(Calls calls) throws Exception;
  }

  private static List<Observed> inTurns(List<Calls> stores, int turns, Turn turn) throws Exception {
    Observed[] all = new Observed[stores.size()];
    for (int round = 0; round < turns; round++) {
      for (int i = 0; i < all.length; i++) {
        int store = (i + round) % all.length;
        Observed now = turn.of(stores.get(store));
        all[store] = all[store] == null ? now : all[store].plus(now);
      }
    }
    return List.of(all);
  }

  /** What the disk itself takes for what two changes have to wait for. */
  private static Observed forces(Path folder, Duration time) throws Exception {
    Path file = folder.resolve("forces");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      return Load.sequential(
          () -> {
            append(channel);
            append(channel);
            return channel;
          },
          time);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static void append(FileChannel channel) throws IOException {
    channel.write(ByteBuffer.allocate(RECORD_BYTES));
    channel.force(false);
  }
}
