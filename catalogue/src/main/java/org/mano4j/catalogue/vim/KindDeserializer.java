package org.mano4j.catalogue.vim;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.internal.Supposition;

/**
 * Reads an object to its end and then as the class that it turns out to be: what tells classes
 * apart may stand last. Copying all of it takes as long as reading it; so where a document can be
 * read again, an object is read at once as the class that the ones before it had. One thing
 * differs: the copy makes 0 of the number -0, also where a text is expected, which otherwise keeps
 * the minus.
 */
abstract class KindDeserializer<T> extends StdDeserializer<T> {

  /** Jackson makes a deserializer for each property of such a type: each supposes on its own. */
  private final transient Supposition<T> supposition = new Supposition<>();

  private KindDeserializer(Class<T> type) {
    super(type);
  }

  /** The class of an object of which nothing has been seen yet. */
  abstract Class<? extends T> kind();

  /**
   * The class of an object with one more property.
   *
   * @param kind what it was without
   * @param value stands at the value
   */
  abstract Class<? extends T> kind(Class<? extends T> kind, String property, JsonParser value)
      throws IOException;

  /**
   * The class of the object that this record was read of, whatever it was read as; absent if the
   * record does not tell, as where a property may have been absent, or null or empty.
   */
  abstract @Nullable Class<? extends T> certainKind(T read);

  @Override
  public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
    Class<? extends T> supposed = supposition.next();
    if (supposed != null
        && in.hasToken(JsonToken.START_OBJECT)
        && context.getAttribute(Supposition.ALLOWED) != null) {
      return supposing(supposed, in, context);
    }
    T read = carefully(in, context);
    supposition.found(read == null ? null : certainKind(read));
    return read;
  }

  private T supposing(Class<? extends T> kind, JsonParser in, DeserializationContext context)
      throws Supposition.Mistake {
    try {
      T read = read(in, kind, context);
      if (certainKind(read) == kind) {
        return read;
      }
    } catch (Supposition.Mistake e) {
      throw e; // of something within, which says nothing about this
    } catch (IOException | RuntimeException e) {
      // of another kind it may be right, and a complaint about this one may be wrong
      throw supposition.mistake();
    }
    throw supposition.mistake();
  }

  private T carefully(JsonParser in, DeserializationContext context) throws IOException {
    Class<? extends T> kind = kind();
    try (TokenBuffer object = context.bufferForInputBuffering(in)) {
      if (in.hasToken(JsonToken.START_OBJECT)) {
        object.writeStartObject();
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
          in.nextToken();
          kind = kind(kind, name, in);
          object.writeFieldName(name);
          object.copyCurrentStructure(in);
        }
        object.writeEndObject();
      } else {
        object.copyCurrentStructure(in);
      }
      try (JsonParser again = object.asParserOnFirstToken()) {
        return read(again, kind, context);
      }
    }
  }

  /** As the context reads it, but without looking for marks of subclasses each time. */
  private T read(JsonParser in, Class<? extends T> kind, DeserializationContext context)
      throws IOException {
    JavaType type = context.constructType(kind);
    return kind.cast(context.findContextualValueDeserializer(type, null).deserialize(in, context));
  }

  /**
   * By the text of {@code type}, as a 6.0 reader does: only the first letter may be of any case.
   */
  static final class OfVimInstance extends KindDeserializer<VimInstance> {
    OfVimInstance() {
      super(VimInstance.class);
    }

    @Override
    Class<? extends VimInstance> kind() {
      return GenericVimInstance.class;
    }

    @Override
    Class<? extends VimInstance> kind(
        Class<? extends VimInstance> kind, String property, JsonParser value) throws IOException {
      if (!property.equals("type")) {
        return kind;
      }
      return kind(value.hasToken(JsonToken.VALUE_STRING) ? value.getText() : "");
    }

    @Override
    Class<? extends VimInstance> certainKind(VimInstance read) {
      return kind(read.type() == null ? "" : read.type());
    }

    private static Class<? extends VimInstance> kind(String type) {
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
    Class<? extends VimImage> kind() {
      return BaseNfvImage.class;
    }

    @Override
    Class<? extends VimImage> kind(
        Class<? extends VimImage> kind, String property, JsonParser value) {
      if (property.equals("tags")) {
        return DockerImage.class;
      }
      return property.equals("diskFormat") && kind == BaseNfvImage.class ? NFVImage.class : kind;
    }

    @Override
    @Nullable Class<? extends VimImage> certainKind(VimImage read) {
      if (read instanceof DockerImage docker) {
        return docker.tags().isEmpty() ? null : DockerImage.class;
      }
      if (read.extensions().containsKey("tags")) {
        return null;
      }
      if (read instanceof NFVImage image) {
        return image.diskFormat() == null ? null : NFVImage.class;
      }
      return read.extensions().containsKey("diskFormat") ? null : BaseNfvImage.class;
    }
  }

  /** By the keys that are there, null or not. */
  static final class OfNetwork extends KindDeserializer<VimNetwork> {
    OfNetwork() {
      super(VimNetwork.class);
    }

    @Override
    Class<? extends VimNetwork> kind() {
      return BaseNetwork.class;
    }

    @Override
    Class<? extends VimNetwork> kind(
        Class<? extends VimNetwork> kind, String property, JsonParser value) {
      if (property.equals("subnet")) {
        return DockerNetwork.class;
      }
      return property.equals("subnets") && kind == BaseNetwork.class ? Network.class : kind;
    }

    @Override
    @Nullable Class<? extends VimNetwork> certainKind(VimNetwork read) {
      if (read instanceof DockerNetwork docker) {
        return docker.subnet() == null ? null : DockerNetwork.class;
      }
      if (read.extensions().containsKey("subnet")) {
        return null;
      }
      if (read instanceof Network network) {
        return network.subnets().isEmpty() ? null : Network.class;
      }
      return read.extensions().containsKey("subnets") ? null : BaseNetwork.class;
    }
  }
}
