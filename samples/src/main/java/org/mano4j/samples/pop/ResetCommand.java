package org.mano4j.samples.pop;

import org.mano4j.pop.PopClient;
import org.mano4j.samples.ExitCode;
import picocli.CommandLine.Command;

/** Begins a new life of a container. */
@Command(
    name = "reset",
    description = {
      "Makes a container that has ended CREATED again.",
      "It keeps id, name, metadata and addresses, and can be started once more."
    })
final class ResetCommand extends FilterTask {

  @Override
  int run(PopClient client, Printer printer) {
    printer.one(Servers.view(client, client.reset(Targets.filter(target()))), ServerView.TABLE);
    return ExitCode.DONE;
  }
}
