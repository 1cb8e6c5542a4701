package org.mano4j.samples.pop;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Networks are made and removed. */
@Command(
    name = "network",
    description = "Makes or removes a network; 'pop networks' shows them.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {NetworkCreateCommand.class, NetworkDeleteCommand.class})
final class NetworkCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing: create or delete");
  }
}
