package org.mano4j.pop.server;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.mano4j.pop.Filter;
import org.mano4j.pop.Flavour;
import org.mano4j.pop.Image;
import org.mano4j.pop.Network;
import org.mano4j.pop.internal.PopWire;
import org.mano4j.pop.proto.FlavourList;
import org.mano4j.pop.proto.ImageList;
import org.mano4j.pop.proto.NetworkList;

/**
 * The lists of a Pop. Containers come in the order of their creation, all else by name and id, so
 * that pages fit together.
 */
final class ListCalls {

  private static final String CONTAINER = "container";

  private static final Listed<Image, org.mano4j.pop.proto.Image> IMAGES =
      new Listed<>(
          "image",
          Image::id,
          image -> image.names().isEmpty() ? "" : image.names().get(0),
          PopWire::toProto);
  private static final Listed<Network, org.mano4j.pop.proto.Network> NETWORKS =
      new Listed<>("network", Network::id, Network::name, PopWire::toProto);
  private static final Listed<Flavour, org.mano4j.pop.proto.Flavour> FLAVOURS =
      new Listed<>("flavour", Flavour::id, Flavour::name, PopWire::toProto);

  private final Platform platform;
  private final NetworkCatalog networks;
  private final ContainerRegistry registry;

  ListCalls(Platform platform, NetworkCatalog networks, ContainerRegistry registry) {
    this.platform = platform;
    this.networks = networks;
    this.registry = registry;
  }

  EncodedContainers containers(org.mano4j.pop.proto.Filter request) {
    PageRequest page = PageRequest.of(CONTAINER, request);
    Filter filter = PopWire.fromProto(request);
    List<ListedContainer.Entry> found =
        filter instanceof Filter.All
            ? registry.entriesAfter(number(page), page.limit())
            : List.of(ListedContainer.Entry.of(registry.find(filter)));
    List<byte[]> entries = new ArrayList<>(found.size());
    String next =
        page.fill(
            found,
            entry -> Long.toString(entry.record().number()),
            ListedContainer.Entry::bytes,
            bytes -> bytes.length,
            entries::add);
    return new EncodedContainers(entries, next);
  }

  ImageList images(org.mano4j.pop.proto.Filter request) {
    ImageList.Builder list = ImageList.newBuilder();
    String next = IMAGES.page(request, this::images, list::addList);
    return list.setNextPageToken(next).build();
  }

  NetworkList networks(org.mano4j.pop.proto.Filter request) {
    NetworkList.Builder list = NetworkList.newBuilder();
    String next =
        NETWORKS.page(request, filter -> NETWORKS.select(filter, networks.all()), list::addList);
    return list.setNextPageToken(next).build();
  }

  FlavourList flavours(org.mano4j.pop.proto.Filter request) {
    FlavourList.Builder list = FlavourList.newBuilder();
    String next =
        FLAVOURS.page(
            request, filter -> FLAVOURS.select(filter, registry.flavours()), list::addList);
    return list.setNextPageToken(next).build();
  }

  private Collection<Image> images(Filter filter) {
    if (filter instanceof Filter.All) {
      return platform.images();
    }
    // An id is no name, and a name no id, although the platform takes either. It may be both.
    String reference =
        filter instanceof Filter.ById byId ? byId.id() : ((Filter.ByName) filter).name();
    return platform
        .image(reference)
        .filter(
            image ->
                filter instanceof Filter.ById
                    ? image.id().equals(reference)
                    : !image.id().equals(reference) || image.names().contains(reference))
        .map(List::of)
        .orElseThrow(() -> Filters.notFound(IMAGES.kind(), filter));
  }

  private static long number(PageRequest page) {
    String after = page.after();
    if (after == null) {
      return 0;
    }
    try {
      return Long.parseLong(after);
    } catch (NumberFormatException e) {
      throw PageRequest.badToken(CONTAINER);
    }
  }
}
