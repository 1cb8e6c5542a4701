package org.mano4j.pop.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a state file still has when its process ends in the middle of a write. */
class StateFileTest {

  private static final int COMMITS = 150;

  @TempDir Path directory;

  private final BrokenFiles files = new BrokenFiles();
  private final TreeMap<String, String> model = new TreeMap<>();

  /** By number of commits, from the first. */
  private final List<TreeMap<String, String>> states = new ArrayList<>();

  /** By number of commits, how many writes there were when it had returned. */
  private final List<Integer> writesAfter = new ArrayList<>();

  @Test
  void hasEveryCommitThatHadReturnedWhereverItsWritingEnds() throws Exception {
    long seed = Long.getLong("mano4j.seed", 23);
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    change(random);
    Path crashed = directory.resolve("crashed.mv");
    List<BrokenFiles.Write> writes = files.writes();
    byte[] content = new byte[0];
    int commit = 0;
    for (int write = 0; write < writes.size(); write++) {
      if (commit + 1 < states.size() && writesAfter.get(commit + 1) <= write) {
        commit++;
      }
      BrokenFiles.Write next = writes.get(write);
      if (write >= writesAfter.get(0)) {
        for (int bytes : cuts(random, next.bytes().length)) {
          Files.write(crashed, after(content, next, bytes));
          assertState(crashed, commit, "write " + write + " cut after " + bytes);
        }
      }
      content = after(content, next, next.bytes().length);
    }
    assertThat(commit).isEqualTo(COMMITS - 1);
    Files.write(crashed, content);
    assertThat(rows(crashed)).isEqualTo(states.get(COMMITS));
  }

  private void change(Random random) {
    StateImage image = StateImage.begin(1, "pop").opened(1);
    StateFile file = StateFile.create(files.fileName(directory.resolve("state.mv")), image);
    remember();
    for (int commit = 1; commit <= COMMITS; commit++) {
      for (int change = 0; change <= random.nextInt(3); change++) {
        String key = "key-" + random.nextInt(40);
        if (random.nextInt(3) == 0) {
          file.remove(StateTable.CONTAINERS, key);
          model.remove(key);
        } else {
          byte[] value = new byte[random.nextInt(1000)];
          random.nextBytes(value);
          file.put(StateTable.CONTAINERS, key, value);
          model.put(key, Arrays.toString(value));
        }
      }
      file.commit(1 + commit);
      remember();
    }
    file.close();
  }

  private void remember() {
    states.add(new TreeMap<>(model));
    writesAfter.add(files.writes().size());
  }

  private void assertState(Path file, int commit, String where) throws Exception {
    assertThat(rows(file)).as(where).isIn(states.get(commit), states.get(commit + 1));
  }

  private static TreeMap<String, String> rows(Path file) throws StateException {
    TreeMap<String, String> rows = new TreeMap<>();
    StateFile.read(file.toString(), StateFormat.CURRENT)
        .containers()
        .forEach((key, value) -> rows.put(key, Arrays.toString(value)));
    return rows;
  }

  private static int[] cuts(Random random, int length) {
    return new int[] {0, 1, random.nextInt(length), length - 1};
  }

  private static byte[] after(byte[] content, BrokenFiles.Write write, int bytes)
      throws IOException {
    int end = Math.toIntExact(write.position()) + bytes;
    byte[] next = Arrays.copyOf(content, Math.max(content.length, end));
    System.arraycopy(write.bytes(), 0, next, Math.toIntExact(write.position()), bytes);
    return next;
  }
}
