package org.mano4j.catalogue.vim;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;

/** Looks at an object first and then reads it as the class that it turns out to be. */
abstract class KindDeserializer<T> extends StdDeserializer<T> {

  private KindDeserializer(Class<T> type) {
    super(type);
  }

  /** The class of this object. */
  abstract Class<? extends T> kind(JsonNode node);

  @Override
  public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
    JsonNode node = context.readTree(in);
    return context.readTreeAsValue(node, kind(node));
  }

  /**
   * By the text of {@code type}, as a 6.0 reader does: only the first letter may be of any case.
   */
  static final class OfVimInstance extends KindDeserializer<VimInstance> {
    OfVimInstance() {
      super(VimInstance.class);
    }

    @Override
    Class<? extends VimInstance> kind(JsonNode node) {
      String type = node.path("type").asText("");
      int dot = type.indexOf('.');
      boolean named = dot > 0 && dot < type.length() - 1;
      return switch (named ? type.substring(0, dot) : type) {
        case "openstack", "Openstack" -> OpenstackVimInstance.class;
        case "docker", "Docker" -> DockerVimInstance.class;
        case "amazon", "Amazon" -> AmazonVimInstance.class;
        default -> GenericVimInstance.class;
      };
    }
  }

  /** By the keys that are there, null or not. */
  static final class OfImage extends KindDeserializer<VimImage> {
    OfImage() {
      super(VimImage.class);
    }

    @Override
    Class<? extends VimImage> kind(JsonNode node) {
      if (node.has("tags")) {
        return DockerImage.class;
      }
      return node.has("diskFormat") ? NFVImage.class : BaseNfvImage.class;
    }
  }

  /** By the keys that are there, null or not. */
  static final class OfNetwork extends KindDeserializer<VimNetwork> {
    OfNetwork() {
      super(VimNetwork.class);
    }

    @Override
    Class<? extends VimNetwork> kind(JsonNode node) {
      if (node.has("subnet")) {
        return DockerNetwork.class;
      }
      return node.has("subnets") ? Network.class : BaseNetwork.class;
    }
  }
}
