package org.mano4j.samples.pop;

import java.util.List;
import java.util.Optional;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopClient;
import picocli.CommandLine.Command;

/** Shows flavours. */
@Command(name = "flavours", description = "Shows all flavours, or one of them.")
final class FlavoursCommand extends ListTask<FlavourView> {

  FlavoursCommand() {
    super("flavour", "flavours", FlavourView.TABLE);
  }

  @Override
  List<FlavourView> all(PopClient client) {
    return client.flavours(Filter.all()).stream().map(FlavourView::of).toList();
  }

  @Override
  Optional<FlavourView> one(PopClient client, Filter filter) {
    return client.flavour(filter).map(FlavourView::of);
  }
}
