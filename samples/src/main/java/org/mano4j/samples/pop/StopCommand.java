package org.mano4j.samples.pop;

import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopClient;
import picocli.CommandLine.Command;

/** Stops containers. */
@Command(
    name = "stop",
    description = {
      "Begins to stop a running container, and does not wait for its end.",
      "'*' stops all that run; one that cannot be stopped does not keep the others from it."
    })
final class StopCommand extends EachTask {

  @Override
  void act(PopClient client, Filter filter) {
    client.stop(filter);
  }

  @Override
  boolean isMeant(Container container) {
    return container.status() == ContainerStatus.RUNNING;
  }
}
