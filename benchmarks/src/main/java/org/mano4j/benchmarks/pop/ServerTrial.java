package org.mano4j.benchmarks.pop;

import java.util.ArrayList;
import java.util.List;
import org.mano4j.benchmarks.harness.Better;
import org.mano4j.benchmarks.harness.Effort;
import org.mano4j.benchmarks.harness.Question;
import org.mano4j.benchmarks.harness.Sample;
import org.mano4j.benchmarks.harness.Trial;
import org.mano4j.benchmarks.harness.TrialInput;

/** What the server's side costs, and what its containers do when they are many. */
public final class ServerTrial implements Trial {

  static final String CREATED = "create, 8 threads";

  private static final String SERVER_P50 = "server: container by id, p50";
  private static final String SERVER = "server: container by id, 8 threads";
  private static final String BARE_SERVER = "bare gRPC server";

  /** What it answers. */
  static List<Question> questions() {
    List<Question> questions = new ArrayList<>();
    questions.add(Question.reported(SERVER_P50, "µs", BARE_SERVER, Better.LOWER));
    questions.add(Question.reported(SERVER, "/s", BARE_SERVER, Better.HIGHER));
    questions.addAll(StoreLoads.questions());
    questions.addAll(ListLoads.reported(ListLoads.SHORT));
    questions.add(Question.alone(CREATED, "/s", Better.HIGHER));
    questions.addAll(ListLoads.reported(ListLoads.LONG));
    return questions;
  }

  @Override
  public List<Sample> measure(TrialInput input) throws Exception {
    Effort effort = input.effort();
    List<Sample> samples = new ArrayList<>();
    try (PopProcess servers = PopProcess.withoutEngine();
        BothWays memory = BothWays.to(servers.address(PopKind.MEMORY));
        BothWays written = BothWays.to(servers.address(PopKind.DURABLE));
        BothWays synced = BothWays.to(servers.address(PopKind.SYNC));
        BarePop bare = BarePop.at(servers.address(PopKind.BARE))) {
      // Not closed: it all ends with the process.
      ManyContainers containers = new ManyContainers(memory.ours(), LocalTrial.IMAGE);
      containers.create(LocalTrial.CONTAINERS);
      samples.addAll(server(memory.bare(), bare, containers.ids(), effort));
      samples.addAll(
          StoreLoads.measure(
              List.of(pair(memory), pair(written), pair(synced)), servers.state(), effort));
      containers.create(ListLoads.SHORT - LocalTrial.CONTAINERS);
      samples.addAll(ListLoads.measure(memory, ListLoads.SHORT, effort));
      samples.add(
          Sample.of(
              CREATED,
              containers.create(ListLoads.length(ListLoads.LONG, effort) - ListLoads.SHORT)));
      samples.addAll(ListLoads.measure(memory, ListLoads.LONG, effort));
    }
    return samples;
  }

  private static Calls pair(BothWays pop) {
    return Calls.pair(pop, LocalTrial.IMAGE);
  }

  /** The same stub, once with a Pop behind it and once with next to nothing. */
  private static List<Sample> server(BarePop pop, BarePop nothing, List<String> ids, Effort effort)
      throws Exception {
    Calls calls = Calls.sameStub(pop, nothing, ids);
    CallLoads.warmUp(List.of(calls), effort.pick(100, 4000, 10_000));
    return List.of(
        CallLoads.oneByOne(calls, effort).p50(SERVER_P50),
        CallLoads.byEight(calls, effort).throughput(SERVER));
  }
}
