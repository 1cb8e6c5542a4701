package org.mano4j.samples.pop;

import org.mano4j.pop.Container;
import org.mano4j.pop.PopClient;
import picocli.CommandLine.Command;

/** Creates a container. */
@Command(
    name = "create",
    description = {
      "Creates a container; nothing runs yet.",
      "Its name and addresses are reserved from now on."
    })
final class CreateCommand extends CreateTask {

  @Override
  Container made(PopClient client, Container created) {
    return created;
  }
}
