package org.mano4j.samples.pop;

import org.mano4j.pop.PopClient;
import org.mano4j.samples.ExitCode;
import picocli.CommandLine.Command;

/** Starts a container. */
@Command(
    name = "start",
    description = "Starts a created container, with its metadata as environment.")
final class StartCommand extends FilterTask {

  @Override
  int run(PopClient client, Printer printer) {
    printer.one(Servers.view(client, client.start(Targets.filter(target()))), ServerView.TABLE);
    return ExitCode.DONE;
  }
}
