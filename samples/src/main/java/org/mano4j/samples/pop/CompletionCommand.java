package org.mano4j.samples.pop;

import java.util.concurrent.Callable;
import org.mano4j.samples.ExitCode;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Prints what teaches a shell to complete {@code pop}. */
@Command(
    name = "completion",
    description = {
      "Prints a script for bash and zsh that completes this command.",
      "It also makes 'pop' short for './mano4j pop' if there is no such command. To have both in"
          + " every shell, add to ~/.bashrc or ~/.zshrc:",
      "  source <(/path/to/mano4j pop completion)"
    })
final class CompletionCommand implements Callable<Integer> {

  @ParentCommand private PopCommand pop;

  @Override
  public Integer call() {
    String launcher = pop.surroundings().launcher();
    if (!launcher.isEmpty()) {
      String quoted = "'" + launcher.replace("'", "'\\''") + "'";
      pop.out().println("command -v pop >/dev/null || pop() { " + quoted + " pop \"$@\"; }");
    }
    pop.out().println(AutoComplete.bash("pop", PopCommand.model()));
    return ExitCode.DONE;
  }
}
