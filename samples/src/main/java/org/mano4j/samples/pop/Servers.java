package org.mano4j.samples.pop;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.mano4j.pop.Container;
import org.mano4j.pop.Filter;
import org.mano4j.pop.Flavour;
import org.mano4j.pop.Image;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopException;

/** Containers with their images and flavours, in two calls however many they are. */
final class Servers {

  private final Map<String, ImageView> images = new HashMap<>();
  private final Map<String, FlavourView> flavours = new HashMap<>();

  private Servers(List<Image> images, List<Flavour> flavours) {
    for (Image image : images) {
      String name = image.names().isEmpty() ? "" : image.names().get(0);
      this.images.put(image.id(), ImageView.of(image, name));
      image.names().forEach(alias -> this.images.put(alias, ImageView.of(image, alias)));
    }
    flavours.forEach(flavour -> this.flavours.put(flavour.id(), FlavourView.of(flavour)));
  }

  static ServerView view(PopClient client, Container container) {
    return views(client, List.of(container)).get(0);
  }

  static List<ServerView> views(PopClient client, List<Container> containers) {
    if (containers.isEmpty()) {
      return List.of();
    }
    Servers known =
        new Servers(orNone(client::images, Filter.all()), orNone(client::flavours, Filter.all()));
    return containers.stream().map(known::view).toList();
  }

  private ServerView view(Container container) {
    return ServerView.of(
        container,
        image(container.imageId()),
        flavours.getOrDefault(container.flavourId(), FlavourView.unknown(container.flavourId())));
  }

  /** A container has its image as it was asked for: by id, or by name with or without tag. */
  private ImageView image(String reference) {
    ImageView latest = images.getOrDefault(reference + ":latest", ImageView.unknown(reference));
    return images.getOrDefault(reference, latest);
  }

  /** A container is shown also when its image cannot be: what was asked for has been done. */
  private static <T> List<T> orNone(Function<Filter, List<T>> list, Filter filter) {
    try {
      return list.apply(filter);
    } catch (PopException e) {
      return List.of();
    }
  }
}
