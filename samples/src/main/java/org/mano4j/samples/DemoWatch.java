package org.mano4j.samples;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.record.NetworkServiceRecord;
import org.mano4j.pop.Filter;
import org.mano4j.samples.report.Topology;
import org.mano4j.samples.site.DemoSite;
import org.mano4j.samples.timeline.Timeline;
import org.mano4j.samples.timeline.TimelineRecorder;
import org.mano4j.samples.timeline.TimelineTaps;

/** Watches a run: where its time goes, and what is connected with what. Used by one thread. */
final class DemoWatch {

  private final TimelineRecorder recorder = new TimelineRecorder();
  private @Nullable TimelineTaps taps;
  private @Nullable Timeline timeline;
  private Topology topology = Topology.NONE;

  /** Watches a site that has started. */
  void begin(DemoSite site) {
    TimelineTaps opened = new TimelineTaps(recorder);
    taps = opened;
    site.watch(opened);
  }

  /** A step begins. */
  void step(String name) {
    recorder.begin(name);
  }

  /** The step is done. */
  void stepDone() {
    recorder.end();
  }

  /** How it is now. */
  void see(DemoSite site, @Nullable String nsrId, List<DemoResult.ServerRow> servers) {
    Optional<NetworkServiceRecord> service = Optional.ofNullable(nsrId).flatMap(site.nfvo()::nsr);
    service.ifPresent(recorder::members);
    topology = DemoTopology.of(service, servers, site.pop().networks(Filter.all()));
  }

  /** Stops watching; nothing if it has not begun. A step that was not done has failed now. */
  void end(DemoSite site) {
    TimelineTaps opened = taps;
    if (opened != null) {
      opened.close();
      timeline = recorder.timeline(site.nfvo().trace().entries());
    }
  }

  /** Where the time went; null if nothing was run. */
  @Nullable Timeline timeline() {
    return timeline;
  }

  /** What was connected with what; nothing if nothing was seen. */
  Topology topology() {
    return topology;
  }
}
