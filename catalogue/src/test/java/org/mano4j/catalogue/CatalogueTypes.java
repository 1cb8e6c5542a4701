package org.mano4j.catalogue;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.mano4j.catalogue.message.MessageJson;
import org.mano4j.catalogue.message.OrVnfmMessage;
import org.mano4j.catalogue.message.VnfmOrMessage;
import org.mano4j.catalogue.vim.AmazonVimInstance;
import org.mano4j.catalogue.vim.BaseNetwork;
import org.mano4j.catalogue.vim.BaseNfvImage;
import org.mano4j.catalogue.vim.DockerImage;
import org.mano4j.catalogue.vim.DockerNetwork;
import org.mano4j.catalogue.vim.DockerVimInstance;
import org.mano4j.catalogue.vim.GenericVimInstance;
import org.mano4j.catalogue.vim.NFVImage;
import org.mano4j.catalogue.vim.Network;
import org.mano4j.catalogue.vim.OpenstackVimInstance;
import org.mano4j.catalogue.vim.VimImage;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.catalogue.vim.VimNetwork;

/** The types of the catalogue, found by looking for them, so that none can be forgotten. */
final class CatalogueTypes {

  private static final List<Class<?>> ALL = scan();

  private static final Map<Class<?>, List<Component>> COMPONENTS = new ConcurrentHashMap<>();

  private CatalogueTypes() {}

  /**
   * A component of a record.
   *
   * @param names its names in JSON; the first one is written
   */
  record Component(List<String> names, Type type, RecordComponent of) {
    String name() {
      return names.get(0);
    }

    Object valueIn(Object record) {
      try {
        return of.getAccessor().invoke(record);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** All records that are an object on the wire and are read as themselves. */
  static List<Class<?>> objects() {
    return ALL.stream()
        .filter(type -> type.isRecord() && WireObject.class.isAssignableFrom(type))
        .filter(type -> !type.getSimpleName().equals("Unknown"))
        .toList();
  }

  /** All enumerations. */
  static List<Class<?>> enums() {
    return ALL.stream().filter(type -> type.isRecord() && isEnum(type)).toList();
  }

  static boolean isEnum(Type type) {
    return type instanceof Class<?> c && WireEnum.class.isAssignableFrom(c);
  }

  static boolean isObject(Type type) {
    return type instanceof Class<?> c && WireObject.class.isAssignableFrom(c);
  }

  /** A type by its simple name in any case. */
  static Class<?> named(String name) {
    return objects().stream()
        .filter(type -> type.getSimpleName().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no type is called " + name));
  }

  /** The components of a record, without the extensions. */
  static List<Component> components(Class<?> type) {
    return COMPONENTS.computeIfAbsent(
        type,
        record ->
            Arrays.stream(record.getRecordComponents())
                .filter(component -> !component.getName().equals("extensions"))
                .map(CatalogueTypes::component)
                .toList());
  }

  private static Component component(RecordComponent component) {
    JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
    JsonAlias alias = component.getAccessor().getAnnotation(JsonAlias.class);
    List<String> names =
        Stream.concat(
                Stream.of(property.value()),
                alias == null ? Stream.empty() : Arrays.stream(alias.value()))
            .toList();
    return new Component(names, component.getGenericType(), component);
  }

  /** The record that an object is read as, by the rules of the wire. */
  static Class<?> recordOf(Class<?> type, JsonNode object) {
    if (type == VimInstance.class) {
      String kind = object.path("type").asText("").replaceFirst("(?s)^([^.]+)[.].+", "$1");
      String first = kind.isEmpty() ? "" : kind.substring(0, 1).toUpperCase(Locale.ROOT);
      return switch (first + kind.substring(first.length())) {
        case "Openstack" -> OpenstackVimInstance.class;
        case "Docker" -> DockerVimInstance.class;
        case "Amazon" -> AmazonVimInstance.class;
        default -> GenericVimInstance.class;
      };
    }
    if (type == VimImage.class) {
      Class<?> other = object.has("diskFormat") ? NFVImage.class : BaseNfvImage.class;
      return object.has("tags") ? DockerImage.class : other;
    }
    if (type == VimNetwork.class) {
      Class<?> other = object.has("subnets") ? Network.class : BaseNetwork.class;
      return object.has("subnet") ? DockerNetwork.class : other;
    }
    if (type == OrVnfmMessage.class || type == VnfmOrMessage.class) {
      return read(("{\"action\":" + object.get("action") + "}"), type).getClass();
    }
    return type;
  }

  static Object read(String json, Class<?> type) {
    return read(json.getBytes(StandardCharsets.UTF_8), type);
  }

  /** Reads a value as a user does. */
  static Object read(byte[] json, Class<?> type) {
    if (type == OrVnfmMessage.class) {
      return MessageJson.readOrVnfm(json);
    }
    return type == VnfmOrMessage.class
        ? MessageJson.readVnfmOr(json)
        : CatalogueJson.read(json, type);
  }

  /** What is written of what was read. */
  static JsonNode roundTrip(JsonNode json, Class<?> type) {
    return Samples.tree(CatalogueJson.write(read(Samples.bytes(json), type)));
  }

  private static List<Class<?>> scan() {
    try {
      Path root =
          Path.of(CatalogueJson.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      try (Stream<Path> files = Files.walk(root.resolve("org/mano4j/catalogue"))) {
        return files
            .map(file -> root.relativize(file).toString())
            .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
            .sorted()
            .<Class<?>>map(name -> load(name.substring(0, name.length() - 6).replace('/', '.')))
            .filter(type -> Modifier.isPublic(type.getModifiers()))
            .toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, CatalogueJson.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
