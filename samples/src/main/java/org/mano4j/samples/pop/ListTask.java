package org.mano4j.samples.pop;

import java.util.List;
import java.util.Optional;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopClient;
import org.mano4j.samples.ExitCode;
import picocli.CommandLine.Parameters;

/** Shows all of a kind, or one. */
abstract class ListTask<V> extends PopTask {

  private final String kind;
  private final String command;
  private final Table<V> table;

  @Parameters(paramLabel = "FILTER", arity = "0..*", description = "Show only this one.")
  private List<String> arguments = List.of();

  ListTask(String kind, String command, Table<V> table) {
    this.kind = kind;
    this.command = command;
    this.table = table;
  }

  abstract List<V> all(PopClient client);

  abstract Optional<V> one(PopClient client, Filter filter);

  @Override
  final void check() {
    if (arguments.size() > 1) {
      throw usage("too many parameters");
    }
    arguments.forEach(this::checkFilter);
  }

  @Override
  final int run(PopClient client, Printer printer) {
    if (arguments.isEmpty()) {
      printer.list(all(client), table);
    } else {
      String target = arguments.get(0);
      printer.one(
          one(client, Targets.filter(target))
              .orElseThrow(() -> Targets.nothing(kind, command, target, client)),
          table);
    }
    return ExitCode.DONE;
  }
}
