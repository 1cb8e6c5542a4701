package org.mano4j.samples.pop;

import java.util.List;
import java.util.Optional;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopClient;
import picocli.CommandLine.Command;

/** Shows networks. */
@Command(name = "networks", description = "Shows all networks, or one of them.")
final class NetworksCommand extends ListTask<NetworkView> {

  NetworksCommand() {
    super("network", "networks", NetworkView.TABLE);
  }

  @Override
  List<NetworkView> all(PopClient client) {
    return client.networks(Filter.all()).stream().map(NetworkView::of).toList();
  }

  @Override
  Optional<NetworkView> one(PopClient client, Filter filter) {
    return client.network(filter).map(NetworkView::of);
  }
}
