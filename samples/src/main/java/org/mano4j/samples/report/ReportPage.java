package org.mano4j.samples.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import org.mano4j.samples.timeline.Phase;

/**
 * One page about a run, with all it needs in itself: nothing is loaded, nothing is executed. It is
 * HTML for browsers and well-formed XML for programs.
 */
public final class ReportPage {

  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Report report;
  private final Markup page = new Markup();
  private final Tables tables = new Tables(page);

  private ReportPage(Report report) {
    this.report = report;
  }

  /** The page, to be stored as UTF-8. */
  public static String of(Report report) {
    return new ReportPage(report).write();
  }

  private String write() {
    page.verbatim("<!DOCTYPE html>\n");
    page.open("html", "lang", "en", "xmlns", "http://www.w3.org/1999/xhtml");
    page.open("head");
    page.open("meta", "charset", "utf-8");
    page.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    page.open("meta", "name", "color-scheme", "content", "light dark");
    page.element("title", report.service() + ": " + outcome());
    page.open("style").verbatim(style()).close().close();
    page.open("body").open("main");
    header();
    failure();
    section("Steps", () -> tables.steps(report.steps()), report.steps().isEmpty());
    section("Topology", this::topology, report.topology().vnfs().isEmpty());
    section("Timeline", this::timeline, report.timeline().isEmpty());
    section("Servers", this::servers, report.servers().isEmpty());
    section("Calls", () -> tables.calls(report.calls()), report.calls().isEmpty());
    page.close().close().close();
    return page.toString();
  }

  private String outcome() {
    return report.ok() ? "ok" : "failed";
  }

  private void header() {
    page.open("header").open("h1").element("span", "Network service ", "class", "kind");
    page.text(report.service()).text(" ");
    page.element("span", outcome(), "class", "pill " + (report.ok() ? "running" : "failed"));
    page.close();
    page.open("dl", "class", "facts");
    fact("Ran on", report.ground());
    fact("Took", took());
    fact("Servers", String.valueOf(report.servers().size()));
    fact("Left over", report.leftover());
    fact("Ended", WHEN.format(report.when()));
    page.close().close();
  }

  private String took() {
    long millis = report.steps().stream().mapToLong(Report.Step::millis).sum();
    return String.format(Locale.ROOT, millis < 10_000 ? "%.2f s" : "%.1f s", millis / 1000.0);
  }

  private void fact(String name, String value) {
    page.open("div").element("dt", name).element("dd", value).close();
  }

  private void failure() {
    if (!report.ok()) {
      page.open("div", "class", "failure", "role", "alert");
      report.error().forEach(line -> page.element("p", line));
      page.close();
    }
  }

  private void section(String title, Runnable content, boolean empty) {
    if (!empty) {
      page.open("section").element("h2", title);
      content.run();
      page.close();
    }
  }

  private void topology() {
    page.open("div", "class", "scroll");
    new TopologyDrawing(report.topology()).drawOn(page);
    page.close();
  }

  private void timeline() {
    TimelineDrawing drawing = new TimelineDrawing(report.timeline());
    drawing.legendOn(page);
    page.open("div", "class", "scroll");
    drawing.drawOn(page);
    page.close();
    page.open("p", "class", "note");
    page.text(
        "Times count from the beginning of a step, and each step has its own scale. Grant and allocate are one request for all"
            + " instances of a VNF; the launches of its instances are a part of allocate.");
    page.text(
        report.timeline().occurring().contains(Phase.ENGINE_START)
            ? " A thin line is time between phases: other instances, the message bus, driver and"
                + " Pop."
            : " A thin line is time between phases: other instances, the message bus.");
    page.close();
    page.open("details").element("summary", "The same in numbers, in milliseconds");
    tables.timeline(report.timeline());
    page.close();
  }

  private void servers() {
    tables.servers(report.servers());
  }

  private static String style() {
    try (InputStream file = ReportPage.class.getResourceAsStream("report.css")) {
      return new String(
          Objects.requireNonNull(file, "report.css is not packed with the samples").readAllBytes(),
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the style sheet of the report", e);
    }
  }
}
