package org.mano4j.samples;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.mano4j.samples.pop.Table;
import org.mano4j.samples.timeline.TimelineText;
import picocli.CommandLine.Help.Ansi;

/** A demo run as a person reads it. */
final class DemoText implements Demo.Observer {

  private static final List<String> HEADINGS =
      List.of("NAME", "STATUS", "IMAGE", "ADDRESSES", "METADATA");
  private static final List<String> CALL_HEADINGS =
      List.of("CLIENT", "SUCCESSFUL", "FAILED", "RATE", "TIME");

  /** What every terminal has. */
  private static final int WIDTH = 80;

  private static final String GAP = "  ";

  private final PrintWriter out;
  private final PrintWriter err;

  DemoText(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public void begin(String service) {
    out.println("Network service " + Table.printable(service));
    out.flush();
  }

  @Override
  public void step(DemoResult.Step step) {
    String status = step.nsrStatus() == null ? "" : "  " + step.nsrStatus();
    out.printf("%-10s %6d ms%s%n", step.step(), step.millis(), status);
    out.flush();
  }

  @Override
  public void note(String sentence) {
    err.println(printable(sentence));
    err.flush();
  }

  /** The same with what a terminal would obey made visible; its lines stay lines. */
  static String printable(String text) {
    return text.lines().map(Table::printable).collect(Collectors.joining("\n"));
  }

  /** Shows the outcome. */
  void end(DemoResult result) {
    if (result.timeline() != null && !result.timeline().isEmpty()) {
      out.println();
      new TimelineText(result.timeline(), WIDTH, Ansi.AUTO).lines().forEach(out::println);
    }
    if (!result.servers().isEmpty()) {
      out.println();
      out.println(heading(result));
      List<List<String>> rows = new ArrayList<>();
      result.servers().forEach(server -> addRows(rows, server));
      print(HEADINGS, rows);
      out.println();
    }
    if (result.calls() != null && !result.calls().isEmpty()) {
      out.println("Calls until then:");
      print(CALL_HEADINGS, result.calls().stream().map(DemoText::row).toList());
      out.println();
    }
    if (result.refused()) {
      result.findings().forEach(finding -> err.println(printable(finding.toString())));
    } else if (result.error() != null) {
      err.println(printable("error: " + result.step() + " failed: " + result.error()));
    }
    if (!result.refused()) {
      out.println("Left over: " + result.leftovers().text() + ".");
    }
    out.flush();
    err.flush();
  }

  private static String heading(DemoResult result) {
    if (!result.ok()) {
      return "Servers when it failed:";
    }
    return result.steps().stream().anyMatch(step -> step.step().equals("scale-out"))
        ? "Servers after the last scale-out:"
        : "Nothing was scaled out: every VDU has as many instances as its scale_in_out allows,"
            + " or as were asked for. The servers:";
  }

  private void print(List<String> headings, List<List<String>> content) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(headings);
    content.forEach(row -> rows.add(row.stream().map(Table::printable).toList()));
    Table.lines(rows, GAP).forEach(line -> out.println(line.stripTrailing()));
  }

  private static List<String> row(DemoResult.CallRow calls) {
    return List.of(
        calls.client(),
        Long.toString(calls.successful()),
        Long.toString(calls.failed()),
        String.format(Locale.ROOT, "%.1f/s", calls.rate()),
        String.format(Locale.ROOT, "%.0f s", calls.seconds()));
  }

  /** Addresses and metadata of a server stand below each other. */
  private static void addRows(List<List<String>> rows, DemoResult.ServerRow server) {
    Iterator<String> addresses =
        server.ips().entrySet().stream()
            .flatMap(ip -> ip.getValue().stream().map(address -> ip.getKey() + " " + address))
            .iterator();
    Iterator<String> metadata =
        server.metadata().entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .iterator();
    rows.add(
        List.of(server.name(), server.status(), server.image(), next(addresses), next(metadata)));
    while (addresses.hasNext() || metadata.hasNext()) {
      rows.add(List.of("", "", "", next(addresses), next(metadata)));
    }
  }

  private static String next(Iterator<String> lines) {
    return lines.hasNext() ? lines.next() : "";
  }
}
