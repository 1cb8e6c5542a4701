package org.mano4j.samples.pop;

import java.util.List;
import org.mano4j.pop.Container;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopException;
import org.mano4j.samples.ExitCode;
import picocli.CommandLine.Parameters;

/** Does the same to one container, or to all of them: one that fails keeps none of the others. */
abstract class EachTask extends PopTask {

  private static final String ALL = "*";

  @Parameters(
      paramLabel = "FILTER",
      arity = "0..*",
      hideParamSyntax = true,
      description = "A name, id: and an id, or '*' for all.")
  private List<String> arguments = List.of();

  abstract void act(PopClient client, Filter filter);

  /** Whether a container is meant by {@code *}. */
  boolean isMeant(Container container) {
    return true;
  }

  @Override
  final void check() {
    checkOne(arguments);
  }

  @Override
  final int run(PopClient client, Printer printer) {
    String target = arguments.get(0);
    if (!target.equals(ALL)) {
      act(client, Targets.filter(target));
      printer.out().println(target + ": ok");
      return ExitCode.DONE;
    }
    int code = ExitCode.DONE;
    for (Container container : client.containers(Filter.all())) {
      if (isMeant(container) && !succeeds(client, container, printer)) {
        code = ExitCode.FAILED;
      }
    }
    return code;
  }

  private boolean succeeds(PopClient client, Container container, Printer printer) {
    try {
      act(client, Filter.byId(container.id()));
    } catch (PopException e) {
      pop().error(e.getMessage());
      return false;
    }
    String name = container.name().isEmpty() ? "id:" + container.id() : container.name();
    printer.out().println(name + ": ok");
    printer.out().flush();
    return true;
  }
}
