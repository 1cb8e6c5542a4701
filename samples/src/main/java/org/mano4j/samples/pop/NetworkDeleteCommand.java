package org.mano4j.samples.pop;

import org.mano4j.pop.PopClient;
import org.mano4j.samples.ExitCode;
import picocli.CommandLine.Command;

/** Removes a network. */
@Command(name = "delete", description = "Removes a network that no container is attached to.")
final class NetworkDeleteCommand extends FilterTask {

  @Override
  int run(PopClient client, Printer printer) {
    client.deleteNetwork(Targets.filter(target()));
    printer.out().println(target() + ": ok");
    return ExitCode.DONE;
  }
}
