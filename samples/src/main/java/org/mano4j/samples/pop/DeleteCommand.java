package org.mano4j.samples.pop;

import org.mano4j.pop.Filter;
import org.mano4j.pop.PopClient;
import picocli.CommandLine.Command;

/** Deletes containers. */
@Command(
    name = "delete",
    description = {
      "Stops a container if it runs, and forgets it.",
      "Returns when it is gone. '*' deletes all; one that cannot be deleted does not keep the"
          + " others from it."
    })
final class DeleteCommand extends EachTask {

  @Override
  void act(PopClient client, Filter filter) {
    client.delete(filter);
  }
}
