package org.mano4j.samples.pop;

import org.mano4j.pop.PopClient;
import org.mano4j.samples.ExitCode;
import picocli.CommandLine.Command;

/** Shows what a Pop is. */
@Command(name = "info", description = "Shows what the Pop is, what it can do, and how full it is.")
final class InfoCommand extends PopTask {

  @Override
  int run(PopClient client, Printer printer) {
    InfoView info = InfoView.of(client.info());
    if (printer.format() == OutputFormat.TABLE) {
      info.print(printer.out());
    } else {
      printer.one(info);
    }
    return ExitCode.DONE;
  }
}
