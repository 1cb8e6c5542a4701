package org.mano4j.samples.pop;

import org.jspecify.annotations.Nullable;
import org.mano4j.pop.ContainerEvent;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopStream;
import org.mano4j.samples.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows changes as they happen. */
@Command(
    name = "watch",
    description = {
      "Shows every change of a container when it happens.",
      "Goes on until it is interrupted. A change is a line; as YAML a document; as JSON an object"
          + " in a line. --after takes the number of the last one shown, to go on from there. A"
          + " bookmark is no change, but a number to go on from: at the beginning, and now and then"
          + " in YAML and JSON."
    })
final class WatchCommand extends PopTask {

  @Option(
      names = "--after",
      paramLabel = "SEQUENCE",
      description = "Begin with the changes after this one; by default with those from now on.")
  private @Nullable Long after;

  @Override
  int run(PopClient client, Printer printer) {
    boolean table = printer.format() == OutputFormat.TABLE;
    try (PopStream<ContainerEvent> events = after == null ? client.watch() : client.watch(after)) {
      if (table) {
        printer.line(EventView.HEADS);
      }
      boolean begun = false;
      while (events.hasNext()) {
        EventView event = EventView.of(events.next());
        if (table) {
          if (event.extId() != null || !begun) {
            printer.line(event.line());
          }
          begun = true;
        } else {
          printer.next(event);
        }
        if (printer.isLost()) {
          break;
        }
      }
    }
    return ExitCode.DONE;
  }
}
