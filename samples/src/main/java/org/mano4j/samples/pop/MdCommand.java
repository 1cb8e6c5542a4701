package org.mano4j.samples.pop;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The metadata of a container, which becomes its environment. */
@Command(
    name = "md",
    description = "Shows or changes the metadata of a container, which becomes its environment.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {MdGetCommand.class, MdSetCommand.class})
final class MdCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing: get or set");
  }
}
