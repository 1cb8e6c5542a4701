package org.mano4j.pop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PopPagesTest extends AtRenewedPop {

  @Override
  PopClientOptions options() {
    return PopClientOptions.defaults().withPageSize(100);
  }

  @Test
  void aListComesPageByPageInTheOrderOfThePop() {
    pop.present = RenewedPop.containers(250);

    assertThat(client.containers(Filter.all()))
        .extracting(Container::id)
        .containsExactlyElementsOf(IntStream.range(0, 250).mapToObj(i -> "id-" + i).toList());
    assertThat(pop.asked).extracting(f -> f.getPageSize()).containsExactly(100, 100, 100);
    assertThat(pop.asked).extracting(f -> f.getPageToken()).containsExactly("", "100", "200");
  }

  @Test
  void aListOfAFullPageIsOneCall() {
    pop.present = RenewedPop.containers(100);

    assertThat(client.containers(Filter.all())).hasSize(100);
    assertThat(pop.asked).hasSize(1);
  }

  @Test
  void oneContainerIsOneEntryOfOneCall() {
    pop.present = RenewedPop.containers(250);

    assertThat(client.container(Filter.all())).map(Container::id).contains("id-0");
    assertThat(pop.asked).hasSize(1);
    assertThat(pop.asked.get(0).getPageSize()).isEqualTo(1);
  }

  @Test
  void whoLooksForOneAsksForNoPages() {
    client.containers(Filter.byId("x"));

    assertThat(pop.asked.get(0).getPageSize()).isZero();
  }

  @Test
  void aPageThatFailsIsFetchedAgain() {
    pop.present = RenewedPop.containers(250);
    pop.refusals.add(Status.OK);
    pop.refusals.add(Status.UNAVAILABLE);

    assertThat(client.containers(Filter.all())).hasSize(250).doesNotHaveDuplicates();
    assertThat(pop.asked)
        .extracting(f -> f.getPageToken())
        .containsExactly("", "100", "100", "200");
  }

  @Test
  void aPopThatRepeatsAPageForEverIsLeft() {
    pop.present = RenewedPop.containers(10);
    pop.repeatsPages = true;

    assertThatThrownBy(() -> client.containers(Filter.all()))
        .isInstanceOf(PopException.class)
        .hasMessageContaining("repeats a page");
  }

  @Test
  @Timeout(150)
  void manyPagesDoNotPileUpOnTheStack() {
    pop.present = RenewedPop.containers(3000);
    try (PopSessions small = PopSessions.create(PopClientOptions.defaults().withPageSize(1))) {
      PopClient slow = small.client(pop.endpoint(), ADMIN).withDeadline(Duration.ofMinutes(2));

      assertThat(slow.containers(Filter.all())).hasSize(3000);
    }
  }
}
