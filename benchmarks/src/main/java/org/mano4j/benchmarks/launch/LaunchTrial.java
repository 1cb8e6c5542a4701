package org.mano4j.benchmarks.launch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mano4j.benchmarks.harness.Effort;
import org.mano4j.benchmarks.harness.Sample;
import org.mano4j.benchmarks.harness.Trial;
import org.mano4j.benchmarks.harness.TrialInput;

/** Launches services of all sizes in turns, and then weighs the largest. */
public final class LaunchTrial implements Trial {

  @Override
  public List<Sample> measure(TrialInput input) throws Exception {
    Plan plan = Plan.of(input);
    List<Sample> samples = new ArrayList<>();
    try (Buses.Bus bus = plan.bus().open(input.services());
        Installation installation = plan.kind().start(bus.connector(), bus.user())) {
      samples.addAll(times(plan, installation, input.effort()));
    }
    // in an installation of its own: a trace that is full would hide what it keeps
    try (Buses.Bus bus = plan.bus().open(input.services());
        Installation installation = plan.kind().start(bus.connector(), bus.user())) {
      for (Shape shape : plan.weighed()) {
        samples.add(Sample.of(plan.heap(shape), Heap.perVnfc(installation, shape)));
      }
    }
    return samples;
  }

  private static List<Sample> times(Plan plan, Installation installation, Effort effort)
      throws Exception {
    Map<Launches, Integer> turn = new LinkedHashMap<>();
    plan.turn(effort).forEach((shape, times) -> turn.put(new Launches(installation, shape), times));
    Launches many = new Launches(installation, plan.many());
    turns(turn, plan.warmUp(effort));
    Map<Shape, Double> micros = turns(turn, plan.turns(effort));
    List<Sample> samples = new ArrayList<>();
    samples.add(
        Sample.of(plan.time(plan.largest()), micros.get(plan.largest()), micros.get(plan.small())));
    micros.forEach(
        (shape, time) -> {
          if (plan.isAlone(shape)) {
            samples.add(Sample.of(plan.time(shape), time));
          }
        });
    samples.add(Sample.of(plan.time(plan.many()), many.microsPerVnfc(1)));
    return samples;
  }

  /** All in each turn, every other turn backwards; microseconds per VNFC over all turns. */
  private static Map<Shape, Double> turns(Map<Launches, Integer> turn, int turns) throws Exception {
    Map<Shape, Double> micros = new LinkedHashMap<>();
    for (int i = 0; i < turns; i++) {
      List<Launches> order = new ArrayList<>(turn.keySet());
      if (i % 2 == 1) {
        Collections.reverse(order);
      }
      for (Launches launches : order) {
        double time = launches.microsPerVnfc(turn.get(launches));
        micros.merge(launches.shape(), time / turns, Double::sum);
      }
    }
    return micros;
  }
}
