package org.mano4j.samples.report;

import static org.mano4j.samples.report.TopologyDrawing.px;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.mano4j.samples.timeline.Phase;
import org.mano4j.samples.timeline.Timeline;
import org.mano4j.samples.timeline.TimelineText;

/** Draws a timeline as bars; each step fills the width. */
final class TimelineDrawing {

  private static final int LONGEST_NAME = 30;
  private static final double WIDTH = 1050;
  private static final double ROW = 24;
  private static final double STEP_HEAD = 44;
  private static final double GAP = 20;
  private static final double TOTAL = 80;

  private final Timeline timeline;
  private final double names;
  private double perMilli;
  private final Markup svg = new Markup();

  TimelineDrawing(Timeline timeline) {
    this.timeline = timeline;
    this.names =
        timeline.steps().stream()
                .flatMap(step -> step.vnfrs().stream())
                .flatMap(
                    vnfr ->
                        Stream.concat(
                            Stream.of(vnfr.name()),
                            vnfr.vnfcs().stream().map(vnfc -> "  " + vnfc.name())))
                .mapToDouble(name -> Letters.width(shortened(name)))
                .max()
                .orElse(0)
            + 16;
  }

  private static String shortened(String name) {
    return Letters.shortened(name, LONGEST_NAME);
  }

  /** Adds the drawing, one for each step, to a page. */
  void drawOn(Markup page) {
    double height = timeline.steps().stream().mapToDouble(TimelineDrawing::height).sum();
    svg.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "class",
        "drawing",
        "viewBox",
        "0 0 %s %s".formatted(px(WIDTH), px(height)),
        "width",
        px(WIDTH),
        "height",
        px(height),
        "role",
        "img",
        "aria-labelledby",
        "timeline-title");
    svg.element(
        "title",
        "Phases of each VNF and instance; the same as a table below",
        "id",
        "timeline-title");
    double y = 0;
    for (Timeline.Step step : timeline.steps()) {
      step(step, y);
      y += height(step);
    }
    svg.close();
    page.verbatim(svg.toString());
  }

  private static double height(Timeline.Step step) {
    return STEP_HEAD
        + ROW * step.vnfrs().stream().mapToInt(vnfr -> 1 + vnfr.vnfcs().size()).sum()
        + GAP;
  }

  private void step(Timeline.Step step, double top) {
    perMilli = (WIDTH - names - TOTAL) / Math.max(0.1, step.end());
    double bottom = top + height(step) - GAP;
    svg.element("text", step.step(), "class", "strong", "x", 0, "y", px(top + 32));
    double each = TimelineText.tick(70 / perMilli);
    for (double at = 0; at <= step.end(); at += each) {
      double x = x(at);
      svg.element(
          "line",
          "",
          "class",
          "tick",
          "x1",
          px(x),
          "y1",
          px(top + 38),
          "x2",
          px(x),
          "y2",
          px(bottom));
      svg.element(
          "text",
          String.format(Locale.ROOT, "%.0f ms", at),
          "class",
          "muted",
          "x",
          px(x),
          "y",
          px(top + 32),
          "text-anchor",
          at == 0 ? "start" : "middle");
    }
    double y = top + STEP_HEAD;
    for (Timeline.Vnfr vnfr : step.vnfrs()) {
      row(vnfr.name(), "", vnfr.phases(), y, true);
      y += ROW;
      for (Timeline.Vnfc vnfc : vnfr.vnfcs()) {
        row(vnfc.name(), "  ", vnfc.phases(), y, false);
        y += ROW;
      }
    }
  }

  private void row(String name, String indent, List<Timeline.Span> spans, double y, boolean ofAll) {
    svg.open(
        "text",
        "class",
        ofAll ? "" : "muted-name",
        "x",
        indent.isEmpty() ? 0 : 14,
        "y",
        px(y + 15));
    svg.element("title", name).text(shortened(name)).close();
    if (spans.isEmpty()) {
      return;
    }
    double begin = spans.stream().mapToDouble(Timeline.Span::begin).min().orElse(0);
    double end = spans.stream().mapToDouble(Timeline.Span::end).max().orElse(0);
    double middle = y + ROW / 2;
    svg.element(
        "line",
        "",
        "class",
        "waits",
        "x1",
        px(x(begin)),
        "y1",
        px(middle),
        "x2",
        px(x(end)),
        "y2",
        px(middle));
    for (Timeline.Span span : spans) {
      bar(span, y, ofAll);
    }
    svg.element(
        "text",
        String.format(Locale.ROOT, "%.0f ms", end),
        "class",
        "muted",
        "x",
        px(x(end) + 6),
        "y",
        px(y + 16));
  }

  /** What is shorter than a line is drawn as one. */
  private void bar(Timeline.Span span, double y, boolean ofAll) {
    svg.open(
        "rect",
        "class",
        "phase-" + span.phase().key(),
        "x",
        px(x(span.begin())),
        "y",
        px(y + (ofAll ? 7 : 4)),
        "width",
        px(Math.max(1.5, span.millis() * perMilli)),
        "height",
        px(ofAll ? ROW - 14 : ROW - 8),
        "rx",
        2);
    svg.element("title", said(span)).close();
  }

  static String said(Timeline.Span span) {
    return String.format(
        Locale.ROOT,
        "%s: %.1f ms, from %.1f to %.1f",
        span.phase().text(),
        span.millis(),
        span.begin(),
        span.end());
  }

  /** The colours and what they stand for. */
  void legendOn(Markup page) {
    page.open("ul", "class", "legend");
    for (Phase phase : timeline.occurring()) {
      page.open("li").element("span", "", "class", "swatch phase-" + phase.key());
      page.text(phase.text()).close();
    }
    page.close();
  }

  private double x(double millis) {
    return names + millis * perMilli;
  }
}
