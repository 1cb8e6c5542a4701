package org.mano4j.plugin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.WireDate;
import org.mano4j.catalogue.vim.AWSImage;
import org.mano4j.catalogue.vim.AmazonVimInstance;
import org.mano4j.catalogue.vim.BaseNfvImage;
import org.mano4j.catalogue.vim.DockerImage;
import org.mano4j.catalogue.vim.DockerNetwork;
import org.mano4j.catalogue.vim.DockerVimInstance;
import org.mano4j.catalogue.vim.GenericVimInstance;
import org.mano4j.catalogue.vim.NFVImage;
import org.mano4j.catalogue.vim.OpenstackVimInstance;
import org.mano4j.catalogue.vim.Server;

/**
 * The JSON of parameters and results as the peers' readers need it: no null anywhere; the key that
 * tells the kind of an image or network always there; no date that they could not read, since one
 * such text makes them lose the whole answer.
 */
final class WireForm {

  private WireForm() {}

  static JsonNode of(Object value) {
    if (value instanceof Collection<?> collection) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      collection.stream().filter(Objects::nonNull).forEach(element -> array.add(of(element)));
      return array;
    }
    JsonNode tree = CatalogueJson.toTree(readable(value));
    dropNulls(tree);
    return tree;
  }

  private static Object readable(Object value) {
    if (value instanceof Server server) {
      return server(server);
    }
    if (value instanceof NFVImage image) {
      NFVImage dated = nfvImage(image);
      return dated.diskFormat() == null ? dated.withDiskFormat("") : dated;
    }
    if (value instanceof DockerImage image) {
      return image.withCreated(readable(image.created()));
    }
    if (value instanceof BaseNfvImage image) {
      return image.withCreated(readable(image.created()));
    }
    if (value instanceof AWSImage image) {
      return image.withCreated(readable(image.created()));
    }
    if (value instanceof DockerNetwork network) {
      return network.subnet() == null ? network.withSubnet("") : network;
    }
    return vim(value);
  }

  private static Object vim(Object value) {
    if (value instanceof OpenstackVimInstance vim) {
      return vim.withImages(vim.images().stream().map(WireForm::nfvImage).toList());
    }
    if (value instanceof DockerVimInstance vim) {
      List<DockerImage> images = vim.images();
      return vim.withImages(
          images.stream().map(image -> image.withCreated(readable(image.created()))).toList());
    }
    if (value instanceof AmazonVimInstance vim) {
      List<AWSImage> images = vim.images();
      return vim.withImages(
          images.stream().map(image -> image.withCreated(readable(image.created()))).toList());
    }
    if (value instanceof GenericVimInstance vim) {
      List<BaseNfvImage> images = vim.images();
      return vim.withImages(
          images.stream().map(image -> image.withCreated(readable(image.created()))).toList());
    }
    return value;
  }

  private static Server server(Server server) {
    NFVImage image = server.image();
    // an NFVO takes the first address of each network, and fails where there is none
    Map<String, List<String>> ips = new LinkedHashMap<>(server.ips());
    ips.values().removeIf(List::isEmpty);
    return server
        .withIps(ips)
        .withImage(image == null ? null : nfvImage(image))
        .withCreated(readable(server.created()))
        .withUpdated(readable(server.updated()));
  }

  private static NFVImage nfvImage(NFVImage image) {
    return image.withCreated(readable(image.created())).withUpdated(readable(image.updated()));
  }

  private static @Nullable WireDate readable(@Nullable WireDate date) {
    return date == null ? null : date.instant().map(WireDate::of).orElse(null);
  }

  private static void dropNulls(JsonNode tree) {
    if (tree instanceof ObjectNode object) {
      object.removeIf(JsonNode::isNull);
    } else if (tree instanceof ArrayNode array) {
      array.removeIf(JsonNode::isNull);
    }
    tree.forEach(WireForm::dropNulls);
  }
}
