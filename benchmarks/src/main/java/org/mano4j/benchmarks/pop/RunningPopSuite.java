package org.mano4j.benchmarks.pop;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.mano4j.benchmarks.harness.Better;
import org.mano4j.benchmarks.harness.Question;
import org.mano4j.benchmarks.harness.Run;
import org.mano4j.benchmarks.harness.Sample;
import org.mano4j.benchmarks.harness.Suite;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopSessions;

/**
 * The calls of {@link PopSuite} on a Pop that runs already, and lists of many containers, so that
 * servers can be compared. It creates containers, never starts them, and deletes them at the end,
 * also when it fails or the program is interrupted.
 */
public final class RunningPopSuite implements Suite {

  private final PopAddress address;
  private final String image;

  RunningPopSuite(PopAddress address, String image) {
    this.address = address;
    this.image = image;
  }

  @Override
  public String name() {
    return "pop";
  }

  @Override
  public String question() {
    return "PopClient calls and lists at " + address.endpoint() + " against bare gRPC stub calls";
  }

  @Override
  public void run(Run run) throws Exception {
    try (PopSessions sessions = PopSessions.create(address.options())) {
      PopClient pop = sessions.client(address.endpoint(), address.user());
      int others = pop.containers(Filter.all()).size();
      ManyContainers containers = new ManyContainers(pop, image(pop));
      Thread interruption = new Thread(() -> interrupted(containers), "clean-up");
      Runtime.getRuntime().addShutdownHook(interruption);
      try (containers) {
        callsAndShortList(run, containers, others);
        longList(run, containers, others);
      } finally {
        leave(interruption);
      }
    }
  }

  private void callsAndShortList(Run run, ManyContainers containers, int others)
      throws InterruptedException {
    containers.create(LocalTrial.CONTAINERS);
    List<Question> questions = new ArrayList<>(CallTrial.questions());
    Map<String, String> values = new HashMap<>(address.values());
    values.put(CallTrial.IDS, String.join(",", containers.ids()));
    if (create(run, containers, others, ListLoads.SHORT).isPresent()) {
      values.put(CallTrial.LENGTH, Integer.toString(ListLoads.SHORT));
      questions.addAll(ListLoads.reported(ListLoads.SHORT));
    }
    run.fork(CallTrial.class, questions, values);
  }

  private void longList(Run run, ManyContainers containers, int others)
      throws InterruptedException {
    OptionalDouble created = create(run, containers, others, ListLoads.LONG);
    if (created.isEmpty()) {
      return;
    }
    run.answer(
        List.of(Question.alone(ServerTrial.CREATED, "/s", Better.HIGHER)),
        List.of(Sample.of(ServerTrial.CREATED, created.getAsDouble())));
    Map<String, String> values = new HashMap<>(address.values());
    values.put(ListTrial.LENGTH, Integer.toString(ListLoads.LONG));
    run.fork(ListTrial.class, ListLoads.reported(ListLoads.LONG), values);
  }

  /**
   * Sees to it that the Pop has so many.
   *
   * @return how many it has created in a second; empty if it cannot have so many
   */
  private OptionalDouble create(Run run, ManyContainers containers, int others, int length)
      throws InterruptedException {
    int missing = ListLoads.length(length, run.effort()) - others - containers.ids().size();
    if (missing < 0) {
      run.skip(
          "a list of %,d: there are %,d containers of others at %s; delete them first"
              .formatted(length, others, address.endpoint()));
      return OptionalDouble.empty();
    }
    run.says("creating %,d containers, to list %,d".formatted(missing, length));
    try {
      return OptionalDouble.of(containers.create(missing));
    } catch (PopException e) {
      run.skip(
          "a list of %,d: %s has no room for so many containers: %s"
              .formatted(length, address.endpoint(), e.getMessage()));
      return OptionalDouble.empty();
    }
  }

  /** The one that was asked for, else any that there is. */
  private String image(PopClient pop) {
    if (!image.isEmpty()) {
      return image;
    }
    return pop.images(Filter.all()).stream()
        .map(found -> found.names().isEmpty() ? found.id() : found.names().get(0))
        .findFirst()
        .orElse("bench");
  }

  /** Whoever creates containers has to end first, or some would be left. */
  private static void interrupted(ManyContainers containers) {
    ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
    containers.close();
  }

  private static void leave(Thread interruption) {
    try {
      Runtime.getRuntime().removeShutdownHook(interruption);
    } catch (IllegalStateException e) {
      // The process is ending, and does this itself.
    }
  }
}
