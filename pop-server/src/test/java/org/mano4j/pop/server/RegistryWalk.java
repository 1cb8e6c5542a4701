package org.mano4j.pop.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopException;

/** A registry, its platform, and a model of both, that go the same random steps. */
final class RegistryWalk {

  private static final List<String> NAMES = List.of("a", "b", "c", "d", "e", "f");

  private enum Step {
    CREATE,
    CREATE_WITH_ADDRESS,
    METADATA,
    START,
    START_FAILS,
    START_TOO_LATE,
    START_UNHEARD,
    NOTE,
    STOP,
    STOP_ENDS,
    STOP_FAILS,
    EXIT,
    LATE_EXIT,
    DELETE,
    RESET,
    RESTART,
  }

  private static final Set<Step> ASKED =
      EnumSet.of(
          Step.CREATE, Step.CREATE_WITH_ADDRESS, Step.METADATA, Step.START, Step.STOP, Step.RESET);

  private final Random random;
  private final Map<String, WalkedContainer> model = new LinkedHashMap<>();
  private final Set<Step> happened = EnumSet.noneOf(Step.class);
  private final Deque<String> log = new ArrayDeque<>();
  private final InMemoryPopBackend platform =
      InMemoryPopBackend.builder().image("web:latest").network("private", "10.0.0.0/29").build();
  private final FailingStore store = new FailingStore();
  private final HeldStops stops = new HeldStops();
  private InFlight work = new InFlight();
  private volatile String lastStopped = "";
  private Patience unheard = Patience.ENDLESS;
  private AddressManager addresses = new AddressManager();
  private NetworkCatalog networks;
  private ContainerRegistry registry = registry();

  RegistryWalk(Random random) {
    this.random = random;
  }

  String lastSteps() {
    return String.join(", ", log);
  }

  boolean everyStepHappened() {
    return happened.containsAll(EnumSet.allOf(Step.class));
  }

  void step() {
    Step step = Step.values()[random.nextInt(Step.values().length)];
    if (step == Step.RESTART && random.nextInt(4) > 0) {
      return;
    }
    String name = NAMES.get(random.nextInt(NAMES.size()));
    // A disk that is full now and then, for what callers ask.
    boolean full = random.nextInt(12) == 0 && ASKED.contains(step);
    log.add(step + " " + name + (full ? " (full)" : ""));
    if (log.size() > 12) {
      log.remove();
    }
    WalkedContainer is = model.get(name);
    store.full = full;
    boolean done;
    switch (step) {
      case CREATE -> done = create(name, is, "", full);
      case CREATE_WITH_ADDRESS ->
          done = create(name, is, "10.0.0." + (2 + random.nextInt(5)), full);
      case METADATA -> done = metadata(name, is, full);
      case START -> done = start(name, is, false, full, Patience.ENDLESS);
      case START_FAILS -> done = !full && start(name, is, true, false, Patience.ENDLESS);
      case START_TOO_LATE -> done = startTooLate(name, is);
      case START_UNHEARD -> done = startUnheard(name, is);
      case NOTE -> done = note(is);
      case STOP -> done = stop(name, is, full);
      case STOP_ENDS -> done = stopEnds(false);
      case STOP_FAILS -> done = stopEnds(true);
      case EXIT -> done = exit(is);
      case LATE_EXIT -> done = lateExit(is);
      case DELETE -> done = delete(name, is);
      case RESET -> done = reset(name, is, full);
      case RESTART -> done = restart();
      default -> throw new AssertionError(step);
    }
    store.full = false;
    if (done) {
      happened.add(step);
    }
  }

  void check() {
    List<String> expected = new ArrayList<>();
    model.forEach((name, is) -> expected.add(is.text(name)));
    assertThat(registry.list(Filter.all()).stream().map(WalkedContainer::text))
        .containsExactlyElementsOf(expected);
    assertThat(addresses.inUse())
        .isEqualTo(model.values().stream().filter(WalkedContainer::holds).count());
    Set<String> instances = new HashSet<>();
    model.values().stream().filter(m -> m.instance).forEach(m -> instances.add(m.instanceId()));
    assertThat(platform.runningInstances())
        .extracting(InstanceSpec::id)
        .containsExactlyInAnyOrderElementsOf(instances);
    Set<String> kept = new HashSet<>();
    model.values().stream().filter(m -> m.kept).forEach(m -> kept.add(m.instanceId()));
    assertThat(platform.instances())
        .filteredOn(InstanceState::kept)
        .extracting(InstanceState::id)
        .containsExactlyInAnyOrderElementsOf(kept);
  }

  /** Everything can be deleted in the end, and nothing is left. */
  void end() {
    List<CompletableFuture<Void>> deletions = new ArrayList<>();
    for (String name : model.keySet()) {
      deletions.add(registry.delete(Filter.byName(name), Duration.ZERO));
    }
    while (stops.finishOne()) {
      // one after the other
    }
    assertThat(deletions).allSatisfy(d -> assertThat(d).isCompleted());
    assertThat(store.size()).isZero();
    assertThat(addresses.inUse()).isZero();
    assertThat(platform.instances()).isEmpty();
    assertThat(work.awaitIdle(Duration.ZERO)).isZero();
  }

  private boolean create(String name, @Nullable WalkedContainer is, String address, boolean full) {
    Set<String> held = new HashSet<>();
    model.values().stream().filter(WalkedContainer::holds).forEach(m -> held.add(m.address));
    ContainerConfig config = ContainerConfig.of(name, "web");
    ContainerConfig wanted = address.isEmpty() ? config : config.withAddress("private", address);
    String refusal =
        is != null
            ? "ALREADY_EXISTS"
            : held.contains(address)
                ? "ALREADY_EXISTS"
                : address.isEmpty() && held.size() == 5 ? "RESOURCE_EXHAUSTED" : full ? "full" : "";
    Container[] made = new Container[1];
    expect(refusal, () -> made[0] = registry.create(wanted, "admin"));
    if (!refusal.isEmpty()) {
      return false;
    }
    WalkedContainer created = new WalkedContainer();
    created.id = made[0].id();
    created.address = made[0].endpoints().get("private").address();
    assertThat(held).doesNotContain(created.address);
    if (!address.isEmpty()) {
      assertThat(created.address).isEqualTo(address);
    }
    model.put(name, created);
    return true;
  }

  private boolean metadata(String name, @Nullable WalkedContainer is, boolean full) {
    String key = random.nextBoolean() ? "K" : "L";
    String value = List.of("", "1", "2").get(random.nextInt(3));
    boolean changes = is != null && !value.equals(is.metadata.getOrDefault(key, ""));
    String refusal =
        is == null
            ? "NOT_FOUND"
            : !is.status.equals("CREATED") ? "ALREADY_EXISTS" : full && changes ? "full" : "";
    expect(refusal, () -> join(registry.metadata(Filter.byName(name), Map.of(key, value))));
    if (!refusal.isEmpty() || is == null) {
      return false;
    }
    if (value.isEmpty()) {
      is.metadata.remove(key);
    } else {
      is.metadata.put(key, value);
    }
    return true;
  }

  /** The caller has given up before the container's turn has come. */
  private boolean startTooLate(String name, @Nullable WalkedContainer is) {
    Patience gone = new Patience();
    gone.giveUp();
    expect(
        is == null ? "NOT_FOUND" : "CANCELLED",
        () -> join(registry.start(Filter.byName(name), gone)));
    return is != null;
  }

  /** The caller gives up when the platform has just answered. */
  private boolean startUnheard(String name, @Nullable WalkedContainer is) {
    Patience going = new Patience();
    unheard = going;
    boolean done = start(name, is, false, false, going);
    unheard = Patience.ENDLESS;
    return done;
  }

  private boolean note(@Nullable WalkedContainer is) {
    if (is == null || !is.instance) {
      return false;
    }
    String note = random.nextBoolean() ? "it is paused" : "";
    platform.note(is.instanceId(), note);
    is.note = is.status.equals("RUNNING") ? note : is.note;
    return is.status.equals("RUNNING");
  }

  private boolean start(
      String name, @Nullable WalkedContainer is, boolean fails, boolean full, Patience caller) {
    boolean can = is != null && is.status.equals("CREATED");
    if (fails && can) {
      platform.failNextStart("on purpose");
    }
    String refusal =
        is == null
            ? "NOT_FOUND"
            : switch (is.status) {
              case "CREATED" -> fails ? "UNKNOWN" : full ? "full" : "";
              case "RUNNING", "EXITED" -> "ALREADY_EXISTS";
              default -> "FAILED_PRECONDITION";
            };
    expect(refusal, () -> join(registry.start(Filter.byName(name), caller)));
    if (is == null || !can) {
      return false;
    }
    if (fails) {
      is.status = "FAILED";
    } else if (!full) {
      is.status = "RUNNING";
      is.instance = true;
      is.note = "";
    }
    return true;
  }

  private boolean stop(String name, @Nullable WalkedContainer is, boolean full) {
    String refusal =
        is == null
            ? "NOT_FOUND"
            : !is.status.equals("RUNNING") ? "FAILED_PRECONDITION" : full ? "full" : "";
    expect(refusal, () -> join(registry.stop(Filter.byName(name), Duration.ZERO)));
    if (!refusal.isEmpty() || is == null) {
      return false;
    }
    is.status = "STOPPING";
    return true;
  }

  /** The platform is done with the stop that it has longest. */
  private boolean stopEnds(boolean fails) {
    if (stops.held.isEmpty()) {
      return false;
    }
    if (fails) {
      platform.failNextStop("on purpose");
    }
    stops.finishOne();
    String instanceId = lastStopped;
    model
        .values()
        .removeIf(
            is -> {
              if (!is.instanceId().equals(instanceId) || !is.instance) {
                return false;
              }
              if (fails) {
                is.status = "FAILED";
                is.deleting = false;
                return false;
              }
              is.instance = false;
              is.kept = true;
              is.status = is.status.equals("FAILED") ? "FAILED" : "EXITED";
              return is.deleting;
            });
    return true;
  }

  private boolean exit(@Nullable WalkedContainer is) {
    if (is == null || !is.instance) {
      return false;
    }
    int code = random.nextInt(2);
    platform.exit(is.instanceId(), code);
    endedWith(is, code);
    return true;
  }

  private void endedWith(WalkedContainer is, int code) {
    is.instance = false;
    is.kept = true;
    is.exitCode = code;
    is.status =
        switch (is.status) {
          case "RUNNING" -> code == 0 ? "EXITED" : "FAILED";
          case "STOPPING" -> "EXITED";
          default -> is.status;
        };
    model.values().removeIf(m -> m == is && m.deleting);
  }

  /** Of an instance that is gone: in an earlier life, or in this one. */
  private boolean lateExit(@Nullable WalkedContainer is) {
    if (is == null || is.life == 1 && is.instance) {
      return false;
    }
    registry.exited(is.instance ? is.id : is.instanceId(), 1);
    if (is.status.equals("EXITED") && is.exitCode == null) {
      is.exitCode = 1;
    }
    return true;
  }

  private boolean delete(String name, @Nullable WalkedContainer is) {
    AtomicReference<CompletableFuture<Void>> deletion = new AtomicReference<>();
    expect(
        is == null ? "NOT_FOUND" : "",
        () -> deletion.set(registry.delete(Filter.byName(name), Duration.ZERO)));
    if (is == null) {
      return false;
    }
    assertThat(deletion.get().isDone()).isEqualTo(!is.instance);
    if (is.instance) {
      is.deleting = true;
      is.status = is.status.equals("RUNNING") ? "STOPPING" : is.status;
    } else {
      model.remove(name);
    }
    return true;
  }

  private boolean reset(String name, @Nullable WalkedContainer is, boolean full) {
    boolean over = is != null && List.of("EXITED", "FAILED").contains(is.status) && !is.instance;
    boolean taken =
        over && model.values().stream().anyMatch(m -> m.holds() && m.address.equals(is.address));
    expect(
        is == null
            ? "NOT_FOUND"
            : !over ? "FAILED_PRECONDITION" : taken ? "ALREADY_EXISTS" : full ? "full" : "",
        () -> join(registry.reset(Filter.byName(name))));
    if (!over || taken || full) {
      return false;
    }
    is.status = "CREATED";
    is.life++;
    is.exitCode = null;
    is.kept = false;
    return true;
  }

  /** A crash. What was asked of the platform and not done is lost; some end meanwhile. */
  private boolean restart() {
    stops.held.clear();
    for (WalkedContainer is : List.copyOf(model.values())) {
      if (is.instance && random.nextInt(3) == 0) {
        platform.stop(is.instanceId(), Duration.ZERO);
        is.instance = false;
        is.kept = true;
        is.status =
            switch (is.status) {
              case "RUNNING" -> "FAILED";
              case "STOPPING" -> "EXITED";
              default -> is.status;
            };
        model.values().removeIf(m -> m == is && m.deleting);
      }
    }
    addresses = new AddressManager();
    work = new InFlight();
    registry = registry();
    registry.restore();
    networks.refresh();
    registry.reconcile();
    return true;
  }

  private ContainerRegistry registry() {
    Platform asked =
        new Platform(
            new ForwardingBackend(platform) {
              @Override
              public StartedInstance start(InstanceSpec spec) {
                StartedInstance started = super.start(spec);
                if (unheard != Patience.ENDLESS) {
                  unheard.giveUp();
                }
                return started;
              }

              @Override
              public void stop(String instanceId, Duration grace) {
                lastStopped = instanceId;
                super.stop(instanceId, grace);
              }
            });
    networks = new NetworkCatalog(asked, store, addresses);
    ContainerRegistry made =
        new ContainerRegistry(
            asked,
            store,
            addresses,
            networks,
            ContainerChanges.UNHEARD,
            Clock.systemUTC(),
            stops,
            work,
            RegistryLab.rules(List.of(), Integer.MAX_VALUE));
    platform.open(store.popId(), made);
    networks.open();
    return made;
  }

  private static void join(CompletableFuture<?> future) {
    assertThat(future).isDone();
    future.join();
  }

  /** The code of the refusal; {@code full} for the disk, empty for none. */
  private static void expect(String refusal, Supplier<?> call) {
    String got = "";
    try {
      call.get();
    } catch (RuntimeException e) {
      Throwable cause = e instanceof CompletionException ? e.getCause() : e;
      got = cause instanceof PopException refused ? refused.code().name() : "full";
    }
    assertThat(got).isEqualTo(refusal);
  }

  private static void expect(String refusal, Runnable call) {
    expect(
        refusal,
        () -> {
          call.run();
          return null;
        });
  }
}
