package org.mano4j.samples.pop;

import java.util.List;
import java.util.Optional;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopClient;
import picocli.CommandLine.Command;

/** Shows containers. */
@Command(name = "servers", description = "Shows all containers, or one of them.")
final class ServersCommand extends ListTask<ServerView> {

  ServersCommand() {
    super("container", "servers", ServerView.TABLE);
  }

  @Override
  List<ServerView> all(PopClient client) {
    return Servers.views(client, client.containers(Filter.all()));
  }

  @Override
  Optional<ServerView> one(PopClient client, Filter filter) {
    return client.container(filter).map(container -> Servers.view(client, container));
  }
}
