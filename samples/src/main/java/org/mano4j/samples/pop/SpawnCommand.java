package org.mano4j.samples.pop;

import org.mano4j.pop.Container;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopException;
import picocli.CommandLine.Command;

/** Creates and starts a container. */
@Command(name = "spawn", description = "Creates a container and starts it.")
final class SpawnCommand extends CreateTask {

  @Override
  Container made(PopClient client, Container created) {
    try {
      // Created and started in one: nothing to be updated has come between.
      return client.start(Filter.byId(created.id())).withStarted(null);
    } catch (PopException e) {
      throw new PopException(
          e.code(),
          "container '%s' was created, but not started: %s; it stays until 'pop delete %s'"
              .formatted(created.name(), e.getMessage(), created.name()),
          e);
    }
  }
}
