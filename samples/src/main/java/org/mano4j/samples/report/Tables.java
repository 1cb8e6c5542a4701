package org.mano4j.samples.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mano4j.samples.timeline.Phase;
import org.mano4j.samples.timeline.Timeline;

/** The tables of a page. */
final class Tables {

  private final Markup page;

  Tables(Markup page) {
    this.page = page;
  }

  /** Steps, with a bar each: the longest takes all the room. */
  void steps(List<Report.Step> steps) {
    long longest = steps.stream().mapToLong(Report.Step::millis).max().orElse(1);
    begin("Step", "#Duration", "", "Status of the service after it");
    for (Report.Step step : steps) {
      page.open("tr").element("th", step.name(), "scope", "row");
      page.element("td", String.format(Locale.ROOT, "%,d ms", step.millis()), "class", "number");
      page.open("td", "class", "meter");
      page.element(
              "span",
              "",
              "style",
              String.format(
                  Locale.ROOT, "width:%.1f%%", 100.0 * step.millis() / Math.max(1, longest)))
          .close();
      page.element("td", step.status() == null ? "" : step.status()).close();
    }
    end();
  }

  void servers(List<Report.Server> servers) {
    begin("Server", "State", "Image", "Addresses", "Environment");
    for (Report.Server server : servers) {
      page.open("tr").element("th", server.name(), "scope", "row", "class", "code");
      page.open("td").open("span", "class", "pill " + TopologyDrawing.state(server.state()));
      page.text(server.state()).close().close();
      page.element("td", server.image(), "class", "code");
      page.open("td", "class", "code");
      server
          .addresses()
          .forEach(
              (link, addresses) ->
                  addresses.forEach(
                      address ->
                          page.open("div")
                              .element("span", link, "class", "muted")
                              .text(" " + address)
                              .close()));
      page.close();
      environment(server.environment());
      page.close();
    }
    end();
  }

  private void environment(Map<String, String> environment) {
    page.open("td");
    if (environment.isEmpty()) {
      page.element("span", "none", "class", "muted");
    } else {
      page.open("details").element("summary", environment.size() + " variables");
      page.open("dl", "class", "code");
      environment.forEach(
          (key, value) ->
              page.open("div")
                  .element("dt", key)
                  .element("dd", value.isEmpty() ? "\u00a0" : value)
                  .close());
      page.close().close();
    }
    page.close();
  }

  void calls(List<Report.Calls> calls) {
    begin("Client", "#Succeeded", "#Failed", "#Calls per second");
    for (Report.Calls of : calls) {
      page.open("tr").element("th", of.client(), "scope", "row", "class", "code");
      page.element("td", String.valueOf(of.succeeded()), "class", "number");
      page.element(
          "td", String.valueOf(of.failed()), "class", "number" + (of.failed() > 0 ? " bad" : ""));
      page.element("td", String.format(Locale.ROOT, "%.1f", of.rate()), "class", "number").close();
    }
    end();
  }

  /** The timeline in numbers, for who does not see the drawing, or wants to know exactly. */
  void timeline(Timeline timeline) {
    List<Phase> phases = timeline.occurring();
    page.open("div", "class", "scroll").open("table").open("thead").open("tr");
    page.element("th", "Step", "scope", "col").element("th", "VNF or instance", "scope", "col");
    phases.forEach(phase -> page.element("th", phase.text(), "scope", "col", "class", "number"));
    page.element("th", "over after", "scope", "col", "class", "number");
    page.close().close().open("tbody");
    for (Timeline.Step step : timeline.steps()) {
      for (Timeline.Vnfr vnfr : step.vnfrs()) {
        row(step.step(), vnfr.name(), vnfr.phases(), phases);
        vnfr.vnfcs().forEach(vnfc -> row(step.step(), vnfc.name(), vnfc.phases(), phases));
      }
    }
    end();
  }

  private void row(String step, String name, List<Timeline.Span> spans, List<Phase> phases) {
    page.open("tr").element("td", step).element("th", name, "scope", "row", "class", "code");
    for (Phase phase : phases) {
      double millis =
          spans.stream()
              .filter(span -> span.phase() == phase)
              .mapToDouble(Timeline.Span::millis)
              .sum();
      boolean absent = spans.stream().noneMatch(span -> span.phase() == phase);
      page.element("td", absent ? "" : millis(millis), "class", "number");
    }
    double end = spans.stream().mapToDouble(Timeline.Span::end).max().orElse(0);
    page.element("td", spans.isEmpty() ? "" : millis(end), "class", "number").close();
  }

  private static String millis(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  /** A column of numbers has a heading that begins with #. */
  private void begin(String... headings) {
    page.open("div", "class", "scroll").open("table").open("thead").open("tr");
    for (String heading : headings) {
      if (heading.isEmpty()) {
        page.element("td", "");
      } else if (heading.startsWith("#")) {
        page.element("th", heading.substring(1), "scope", "col", "class", "number");
      } else {
        page.element("th", heading, "scope", "col");
      }
    }
    page.close().close().open("tbody");
  }

  private void end() {
    page.close().close().close();
  }
}
