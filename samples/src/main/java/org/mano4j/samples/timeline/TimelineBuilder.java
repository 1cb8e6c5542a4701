package org.mano4j.samples.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Makes a timeline of what was seen. A server belongs to the step that has launched it. */
final class TimelineBuilder {

  /** How far the clock of an engine may be from ours before its times say nothing here. */
  private static final Duration CLOCKS = Duration.ofMillis(20);

  private final List<Seen> seen;
  private final Map<String, String> vnfrByServer;

  /**
   * From what was seen, in any order.
   *
   * @param vnfrByServer which VNF a server is an instance of
   */
  TimelineBuilder(List<Seen> seen, Map<String, String> vnfrByServer) {
    this.seen = seen.stream().sorted(Comparator.comparing(Seen::at)).toList();
    this.vnfrByServer = vnfrByServer;
  }

  /** Steps in which nothing was launched are left out. */
  Timeline of(List<Seen.Step> steps) {
    return new Timeline(
        steps.stream().map(this::step).filter(step -> !step.vnfrs().isEmpty()).toList());
  }

  private Timeline.Step step(Seen.Step step) {
    List<Seen> within = seen.stream().filter(s -> covers(step, s.at())).toList();
    Map<String, List<Timeline.Span>> phases = new LinkedHashMap<>();
    Map<String, List<Timeline.Vnfc>> vnfcs = new LinkedHashMap<>();
    all(within, Seen.OfVnf.class)
        .forEach(
            of ->
                phases
                    .computeIfAbsent(of.vnfr(), vnfr -> new ArrayList<>())
                    .add(span(step, of.phase(), of.at(), of.end())));
    all(within, Seen.Launched.class)
        .forEach(
            launched ->
                vnfcs
                    .computeIfAbsent(vnfr(launched.server()), vnfr -> new ArrayList<>())
                    .add(vnfc(step, launched)));
    Set<String> names = new LinkedHashSet<>(phases.keySet());
    names.addAll(vnfcs.keySet());
    return new Timeline.Step(
        step.name(),
        millis(step.at(), step.end()),
        names.stream()
            .map(
                name ->
                    new Timeline.Vnfr(
                        name,
                        phases.getOrDefault(name, List.of()),
                        vnfcs.getOrDefault(name, List.of())))
            .toList());
  }

  private Timeline.Vnfc vnfc(Seen.Step step, Seen.Launched launched) {
    String server = launched.server();
    List<Timeline.Span> spans = new ArrayList<>();
    spans.add(span(step, Phase.CREATE, launched.at(), launched.end()));
    List<Seen.Changed> changes =
        all(seen, Seen.Changed.class).filter(change -> change.server().equals(server)).toList();
    Optional<Instant> running =
        changes.stream().filter(Seen.Changed::running).map(Seen.Changed::at).findFirst();
    metadata(changes)
        .flatMap(
            told -> asked("add_metadata", server).map(at -> span(step, Phase.METADATA, at, told)))
        .ifPresent(spans::add);
    Optional<Instant> asked = asked("start", server);
    Optional<Seen.OnEngine> engine =
        all(seen, Seen.OnEngine.class)
            .filter(times -> changes.stream().anyMatch(change -> change.id().equals(times.id())))
            .filter(times -> fits(times, asked, running))
            .findFirst();
    engine.ifPresent(
        times -> {
          spans.add(span(step, Phase.ENGINE_CREATE, times.at(), times.created()));
          spans.add(span(step, Phase.ENGINE_START, times.created(), times.started()));
        });
    running
        .flatMap(
            end ->
                engine
                    .map(Seen.OnEngine::started)
                    .or(() -> asked)
                    .map(at -> span(step, Phase.READY, at, end)))
        .ifPresent(spans::add);
    return new Timeline.Vnfc(server, spans);
  }

  /** When the Pop had the last metadata before the container ran. */
  private static Optional<Instant> metadata(List<Seen.Changed> changes) {
    Optional<Instant> last = Optional.empty();
    for (int i = 1; i < changes.size() && !changes.get(i).running(); i++) {
      if (!changes.get(i).metadata().equals(changes.get(i - 1).metadata())) {
        last = Optional.of(changes.get(i).at());
      }
    }
    return last;
  }

  private Optional<Instant> asked(String function, String server) {
    return all(seen, Seen.Asked.class)
        .filter(ask -> ask.function().equals(function) && ask.server().equals(server))
        .map(Seen.Asked::at)
        .findFirst();
  }

  /** An engine elsewhere may have another time. */
  private static boolean fits(
      Seen.OnEngine times, Optional<Instant> asked, Optional<Instant> running) {
    Predicate<Instant> early = at -> times.at().isBefore(at.minus(CLOCKS));
    Predicate<Instant> late = at -> times.started().isAfter(at.plus(CLOCKS));
    return asked.filter(early).isEmpty() && running.filter(late).isEmpty();
  }

  /** Where the record does not say: a server is called as its VNF, and a number. */
  private String vnfr(String server) {
    int number = server.lastIndexOf('-');
    return vnfrByServer.getOrDefault(server, number < 0 ? server : server.substring(0, number));
  }

  private static <T extends Seen> Stream<T> all(List<Seen> seen, Class<T> type) {
    return seen.stream().filter(type::isInstance).map(type::cast);
  }

  private static boolean covers(Seen.Step step, Instant at) {
    return !at.isBefore(step.at()) && !at.isAfter(step.end());
  }

  /** Who watches may hear of a beginning after its end; what took no time is no error. */
  private static Timeline.Span span(Seen.Step step, Phase phase, Instant at, Instant end) {
    Instant begin = at.isAfter(end) ? end : at;
    return new Timeline.Span(phase, millis(step.at(), begin), millis(begin, end));
  }

  private static double millis(Instant from, Instant to) {
    return Math.max(0, Math.round(Duration.between(from, to).toNanos() / 100_000.0) / 10.0);
  }
}
