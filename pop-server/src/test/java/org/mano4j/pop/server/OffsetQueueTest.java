package org.mano4j.pop.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OffsetQueueTest {

  @Test
  void keepsNumbersUpToTheLargest() {
    OffsetQueue queue = new OffsetQueue();
    queue.add(0xFFFF_FFFFL);
    queue.add(0);

    assertThat(queue.remove()).isEqualTo(0xFFFF_FFFFL);
    assertThat(queue.remove()).isZero();
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void whatWasTakenOutOfTheMiddleComesAgainAtTheEnd() {
    OffsetQueue queue = new OffsetQueue();
    List.of(1L, 2L, 3L).forEach(queue::add);
    for (int i = 0; i < 1000; i++) {
      queue.remove(2L);
      queue.add(2L);
    }

    assertThat(List.of(queue.remove(), queue.remove(), queue.remove())).containsExactly(1L, 3L, 2L);
  }

  @Test
  void agreesWithAList() {
    long seed = Long.getLong("mano4j.seed", new Random().nextLong());
    System.out.println("OffsetQueueTest: -Dmano4j.seed=" + seed);
    Random random = new Random(seed);
    OffsetQueue queue = new OffsetQueue();
    List<Long> model = new ArrayList<>();
    for (int step = 0; step < 100_000; step++) {
      long number = random.nextInt(300);
      // Now mostly filling, now mostly emptying.
      int adding = step / 5000 % 2 == 0 ? 70 : 30;
      if (random.nextInt(100) < adding) {
        if (!model.contains(number)) {
          model.add(number);
          queue.add(number);
        }
      } else if (random.nextBoolean()) {
        if (model.remove(number)) {
          queue.remove(number);
        }
      } else if (!model.isEmpty()) {
        assertThat(queue.remove()).as("step %d", step).isEqualTo(model.remove(0));
      }
      assertThat(queue.size()).isEqualTo(model.size());
    }
  }
}
