package org.mano4j.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which deliveries may be acknowledged together. */
class HeldDeliveriesTest {

  private final HeldDeliveries held = new HeldDeliveries(BusMetrics.NONE);
  private final AmqpDelivery[] deliveries = new AmqpDelivery[6];

  HeldDeliveriesTest() {
    for (int tag = 1; tag < deliveries.length; tag++) {
      deliveries[tag] = new AmqpDelivery(null, tag, Message.text("x"), Address.queue("q"), false);
      held.add(deliveries[tag]);
    }
  }

  private List<AmqpDelivery> of(int... tags) {
    return Arrays.stream(tags).mapToObj(tag -> deliveries[tag]).toList();
  }

  @Test
  void upToTheFirstThatIsNotFinished() {
    assertThat(held.lastOfOldest(of(1, 2, 3))).isEqualTo(3);
    assertThat(held.lastOfOldest(of(5, 2, 1))).isEqualTo(2);
    assertThat(held.lastOfOldest(of(2, 3, 4, 5))).isZero();
  }

  @Test
  void whatHasGoneBeforeDoesNotCount() {
    held.release(deliveries[1], true);
    held.release(deliveries[3], true);

    assertThat(held.lastOfOldest(of(2, 4))).isEqualTo(4);
  }

  @Test
  void noneOnceSomethingWasGivenBack() {
    deliveries[1].settle();
    deliveries[3].settle();

    held.giveBackUnfinished();

    assertThat(held.lastOfOldest(of(1, 3))).as("2 has gone back to the queue").isZero();
    assertThat(held.release(deliveries[1], true)).isTrue();
    assertThat(held.release(deliveries[2], true)).isFalse();
  }
}
