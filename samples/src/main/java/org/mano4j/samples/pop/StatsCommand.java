package org.mano4j.samples.pop;

import org.mano4j.pop.PopClient;
import org.mano4j.samples.ExitCode;
import picocli.CommandLine.Command;

/** Shows what a container uses. */
@Command(name = "stats", description = "Shows what a running container uses.")
final class StatsCommand extends FilterTask {

  @Override
  int run(PopClient client, Printer printer) {
    printer.one(StatsView.of(target(), client.stats(Targets.filter(target()))), StatsView.TABLE);
    return ExitCode.DONE;
  }
}
