package org.mano4j.samples.pop;

import java.util.List;
import java.util.Optional;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopClient;
import picocli.CommandLine.Command;

/** Shows images. */
@Command(name = "images", description = "Shows all images, or one of them.")
final class ImagesCommand extends ListTask<ImageView> {

  ImagesCommand() {
    super("image", "images", ImageView.TABLE);
  }

  @Override
  List<ImageView> all(PopClient client) {
    return client.images(Filter.all()).stream().map(ImageView::all).flatMap(List::stream).toList();
  }

  @Override
  Optional<ImageView> one(PopClient client, Filter filter) {
    return client
        .image(filter)
        .map(
            image ->
                filter instanceof Filter.ByName named
                    ? ImageView.of(image, named.name())
                    : ImageView.all(image).get(0));
  }
}
