package org.mano4j.samples.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mano4j.samples.timeline.Phase;
import org.mano4j.samples.timeline.Timeline;

/** Runs of services of several sizes, made up. */
final class Runs {

  private Runs() {}

  /** A service with so many VNFs of so many instances, each with an end on all links. */
  static Report of(String service, List<String> vnfs, int instances, List<String> links) {
    List<Topology.Vnf> drawn = new ArrayList<>();
    List<Timeline.Vnfr> timed = new ArrayList<>();
    List<Report.Server> servers = new ArrayList<>();
    int number = 2;
    for (String vnf : vnfs) {
      List<Topology.Vnfc> vnfcs = new ArrayList<>();
      List<Timeline.Vnfc> bars = new ArrayList<>();
      for (int i = 0; i < instances; i++) {
        String name = vnf + "-" + (7_654_321 + number * 1_234);
        List<Topology.Port> ports = new ArrayList<>();
        Map<String, List<String>> addresses = new LinkedHashMap<>();
        for (int link = 0; link < links.size(); link++) {
          String address = "10." + link + ".0." + number;
          ports.add(new Topology.Port(links.get(link), address));
          addresses.put(links.get(link), List.of(address));
        }
        number++;
        String image = "example/" + vnf + ":latest";
        vnfcs.add(new Topology.Vnfc(name, "RUNNING", image, ports));
        bars.add(new Timeline.Vnfc(name, life(60 + i * 90)));
        servers.add(
            new Report.Server(
                name, "RUNNING", image, addresses, Map.of("RATE", "10", "SERVER", "10.0.0.2")));
      }
      drawn.add(new Topology.Vnf(vnf, vnfcs));
      timed.add(
          new Timeline.Vnfr(
              vnf,
              List.of(
                  new Timeline.Span(Phase.GRANT, 20, 25),
                  new Timeline.Span(Phase.ALLOCATE, 50, 60 + instances * 90.0)),
              bars));
    }
    List<Topology.Link> ranges = new ArrayList<>();
    links.forEach(link -> ranges.add(new Topology.Link(link, "10." + ranges.size() + ".0.0/16")));
    return new Report(
        service,
        Instant.parse("2026-01-02T03:04:05Z"),
        "everything in one JVM",
        List.of(),
        List.of(
            new Report.Step("onboard", 31, null),
            new Report.Step("launch", 1_274, "ACTIVE"),
            new Report.Step("terminate", 90, "TERMINATED")),
        "nothing",
        new Topology(ranges, drawn),
        new Timeline(List.of(new Timeline.Step("launch", 1_274, timed))),
        servers,
        List.of(new Report.Calls("a-client", 198, 2, 9.9)));
  }

  private static List<Timeline.Span> life(double begin) {
    return List.of(
        new Timeline.Span(Phase.CREATE, begin, 55),
        new Timeline.Span(Phase.METADATA, begin + 300, 12),
        new Timeline.Span(Phase.ENGINE_CREATE, begin + 330, 40),
        new Timeline.Span(Phase.ENGINE_START, begin + 370, 210),
        new Timeline.Span(Phase.READY, begin + 580, 6));
  }
}
