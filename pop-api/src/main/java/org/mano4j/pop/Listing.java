package org.mano4j.pop;

import io.grpc.MethodDescriptor;
import java.util.List;
import java.util.function.Function;
import org.mano4j.pop.internal.PopWire;
import org.mano4j.pop.proto.ContainerList;
import org.mano4j.pop.proto.FlavourList;
import org.mano4j.pop.proto.ImageList;
import org.mano4j.pop.proto.NetworkList;
import org.mano4j.pop.proto.PopGrpc;

/**
 * One of the four calls that list something.
 *
 * @param name of the call, for messages
 * @param method the call
 * @param read entries of a page, as values
 * @param next the token of the next page; empty on the last one
 */
record Listing<R, T>(
    String name,
    MethodDescriptor<org.mano4j.pop.proto.Filter, R> method,
    Function<R, List<T>> read,
    Function<R, String> next) {

  static final Listing<ContainerList, Container> CONTAINERS =
      new Listing<>(
          "Containers",
          PopGrpc.getContainersMethod(),
          page -> each(page.getListList(), PopWire::fromProto),
          ContainerList::getNextPageToken);

  static final Listing<ImageList, Image> IMAGES =
      new Listing<>(
          "Images",
          PopGrpc.getImagesMethod(),
          page -> each(page.getListList(), PopWire::fromProto),
          ImageList::getNextPageToken);

  static final Listing<NetworkList, Network> NETWORKS =
      new Listing<>(
          "Networks",
          PopGrpc.getNetworksMethod(),
          page -> each(page.getListList(), PopWire::fromProto),
          NetworkList::getNextPageToken);

  static final Listing<FlavourList, Flavour> FLAVOURS =
      new Listing<>(
          "Flavours",
          PopGrpc.getFlavoursMethod(),
          page -> each(page.getListList(), PopWire::fromProto),
          FlavourList::getNextPageToken);

  private static <E, T> List<T> each(List<E> entries, Function<E, T> value) {
    return entries.stream().map(value).toList();
  }
}
