package org.mano4j.samples.pop;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mano4j.pop.PopClient;
import org.mano4j.samples.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Changes the metadata of a container. */
@Command(
    name = "set",
    description = {
      "Adds entries to the metadata of a container that was not started yet, and shows all of it.",
      "An empty value removes its key."
    })
final class MdSetCommand extends PopTask {

  @Parameters(
      paramLabel = "FILTER",
      index = "0",
      arity = "0..1",
      hideParamSyntax = true,
      description = "A name, or id: and an id.")
  private String target = "";

  @Parameters(
      paramLabel = "KEY=VALUE...",
      index = "1..*",
      arity = "0..*",
      hideParamSyntax = true,
      description = "What to add; the value may hold more equal signs.")
  private List<String> entries = List.of();

  @Override
  void check() {
    if (target.isEmpty() || entries.isEmpty()) {
      throw wrongNumber(target.isEmpty() ? 0 : 1);
    }
    entries();
  }

  @Override
  int run(PopClient client, Printer printer) {
    client.metadata(Targets.filter(target), entries());
    printer.map(MdGetCommand.metadata(client, target));
    return ExitCode.DONE;
  }

  private Map<String, String> entries() {
    Map<String, String> map = new LinkedHashMap<>();
    for (String entry : entries) {
      int equals = entry.indexOf('=');
      if (equals < 1) {
        throw usage("invalid argument " + entry + ": give key=value");
      }
      map.put(entry.substring(0, equals), entry.substring(equals + 1));
    }
    return map;
  }
}
