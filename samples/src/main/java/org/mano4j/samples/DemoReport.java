package org.mano4j.samples;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.mano4j.samples.report.Report;
import org.mano4j.samples.report.ReportPage;
import org.mano4j.samples.report.Topology;
import org.mano4j.samples.site.SiteOptions;
import org.mano4j.samples.timeline.Timeline;

/** The file that {@code demo --report} writes. */
final class DemoReport {

  private final Path file;
  private final SiteOptions options;

  DemoReport(Path file, SiteOptions options) {
    this.file = file;
    this.options = options;
  }

  /** Why the file cannot be written, which is better known before a run; what it holds stays. */
  Optional<String> unwritable() {
    try {
      Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND).close();
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(failed(e));
    }
  }

  /**
   * Writes the page.
   *
   * @return why that failed, if it did
   */
  Optional<String> write(DemoResult result, Topology topology) {
    try {
      Files.writeString(file, ReportPage.of(report(result, topology)));
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(failed(e));
    }
  }

  private String failed(IOException e) {
    return "cannot write the report " + file + ": " + why(e) + "; name another file";
  }

  private String why(IOException e) {
    if (Files.isDirectory(file)) {
      return "it is a folder";
    }
    if (e instanceof NoSuchFileException) {
      return "there is no such folder";
    }
    return e instanceof AccessDeniedException ? "not allowed" : String.valueOf(e.getMessage());
  }

  private Report report(DemoResult result, Topology topology) {
    return new Report(
        Objects.requireNonNullElse(result.service(), "without a name"),
        Instant.now(),
        ground(),
        errors(result),
        result.steps().stream()
            .map(step -> new Report.Step(step.step(), step.millis(), step.nsrStatus()))
            .toList(),
        result.leftovers().text(),
        topology,
        Objects.requireNonNullElse(result.timeline(), Timeline.NONE),
        result.servers().stream()
            .map(
                server ->
                    new Report.Server(
                        server.name(),
                        server.status(),
                        server.image(),
                        server.ips(),
                        server.metadata()))
            .toList(),
        calls(result));
  }

  private static List<Report.Calls> calls(DemoResult result) {
    return result.calls() == null
        ? List.of()
        : result.calls().stream()
            .map(of -> new Report.Calls(of.client(), of.successful(), of.failed(), of.rate()))
            .toList();
  }

  private static List<String> errors(DemoResult result) {
    List<String> errors = new ArrayList<>();
    if (result.error() != null) {
      errors.add(result.step() + " failed: " + result.error());
    }
    if (result.findings() != null) {
      result.findings().forEach(finding -> errors.add(finding.toString()));
    }
    return errors;
  }

  private String ground() {
    String platform = options.docker() ? "Docker Engine" : "Pop in memory";
    String bus =
        options.broker() != null
            ? "message broker"
            : options.embeddedBroker() ? "broker in this JVM" : "bus in this JVM";
    return platform + ", " + bus + (options.processes() ? ", separate processes" : "");
  }
}
