package org.mano4j.pop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mano4j.pop.server.RawPop.all;
import static org.mano4j.pop.server.RawPop.name;
import static org.mano4j.pop.server.RawPop.refused;

import io.grpc.Context;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mano4j.pop.proto.Container;
import org.mano4j.pop.proto.ContainerEvent;
import org.mano4j.pop.proto.ContainerEvent.Type;
import org.mano4j.pop.proto.WatchRequest;

/** What Watch tells. */
class WatchCallsTest {

  private final Context.CancellableContext caller = Context.current().withCancellation();
  private RawPop lab = lab(1000);

  @AfterEach
  void close() {
    caller.cancel(null);
    lab.close();
  }

  @Test
  void beginsWithABookmarkAtOnceAndTellsEveryChange() {
    lab.create("before");
    Iterator<ContainerEvent> events = watch(WatchRequest.getDefaultInstance());
    ContainerEvent first = events.next();
    assertThat(first.getType()).isEqualTo(Type.BOOKMARK);
    assertThat(first.hasContainer()).isFalse();

    Container created = lab.create("web");
    Container running = lab.pop.start(name("web"));
    lab.pop.delete(name("web"));

    ContainerEvent creation = change(events);
    assertThat(creation.getSequence()).isEqualTo(first.getSequence() + 1);
    assertThat(creation.getType()).isEqualTo(Type.CHANGED);
    assertThat(creation.getContainer()).isEqualTo(created);
    assertThat(change(events).getContainer()).isEqualTo(running);
    ContainerEvent last = change(events);
    while (last.getType() != Type.DELETED) {
      last = change(events);
    }
    assertThat(last.getContainer().getId()).isEqualTo(created.getId());
  }

  @Test
  void resumesAfterASequenceNumber() {
    long start = watch(WatchRequest.getDefaultInstance()).next().getSequence();
    for (int i = 0; i < 5; i++) {
      lab.create("c" + i);
    }

    Iterator<ContainerEvent> events = watch(after(start + 2));

    assertThat(events.next()).isEqualTo(ContainerEvent.newBuilder().setSequence(start + 2).build());
    assertThat(List.of(change(events), change(events), change(events)))
        .extracting(e -> e.getContainer().getNames(0))
        .containsExactly("c2", "c3", "c4");
  }

  @Test
  void eventsThatAreForgottenOrNotYetThereAreOutOfRange() {
    lab.close();
    lab = lab(3);
    long start = watch(WatchRequest.getDefaultInstance()).next().getSequence();
    for (int i = 0; i < 4; i++) {
      lab.create("c" + i);
    }

    for (long number : List.of(start, start + 5, -1L, Long.MAX_VALUE, 0L)) {
      refused(
          Status.Code.OUT_OF_RANGE, "events after " + number, () -> watch(after(number)).next());
    }
    assertThat(watch(after(start + 1)).next().getSequence()).isEqualTo(start + 1);
    assertThat(watch(after(start + 4)).next().getSequence()).isEqualTo(start + 4);
  }

  @Test
  void aQuietWatchIsToldWhereItIs() {
    lab.close();
    lab = lab(10, Duration.ofMillis(20));
    Iterator<ContainerEvent> events = watch(WatchRequest.getDefaultInstance());
    long start = events.next().getSequence();
    lab.create("web");
    change(events);

    assertThat(events.next()).isEqualTo(ContainerEvent.newBuilder().setSequence(start + 1).build());
    assertThat(events.next().getSequence()).isEqualTo(start + 1);
  }

  @Test
  void aWatchThatTakesNothingFallsOutInsteadOfBeingKept() {
    lab.close();
    lab = lab(20);
    Iterator<ContainerEvent> slow = watch(WatchRequest.getDefaultInstance());
    slow.next();
    String large = "x".repeat(50_000);
    for (int i = 0; i < 200; i++) {
      lab.pop.create(
          RawPop.config("c" + i)
              .setMd(org.mano4j.pop.proto.Metadata.newBuilder().putEntries("k", large))
              .build());
      lab.pop.delete(name("c" + i));
    }

    refused(
        Status.Code.OUT_OF_RANGE,
        "events after",
        () -> {
          for (int i = 0; i < 1000; i++) {
            slow.next();
          }
        });
  }

  @Test
  void watchesEndWhenThePopCloses() {
    Iterator<ContainerEvent> events = watch(WatchRequest.getDefaultInstance());
    events.next();

    lab.server.close();

    refused(Status.Code.UNAVAILABLE, "this Pop is shutting down", events::next);
  }

  @Test
  void hundredsOfWatchesTakeOneThread() {
    List<Iterator<ContainerEvent>> watches = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      watches.add(watch(WatchRequest.getDefaultInstance()));
    }
    watches.forEach(Iterator::next);
    await()
        .untilAsserted(
            () ->
                assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> thread.getName().startsWith("lab-events"))
                    .hasSize(1));

    Container created = lab.create("web");

    assertThat(watches).allSatisfy(w -> assertThat(change(w).getContainer()).isEqualTo(created));
  }

  /** Lists after the bookmark of a watch, and applies what it tells to that. */
  @Test
  void whoListsAndWatchesMissesNothing() throws Exception {
    long seed = Long.getLong("mano4j.seed", System.nanoTime());
    System.out.println("WatchCallsTest: -Dmano4j.seed=" + seed);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> work = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        Random random = new Random(seed + t);
        String prefix = "t" + t + "-";
        work.add(threads.submit(() -> change(prefix, random)));
      }
      Iterator<ContainerEvent> events = watch(WatchRequest.getDefaultInstance());
      events.next();
      Map<String, Container> seen = new HashMap<>();
      lab.pop.containers(all()).getListList().forEach(c -> seen.put(c.getId(), c));
      for (Future<?> each : work) {
        each.get(30, TimeUnit.SECONDS);
      }
      // Comes after all of the others.
      Container end = lab.create("end");

      for (ContainerEvent e = change(events); ; e = change(events)) {
        if (e.getType() == Type.DELETED) {
          seen.remove(e.getContainer().getId());
        } else {
          seen.put(e.getContainer().getId(), e.getContainer());
        }
        if (e.getContainer().getId().equals(end.getId())) {
          break;
        }
      }

      assertThat(seen.values())
          .as("seed %d", seed)
          .containsExactlyInAnyOrderElementsOf(lab.pop.containers(all()).getListList());
    } finally {
      threads.shutdownNow();
    }
  }

  private void change(String prefix, Random random) {
    for (int i = 0; i < 60; i++) {
      String name = prefix + i;
      lab.create(name);
      if (random.nextBoolean()) {
        lab.pop.start(name(name));
      }
      if (random.nextInt(3) > 0) {
        lab.pop.delete(name(name));
      }
    }
  }

  /** The next event that is no bookmark. */
  private static ContainerEvent change(Iterator<ContainerEvent> events) {
    ContainerEvent event = events.next();
    while (event.getType() == Type.BOOKMARK) {
      event = events.next();
    }
    return event;
  }

  private Iterator<ContainerEvent> watch(WatchRequest request) {
    Context before = caller.attach();
    try {
      return lab.pop.withDeadlineAfter(40, TimeUnit.SECONDS).watch(request);
    } finally {
      caller.detach(before);
    }
  }

  private static WatchRequest after(long number) {
    return WatchRequest.newBuilder().setAfter(number).build();
  }

  private static RawPop lab(int kept) {
    return lab(kept, Duration.ofSeconds(30));
  }

  private static RawPop lab(int kept, Duration bookmarks) {
    InMemoryPopBackend backend = RawPop.backend();
    return new RawPop(
        backend, PopServer.builder(backend).eventsKept(kept).bookmarks(bookmarks).maxStreams(500));
  }
}
