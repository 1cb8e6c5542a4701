package org.mano4j.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.mano4j.messaging.Address;
import org.mano4j.messaging.Delivery;
import org.mano4j.messaging.Message;

class BulkheadTest {

  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private final List<String> events = new ArrayList<>();
  private boolean stopped;
  private boolean noThreads;
  private final Bulkhead bulkhead =
      new Bulkhead(
          task -> {
            if (noThreads) {
              throw new OutOfMemoryError("unable to create native thread");
            }
            if (stopped) {
              throw new RejectedExecutionException("stopped");
            }
            tasks.add(task);
          },
          4);

  private Bulkhead.Turn submit(String vim, String name) {
    return bulkhead.submit(
        vim,
        new Parkable(name),
        new Bulkhead.Work() {
          @Override
          public void run() {
            events.add("run " + name);
          }

          @Override
          public void refused(Throwable reason) {
            events.add("refused " + name);
          }
        });
  }

  private final class Parkable implements Delivery {
    private final String name;

    Parkable(String name) {
      this.name = name;
    }

    @Override
    public Message message() {
      return Message.text(new byte[0]);
    }

    @Override
    public Address address() {
      return Address.queue("q");
    }

    @Override
    public boolean redelivered() {
      return false;
    }

    @Override
    public Parking park() {
      events.add("park " + name);
      return () -> events.add("unpark " + name);
    }
  }

  @Test
  void keepsNoPlaceForWhatFoundNoThread() {
    noThreads = true;
    for (int i = 0; i < 10; i++) {
      submit("west", "lost");
    }
    noThreads = false;

    submit("east", "1");
    submit("east", "2");

    assertThat(events).containsOnly("refused lost").hasSize(10);
    assertThat(tasks).hasSize(2);
  }

  @Test
  void parksWhatHasToWaitAndBeginsItInItsOrder() {
    submit("west", "1");
    submit("west", "2");
    submit("west", "3");
    submit("west", "4");
    assertThat(tasks).hasSize(2);
    assertThat(events).containsExactly("park 3", "park 4");

    tasks.remove().run();
    assertThat(tasks).hasSize(2);
    tasks.remove().run();
    tasks.remove().run();
    tasks.remove().run();

    assertThat(events)
        .containsExactly(
            "park 3", "park 4", "run 1", "unpark 3", "run 2", "unpark 4", "run 3", "run 4");
    assertThat(tasks).isEmpty();
  }

  @Test
  void countsEachVimForItself() {
    submit("west", "1");
    submit("west", "2");
    submit("east", "3");

    assertThat(tasks).hasSize(3);
    assertThat(events).isEmpty();
  }

  @Test
  void forgetsWhatIsWithdrawn() {
    submit("west", "1");
    submit("west", "2");
    submit("west", "3").withdraw();
    submit("west", "4");

    tasks.remove().run();
    tasks.remove().run();
    tasks.remove().run();

    assertThat(events)
        .containsExactly("park 3", "unpark 3", "park 4", "run 1", "unpark 4", "run 2", "run 4");
  }

  @Test
  void parksOnlySoManyOfAVim() {
    for (int i = 0; i < 2 + Bulkhead.MAX_PARKED + 5; i++) {
      submit("west", "more");
    }

    assertThat(events).hasSize(Bulkhead.MAX_PARKED).containsOnly("park more");
  }

  @Test
  void tellsAllThatWaitWhenNothingBeginsAnyMore() {
    submit("west", "1");
    submit("west", "2");
    submit("west", "3");
    submit("west", "4");
    stopped = true;

    tasks.remove().run();
    assertThat(events).endsWith("run 1", "unpark 3", "refused 3", "unpark 4", "refused 4");
    submit("west", "5");

    stopped = false;
    submit("west", "6");
    assertThat(events).endsWith("refused 5");
    assertThat(tasks).hasSize(2);
  }

  @Test
  void leavesPlacesForOthersHoweverManyVimsDoNotAnswer() {
    for (int i = 0; i < 10; i++) {
      submit("west", "w" + i);
    }
    assertThat(tasks).hasSize(2);
    for (int i = 0; i < 10; i++) {
      submit("east", "e" + i);
    }
    assertThat(tasks).hasSize(3);

    submit("north", "n");

    assertThat(tasks).hasSize(4);
  }

  @Test
  void givesAFreePlaceToTheVimThatHasFewest() {
    submit("west", "w1");
    submit("west", "w2");
    submit("east", "e1");
    submit("north", "n1");
    submit("west", "w3");
    submit("south", "s1");
    assertThat(tasks).hasSize(4);

    tasks.remove().run();
    tasks.removeLast().run();

    assertThat(events).endsWith("run w1", "unpark s1", "run s1");
  }

  @Test
  void parksOnlySoManyInAll() {
    int vims = Bulkhead.MAX_PARKED_IN_ALL / Bulkhead.MAX_PARKED + 10;
    for (int vim = 0; vim < vims; vim++) {
      for (int i = 0; i < 2 * Bulkhead.MAX_PARKED; i++) {
        submit("vim-" + vim, "more");
      }
    }
    assertThat(events).hasSize(Bulkhead.MAX_PARKED_IN_ALL).containsOnly("park more");

    while (!tasks.isEmpty()) {
      tasks.remove().run();
    }

    assertThat(events.stream().filter("unpark more"::equals)).hasSize(Bulkhead.MAX_PARKED_IN_ALL);
    assertThat(events.stream().filter("run more"::equals)).hasSize(vims * 2 * Bulkhead.MAX_PARKED);
  }
}
