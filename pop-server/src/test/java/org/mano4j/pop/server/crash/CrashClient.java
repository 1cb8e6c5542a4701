package org.mano4j.pop.server.crash;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;

/**
 * Changes some containers at random, and writes down what was acknowledged. What was under way in a
 * crash may have happened or not.
 */
final class CrashClient {

  private static final int CONTAINERS = 6;

  private final int number;
  private final Random random;
  private final List<Slot> slots = new ArrayList<>();
  private long created;
  private CountDownLatch acknowledged = new CountDownLatch(0);

  CrashClient(int number, long seed) {
    this.number = number;
    this.random = new Random(seed);
    for (int slot = 0; slot < CONTAINERS; slot++) {
      slots.add(new Slot());
    }
  }

  /**
   * Works until the server is gone.
   *
   * @param changes counted down by each one that is acknowledged
   */
  Callable<Void> work(PopClient client, CountDownLatch changes, BooleanSupplier killed) {
    return () -> {
      acknowledged = changes;
      try {
        for (Slot slot : slots) {
          slot.resolve(client);
        }
        while (true) {
          slots.get(random.nextInt(CONTAINERS)).change(client);
        }
      } catch (PopException e) {
        if (!killed.getAsBoolean() || !isGone(e)) {
          throw e;
        }
        return null;
      }
    };
  }

  /** Removes all. */
  void clear(PopClient client) {
    for (Slot slot : slots) {
      slot.resolve(client);
      if (!slot.expected.equals(Expected.NOTHING)) {
        slot.delete(client);
      }
    }
  }

  /** Takes what belongs to this client out of what the server lists, and checks it. */
  void verify(Map<String, Container> byName) {
    slots.forEach(slot -> slot.verify(byName.remove(slot.config.name())));
  }

  private static boolean isGone(PopException e) {
    return e.code() == Code.UNAVAILABLE
        || e.code() == Code.UNKNOWN // gRPC's "channel closed", if it is told so late.
        || e.code() == Code.CANCELLED
        || e.code() == Code.DEADLINE_EXCEEDED;
  }

  /** Room for one container. */
  private final class Slot {

    private ContainerConfig config = ContainerConfig.of("none-" + number, "web");
    private String id = "";
    private Expected expected = Expected.NOTHING;

    /** What has become of it if the change under way has happened. */
    private Expected perhaps = Expected.NOTHING;

    private boolean unsure;

    void change(PopClient client) {
      int dice = random.nextInt(100);
      if (expected.equals(Expected.NOTHING)) {
        create(client, newConfig());
      } else if (expected.is(ContainerStatus.CREATED)) {
        if (dice < 40) {
          metadata(client, "k" + random.nextInt(3), "v" + random.nextInt(1000));
        } else if (dice < 85) {
          start(client);
        } else {
          delete(client);
        }
      } else if (expected.is(ContainerStatus.RUNNING) && dice < 70) {
        stop(client);
      } else if (dice < 60) {
        reset(client);
      } else {
        delete(client);
      }
    }

    /** Repeats what may have happened, so that it has. */
    void resolve(PopClient client) {
      if (unsure && expected.equals(Expected.NOTHING)) {
        create(client, config);
      } else if (unsure && perhaps.equals(Expected.NOTHING)) {
        delete(client);
      }
    }

    void verify(Container container) {
      boolean asExpected = matches(expected, container);
      boolean asPerhaps = unsure && matches(perhaps, container);
      if (!asExpected && !asPerhaps) {
        throw new AssertionError(
            "client "
                + number
                + " was told "
                + expected
                + (unsure ? ", perhaps " + perhaps : "")
                + " of "
                + config.name()
                + " ("
                + id
                + "), but it is "
                + container);
      }
      boolean beingDeleted = unsure && perhaps.equals(Expected.NOTHING);
      boolean beingCreated = unsure && expected.equals(Expected.NOTHING);
      if (!beingDeleted && !beingCreated) {
        unsure = false;
        expected = container == null ? Expected.NOTHING : Expected.of(container);
      }
    }

    /** One that is being deleted may be on its way out. */
    private boolean matches(Expected what, Container container) {
      if (what.equals(Expected.NOTHING) || container == null) {
        return what.equals(Expected.NOTHING) && container == null;
      }
      boolean sameId = id.isEmpty() || id.equals(container.id());
      boolean goes = unsure && perhaps.equals(Expected.NOTHING);
      boolean leaving =
          goes
              && Set.of(ContainerStatus.STOPPING, ContainerStatus.EXITED)
                  .contains(container.status());
      return sameId && (leaving || what.matches(container));
    }

    private ContainerConfig newConfig() {
      id = "";
      String name = "c-" + number + "-" + created++;
      Map<String, String> metadata = new HashMap<>();
      metadata.put("made", name);
      if (random.nextInt(3) == 0) {
        metadata.put("exit", random.nextBoolean() ? "0" : "3");
      }
      return ContainerConfig.of(name, "web")
          .with()
          .metadata(metadata)
          .labels(Map.of("client", String.valueOf(number)))
          .idempotencyKey("key-" + name)
          .build();
    }

    private void create(PopClient client, ContainerConfig wanted) {
      config = wanted;
      begin(new Expected(Set.of(ContainerStatus.CREATED), wanted.metadata(), 1, ""));
      Container container = client.create(wanted);
      id = container.id();
      acknowledged();
      check(container);
      expected = Expected.of(container);
    }

    private void metadata(PopClient client, String key, String value) {
      Map<String, String> merged = new HashMap<>(expected.metadata());
      merged.put(key, value);
      begin(expected.with(merged));
      client.metadata(Filter.byId(id), Map.of(key, value));
      acknowledged();
    }

    private void start(PopClient client) {
      begin(expected.with(ContainerStatus.RUNNING));
      check(client.start(Filter.byId(id)), expected.with(ContainerStatus.RUNNING));
      acknowledged();
    }

    private void stop(PopClient client) {
      begin(expected.with(ContainerStatus.STOPPING));
      try {
        client.stop(Filter.byId(id));
        acknowledged();
      } catch (PopException e) {
        refused(e, expected.is(ContainerStatus.EXITED));
        see(client);
      }
    }

    private void reset(PopClient client) {
      see(client);
      if (expected.is(ContainerStatus.STOPPING) || expected.is(ContainerStatus.RUNNING)) {
        return;
      }
      begin(expected.nextLife());
      try {
        check(client.reset(Filter.byId(id)), perhaps);
        acknowledged();
      } catch (PopException e) {
        refused(e, e.reason().equals(PopReason.ADDRESS_TAKEN));
        delete(client);
      }
    }

    private void delete(PopClient client) {
      begin(Expected.NOTHING);
      try {
        client.delete(Filter.byId(id));
      } catch (PopException e) {
        if (e.code() != Code.NOT_FOUND) {
          throw e;
        }
      }
      acknowledged();
    }

    private void see(PopClient client) {
      Container container =
          client
              .container(Filter.byId(id))
              .orElseThrow(() -> new AssertionError(config.name() + " is lost"));
      check(container);
      expected = Expected.of(container);
    }

    private void begin(Expected next) {
      perhaps = next;
      unsure = true;
    }

    private void acknowledged() {
      expected = perhaps;
      unsure = false;
      acknowledged.countDown();
    }

    private void refused(PopException e, boolean mayBe) {
      if (!mayBe || isGone(e)) {
        throw e;
      }
      unsure = false;
    }

    private void check(Container container) {
      check(container, expected);
    }

    private void check(Container container, Expected what) {
      if (!what.matches(container) || !id.equals(container.id())) {
        throw new AssertionError("expected " + what + " of " + id + ", but it is " + container);
      }
    }
  }
}
