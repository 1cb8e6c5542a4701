package org.mano4j.samples.pop;

import java.util.Map;
import org.mano4j.pop.PopClient;
import org.mano4j.samples.ExitCode;
import picocli.CommandLine.Command;

/** Shows the metadata of a container. */
@Command(name = "get", description = "Shows the metadata of a container.")
final class MdGetCommand extends FilterTask {

  @Override
  int run(PopClient client, Printer printer) {
    printer.map(metadata(client, target()));
    return ExitCode.DONE;
  }

  static Map<String, String> metadata(PopClient client, String target) {
    return client
        .container(Targets.filter(target))
        .orElseThrow(() -> Targets.nothing("container", "servers", target, client))
        .metadata();
  }
}
