package org.mano4j.samples.timeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import picocli.CommandLine.Help.Ansi;

/** A timeline as lines of letters, for a terminal. Each step fills the width. */
public final class TimelineText {

  private static final int LONGEST_NAME = 26;
  private static final int SHORTEST_BAR = 20;
  private static final String TITLE = "Where the time went:";
  private static final int LEAST_TICK = 12;
  private static final List<Integer> ROUND = List.of(1, 2, 5);

  /** Colours of phases, as ANSI knows them. */
  private static final List<String> COLOURS =
      List.of("white", "magenta", "fg(141)", "yellow", "fg(39)", "cyan", "green");

  private final Timeline timeline;
  private final Ansi ansi;
  private final int width;
  private final int names;
  private final int bars;

  /**
   * Of a timeline.
   *
   * @param width most columns to take, at least 60
   * @param ansi whether to colour
   */
  public TimelineText(Timeline timeline, int width, Ansi ansi) {
    this.timeline = timeline;
    this.ansi = ansi;
    this.width = width;
    this.names =
        Math.min(
            LONGEST_NAME,
            timeline.steps().stream().flatMapToInt(TimelineText::lengths).max().orElse(0));
    double longest = timeline.steps().stream().mapToDouble(Timeline.Step::end).max().orElse(0);
    int roomForTotal = total(longest).length();
    this.bars = Math.max(SHORTEST_BAR, width - names - 2 - roomForTotal);
  }

  private static IntStream lengths(Timeline.Step step) {
    return IntStream.concat(
        IntStream.of(step.step().length()),
        step.vnfrs().stream()
            .flatMapToInt(
                vnfr ->
                    IntStream.concat(
                        IntStream.of(vnfr.name().length()),
                        vnfr.vnfcs().stream().mapToInt(vnfc -> vnfc.name().length() + 2))));
  }

  /** The lines; none of a timeline that is empty. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (timeline.isEmpty()) {
      return lines;
    }
    lines.addAll(legend());
    for (Timeline.Step step : timeline.steps()) {
      double perColumn = Math.max(step.end(), 0.1) / bars;
      lines.add("");
      lines.add(axis(step, perColumn));
      for (Timeline.Vnfr vnfr : step.vnfrs()) {
        lines.add(row(vnfr.name(), vnfr.phases(), perColumn));
        vnfr.vnfcs().forEach(vnfc -> lines.add(row("  " + vnfc.name(), vnfc.phases(), perColumn)));
      }
    }
    return lines;
  }

  private List<String> legend() {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(TITLE);
    int length = TITLE.length();
    for (Phase phase : timeline.occurring()) {
      int more = phase.text().length() + 4;
      if (length + more > width) {
        lines.add(line.toString());
        line.setLength(0);
        length = 0;
      }
      line.append(length == 0 ? "" : line.toString().equals(TITLE) ? " " : ", ");
      line.append(coloured(phase, String.valueOf(phase.letter()))).append(' ').append(phase.text());
      length += more;
    }
    lines.add(line.toString());
    return lines;
  }

  /** Round times, each above the column where it is reached. */
  private String axis(Timeline.Step step, double perColumn) {
    StringBuilder line = new StringBuilder(cell(step.step())).append("  ");
    int begin = line.length();
    double each = tick(perColumn * LEAST_TICK);
    for (int i = 0; i * each <= step.end(); i++) {
      int at = begin + column(i * each, perColumn);
      line.append(" ".repeat(Math.max(0, at - line.length())));
      line.append(String.format(Locale.ROOT, "|%.0f", i * each));
    }
    return line.append(" ms").toString();
  }

  /** The next round number that is not below. */
  public static double tick(double least) {
    double power = 1;
    while (true) {
      for (int round : ROUND) {
        if (round * power >= least) {
          return round * power;
        }
      }
      power *= 10;
    }
  }

  /** Dots are time between phases, the number is when the last one was over. */
  private String row(String name, List<Timeline.Span> spans, double perColumn) {
    Phase[] columns = new Phase[bars];
    int last = -1;
    double end = 0;
    for (Timeline.Span span : spans) {
      int first = Math.min(column(span.begin(), perColumn), bars - 1);
      int past = Math.max(first + 1, column(span.end(), perColumn));
      Arrays.fill(columns, first, past, span.phase());
      last = Math.max(last, past - 1);
      end = Math.max(end, span.end());
    }
    StringBuilder line = new StringBuilder(cell(name)).append("  ");
    String between = " ";
    for (int i = 0; i <= last; i++) {
      Phase phase = columns[i];
      between = phase == null ? between : ".";
      int from = i;
      while (i < last && columns[i + 1] == phase) {
        i++;
      }
      String letter = phase == null ? between : String.valueOf(phase.letter());
      String run = letter.repeat(i - from + 1);
      line.append(phase == null ? run : coloured(phase, run));
    }
    if (last >= 0) {
      line.append(total(end));
    }
    return line.toString().stripTrailing();
  }

  private static String total(double millis) {
    return String.format(Locale.ROOT, " %.0f ms", millis);
  }

  private int column(double millis, double perColumn) {
    return (int) Math.min(bars, Math.round(millis / perColumn));
  }

  private String cell(String name) {
    String shown = name.replaceAll("[^\\x20-\\x7e]", "?");
    if (shown.length() > names) {
      // the number at the end tells instances apart
      int tail = names / 2;
      shown = shown.substring(0, names - tail - 2) + ".." + shown.substring(shown.length() - tail);
    }
    return String.format("%-" + names + "s", shown);
  }

  private String coloured(Phase phase, String text) {
    return ansi.string("@|" + COLOURS.get(phase.ordinal()) + " " + text + "|@");
  }
}
