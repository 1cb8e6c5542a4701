package org.mano4j.pop.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopException;

/**
 * Creates, starts and deletes containers until the Pop is killed, and writes down what was
 * acknowledged. What was under way then may have happened or not.
 */
final class KilledPopClient {

  private static final int MOST = 3;

  private final int number;
  private final Random random;

  /** What each container may be, by name. */
  private final Map<String, Set<ContainerStatus>> may = new TreeMap<>();

  /** The one that may also be gone, or not have come. */
  private String perhapsGone = "";

  private int created;
  private volatile boolean killed;

  KilledPopClient(int number, long seed) {
    this.number = number;
    this.random = new Random(seed);
  }

  /** From now on, failed calls are to be expected. */
  void popIsKilled() {
    killed = true;
  }

  /**
   * Works until the Pop is gone.
   *
   * @param changes counted down by each container that was started or deleted
   */
  Callable<Void> work(PopClient client, CountDownLatch changes) {
    killed = false;
    return () -> {
      try {
        while (!killed) {
          change(client);
          changes.countDown();
        }
      } catch (PopException e) {
        if (!killed) {
          throw e;
        }
      }
      return null;
    };
  }

  private void change(PopClient client) {
    if (may.size() < MOST || random.nextInt(3) == 0) {
      String name = "client-" + number + "-" + created++;
      expect(name, ContainerStatus.CREATED);
      perhapsGone = name;
      client.create(ContainerConfig.of(name, "mano4j-test/polite"));
      perhapsGone = "";
      expect(name, ContainerStatus.CREATED, ContainerStatus.RUNNING, ContainerStatus.FAILED);
      client.start(Filter.byName(name));
      expect(name, ContainerStatus.RUNNING);
    } else {
      List<String> names = new ArrayList<>(may.keySet());
      String name = names.get(random.nextInt(names.size()));
      may.put(name, EnumSet.allOf(ContainerStatus.class));
      perhapsGone = name;
      client.delete(Filter.byName(name));
      perhapsGone = "";
      may.remove(name);
    }
  }

  private void expect(String name, ContainerStatus first, ContainerStatus... more) {
    may.put(name, EnumSet.of(first, more));
  }

  /** Takes its own out of what the Pop lists, and checks them. */
  void verify(Map<String, Container> byName) {
    for (String name : List.copyOf(may.keySet())) {
      Container container = byName.remove(name);
      if (container == null) {
        assertThat(name).as("one that is gone").isEqualTo(perhapsGone);
        may.remove(name);
      } else {
        assertThat(container.status()).as("%s", container).isIn(may.get(name));
        if (container.status() == ContainerStatus.RUNNING) {
          expect(name, ContainerStatus.RUNNING);
        }
      }
    }
    perhapsGone = "";
  }
}
