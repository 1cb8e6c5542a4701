package org.mano4j.testkit.pop;

import static org.mano4j.testkit.pop.Checks.check;
import static org.mano4j.testkit.pop.Checks.equal;
import static org.mano4j.testkit.pop.PopBench.id;
import static org.mano4j.testkit.pop.PopNeed.ADDITIONS;
import static org.mano4j.testkit.pop.PopNeed.PLATFORM;

import io.grpc.Status.Code;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.mano4j.pop.proto.Container;
import org.mano4j.pop.proto.Container.Status;
import org.mano4j.pop.proto.ContainerConfig;

/** Calls at the same time. */
final class ConcurrencyCases {

  private static final int CALLERS = 8;

  /** What a call has come to. */
  private record Outcome<T>(Code code, List<T> answer) {}

  private ConcurrencyCases() {}

  static List<PopCase> cases() {
    return List.of(
        new PopCase(
            "concurrency-01",
            "Of 8 Starts of one container one is OK, the others ALREADY_EXISTS",
            ConcurrencyCases::starts),
        new PopCase(
            "concurrency-02",
            "Of 8 Stops of one container one is OK, the others FAILED_PRECONDITION",
            ConcurrencyCases::stops,
            ADDITIONS),
        new PopCase(
            "concurrency-03",
            "Of 8 Creates with one name one is OK, the others ALREADY_EXISTS",
            ConcurrencyCases::sameName),
        new PopCase(
            "concurrency-04",
            "Of 8 Deletes of one container each is OK or NOT_FOUND, and it is gone",
            ConcurrencyCases::deletes,
            ADDITIONS),
        new PopCase(
            "concurrency-05",
            "64 containers created by 8 callers have 64 ids and addresses",
            ConcurrencyCases::creates),
        new PopCase(
            "concurrency-06",
            "8 containers live their lives side by side",
            ConcurrencyCases::lives),
        new PopCase(
            "concurrency-07",
            "8 Creates with one idempotency key give one container",
            ConcurrencyCases::oneKey,
            ADDITIONS),
        new PopCase(
            "concurrency-08",
            "Delete during Start leaves neither container nor instance",
            ConcurrencyCases::deleteDuringStart,
            ADDITIONS,
            PLATFORM));
  }

  private static <T> List<Outcome<T>> atOnce(List<Callable<T>> calls) throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    try {
      List<Outcome<T>> outcomes = new ArrayList<>();
      for (Future<T> one : callers.invokeAll(calls)) {
        outcomes.add(outcome(one));
      }
      return outcomes;
    } finally {
      callers.shutdownNow();
    }
  }

  private static <T> Outcome<T> outcome(Future<T> one) throws Exception {
    try {
      return new Outcome<>(Code.OK, List.of(one.get()));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof PopRefusal refusal) {
        return new Outcome<>(refusal.code(), List.of());
      }
      if (e.getCause() instanceof AssertionError wrong) {
        throw wrong;
      }
      throw e;
    }
  }

  private static <T> List<Callable<T>> eightTimes(Callable<T> call) {
    List<Callable<T>> calls = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      calls.add(call);
    }
    return calls;
  }

  /** One is OK, and the others are this. */
  private static void oneOf(List<? extends Outcome<?>> outcomes, Code others) {
    List<Code> codes = outcomes.stream().map(Outcome::code).sorted().toList();
    check(
        codes.stream().filter(code -> code == Code.OK).count() == 1
            && codes.stream().filter(code -> code == others).count() == CALLERS - 1,
        "the calls were answered %s, not OK once and %s else",
        codes,
        others);
  }

  private static void starts(PopBench pop) throws Exception {
    Container one = pop.created();
    oneOf(atOnce(eightTimes(() -> pop.start(one))), Code.ALREADY_EXISTS);
    equal("its status", pop.get(one).getStatus(), Status.RUNNING);
  }

  private static void stops(PopBench pop) throws Exception {
    Container one = pop.running();
    oneOf(
        atOnce(
            eightTimes(
                () -> {
                  pop.pop().stop(id(one));
                  return "";
                })),
        Code.FAILED_PRECONDITION);
    pop.await(one, Status.EXITED);
  }

  private static void sameName(PopBench pop) throws Exception {
    String name = pop.newName();
    oneOf(atOnce(eightTimes(() -> pop.create(pop.config().setName(name)))), Code.ALREADY_EXISTS);
  }

  private static void deletes(PopBench pop) throws Exception {
    Container one = pop.running();
    for (Outcome<String> outcome :
        atOnce(
            eightTimes(
                () -> {
                  pop.pop().delete(id(one));
                  return "";
                }))) {
      check(
          outcome.code() == Code.OK || outcome.code() == Code.NOT_FOUND,
          "a Delete was answered %s",
          outcome.code());
    }
    check(!pop.isThere(one), "the container is still there");
  }

  private static void creates(PopBench pop) throws Exception {
    List<Callable<Container>> calls = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      calls.add(pop::created);
    }
    Set<String> ids = new HashSet<>();
    Set<String> addresses = new HashSet<>();
    for (Outcome<Container> outcome : atOnce(calls)) {
      equal("the answer to a Create", outcome.code(), Code.OK);
      ids.add(outcome.answer().get(0).getId());
      addresses.add(PopBench.address(outcome.answer().get(0)));
    }
    equal("how many ids there are", ids.size(), 64);
    equal("how many addresses there are", addresses.size(), 64);
  }

  private static void lives(PopBench pop) throws Exception {
    for (Outcome<Status> outcome : atOnce(eightTimes(() -> pop.exited().getStatus()))) {
      equal("what a life came to", outcome, new Outcome<>(Code.OK, List.of(Status.EXITED)));
    }
  }

  private static void oneKey(PopBench pop) throws Exception {
    ContainerConfig config = pop.config().build();
    String key = config.getName();
    Set<String> ids = new HashSet<>();
    for (Outcome<Container> outcome :
        atOnce(eightTimes(() -> pop.create(config.toBuilder().setIdempotencyKey(key))))) {
      equal("the answer to a Create", outcome.code(), Code.OK);
      ids.add(outcome.answer().get(0).getId());
    }
    equal("how many containers there are", ids.size(), 1);
  }

  private static void deleteDuringStart(PopBench pop) throws Exception {
    Set<?> before = Set.copyOf(pop.instances());
    for (int i = 0; i < 5; i++) {
      Container one = pop.created();
      List<Callable<String>> both =
          List.of(
              () -> {
                pop.start(one);
                return "";
              },
              () -> {
                pop.pop().delete(id(one));
                return "";
              });
      equal("the answer to Delete", atOnce(both).get(1).code(), Code.OK);
      check(!pop.isThere(one), "the container is still there");
      equal("what the platform has", Set.copyOf(pop.instances()), before);
    }
  }
}
