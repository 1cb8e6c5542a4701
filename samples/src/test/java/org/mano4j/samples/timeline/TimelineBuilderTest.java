package org.mano4j.samples.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimelineBuilderTest {

  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

  private static final List<Seen.Step> LAUNCH = List.of(new Seen.Step(at(0), at(1000), "launch"));

  private final List<Seen> seen = new ArrayList<>();

  @Test
  void phasesOfAVnfAndOfItsInstancesCountFromTheStep() {
    grantAndAllocate();
    life("srv-1", 220);
    Timeline.Vnfr vnfr = only(timeline(LAUNCH));

    assertThat(vnfr.name()).isEqualTo("srv");
    assertThat(vnfr.phases())
        .containsExactly(
            new Timeline.Span(Phase.GRANT, 100, 50), new Timeline.Span(Phase.ALLOCATE, 200, 150));
    assertThat(vnfr.vnfcs())
        .containsExactly(
            new Timeline.Vnfc(
                "srv-1",
                List.of(
                    new Timeline.Span(Phase.CREATE, 220, 30),
                    new Timeline.Span(Phase.METADATA, 400, 10),
                    new Timeline.Span(Phase.READY, 500, 100))));
  }

  @Test
  void anEngineTakesItsPartOfTheWay() {
    life("srv-1", 220);
    seen.add(new Seen.OnEngine(at(505), at(530), at(580), "id-srv-1"));

    assertThat(only(timeline(LAUNCH)).vnfcs().get(0).phases())
        .endsWith(
            new Timeline.Span(Phase.ENGINE_CREATE, 505, 25),
            new Timeline.Span(Phase.ENGINE_START, 530, 50),
            new Timeline.Span(Phase.READY, 580, 20));
  }

  @Test
  void theTimesOfAnEngineWithAnotherClockAreLeftOut() {
    life("srv-1", 220);
    seen.add(new Seen.OnEngine(at(5_505), at(5_530), at(5_580), "id-srv-1"));

    assertThat(only(timeline(LAUNCH)).vnfcs().get(0).phases())
        .extracting(Timeline.Span::phase)
        .containsExactly(Phase.CREATE, Phase.METADATA, Phase.READY);
  }

  @Test
  void whatWasNotSeenIsAbsent() {
    seen.add(new Seen.Launched(at(220), at(250), "srv-1"));
    seen.add(changed(240, "srv-1", false, Map.of()));
    seen.add(changed(600, "srv-1", true, Map.of()));

    assertThat(only(timeline(LAUNCH)).vnfcs().get(0).phases())
        .containsExactly(new Timeline.Span(Phase.CREATE, 220, 30));
  }

  @Test
  void aServerBelongsToTheStepThatHasLaunchedItAlsoWhenItsEndIsToldLater() {
    life("srv-1", 220);
    life("srv-2", 1220);
    Timeline timeline =
        timeline(
            List.of(
                new Seen.Step(at(0), at(550), "launch"),
                new Seen.Step(at(1000), at(1700), "scale-out"),
                new Seen.Step(at(1700), at(1800), "terminate")));

    assertThat(timeline.steps())
        .extracting(Timeline.Step::step)
        .containsExactly("launch", "scale-out");
    assertThat(timeline.steps().get(0).end()).isEqualTo(600);
    assertThat(timeline.steps().get(1).vnfrs().get(0).vnfcs())
        .extracting(Timeline.Vnfc::name)
        .containsExactly("srv-2");
    assertThat(timeline.steps().get(1).vnfrs().get(0).vnfcs().get(0).phases())
        .contains(new Timeline.Span(Phase.METADATA, 400, 10));
  }

  @Test
  void aSecondStartOfWhatRunsIsNoPartOfItsWay() {
    life("srv-1", 220);
    seen.add(new Seen.Asked(at(700), "start", "srv-1"));
    seen.add(new Seen.Asked(at(690), "add_metadata", "srv-1"));
    seen.add(changed(710, "srv-1", true, Map.of("A", "2")));

    assertThat(only(timeline(LAUNCH)).vnfcs().get(0).phases())
        .endsWith(
            new Timeline.Span(Phase.METADATA, 400, 10), new Timeline.Span(Phase.READY, 500, 100));
  }

  @Test
  void theOrderInWhichThingsAreSeenDoesNotMatter() {
    grantAndAllocate();
    life("srv-1", 220);
    life("srv-2", 230);
    Timeline expected = timeline(LAUNCH);
    Collections.shuffle(seen, new Random(7));

    assertThat(timeline(LAUNCH)).isEqualTo(expected);
  }

  @Test
  void aRequestThatIsSeenAfterItsEffectTakesNoTime() {
    seen.add(new Seen.Launched(at(220), at(250), "srv-1"));
    seen.add(changed(240, "srv-1", false, Map.of()));
    seen.add(changed(600, "srv-1", true, Map.of()));
    seen.add(new Seen.Asked(at(601), "start", "srv-1"));

    assertThat(only(timeline(LAUNCH)).vnfcs().get(0).phases())
        .endsWith(new Timeline.Span(Phase.READY, 600, 0));
  }

  private Timeline timeline(List<Seen.Step> steps) {
    return new TimelineBuilder(seen, Map.of("srv-2", "srv")).of(steps);
  }

  private static Timeline.Vnfr only(Timeline timeline) {
    assertThat(timeline.steps()).hasSize(1);
    assertThat(timeline.steps().get(0).vnfrs()).hasSize(1);
    return timeline.steps().get(0).vnfrs().get(0);
  }

  private void grantAndAllocate() {
    seen.add(new Seen.OfVnf(at(100), at(150), Phase.GRANT, "srv"));
    seen.add(new Seen.OfVnf(at(200), at(350), Phase.ALLOCATE, "srv"));
  }

  private void life(String server, int launch) {
    seen.add(new Seen.Launched(at(launch), at(launch + 30), server));
    seen.add(changed(launch + 20, server, false, Map.of()));
    seen.add(new Seen.Asked(at(launch + 180), "add_metadata", server));
    seen.add(changed(launch + 190, server, false, Map.of("A", "1")));
    seen.add(new Seen.Asked(at(launch + 280), "start", server));
    seen.add(changed(launch + 380, server, true, Map.of("A", "1")));
  }

  private static Seen.Changed changed(
      int millis, String server, boolean running, Map<String, String> metadata) {
    return new Seen.Changed(at(millis), "id-" + server, server, running, metadata);
  }

  private static Instant at(int millis) {
    return T0.plusMillis(millis);
  }
}
