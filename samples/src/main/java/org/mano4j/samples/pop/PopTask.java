package org.mano4j.samples.pop;

import java.util.List;
import java.util.concurrent.Callable;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopException;
import org.mano4j.samples.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that talks to a Pop. */
abstract class PopTask implements Callable<Integer> {

  @Spec private CommandSpec spec;

  /** Refuses what can be refused without a Pop; see {@link #usage}. */
  void check() {}

  /** Does the work; the exit code. */
  abstract int run(PopClient client, Printer printer);

  @Override
  public final Integer call() {
    PopCommand pop = pop();
    check();
    PopConnection connection = pop.connect();
    Interruption interruption = Interruption.ends(connection);
    try {
      return run(connection.client(), pop.printer());
    } catch (PopException e) {
      if (!interruption.happened()) {
        pop.error(e.getMessage());
      }
      return ExitCode.FAILED;
    } finally {
      interruption.close();
      connection.close();
    }
  }

  /** The command line as a whole. */
  final PopCommand pop() {
    CommandSpec top = spec;
    while (!(top.userObject() instanceof PopCommand)) {
      top = top.parent();
    }
    return (PopCommand) top.userObject();
  }

  /** Wrong usage, for {@link #check} to throw. */
  final ParameterException usage(String text) {
    return new ParameterException(spec.commandLine(), text);
  }

  /** Refuses any other number of arguments than one. */
  final void checkOne(List<String> arguments) {
    if (arguments.size() != 1) {
      throw wrongNumber(arguments.size());
    }
    checkFilter(arguments.get(0));
  }

  /** Refuses empty text, which is the name of nothing. */
  final void checkFilter(String filter) {
    if (filter.isEmpty() || filter.equals("id:")) {
      throw usage("invalid argument '" + filter + "': give a name, or id: and an id");
    }
  }

  final ParameterException wrongNumber(int given) {
    String command = spec.qualifiedName(" ").replaceFirst("^.*?\\bpop ", "");
    return usage("wrong number of arguments for " + command + ": " + given);
  }
}
