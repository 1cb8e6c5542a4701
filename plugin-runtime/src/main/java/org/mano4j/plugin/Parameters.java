package org.mano4j.plugin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.mano4j.catalogue.CatalogueException;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.descriptor.DeploymentFlavour;
import org.mano4j.catalogue.descriptor.VNFDConnectionPoint;
import org.mano4j.catalogue.security.Key;
import org.mano4j.catalogue.vim.Subnet;
import org.mano4j.catalogue.vim.VimImage;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.catalogue.vim.VimNetwork;

/**
 * The parameters of one call, read by position. A peer may leave out trailing ones and may put null
 * anywhere: what is absent is "" or empty, unless the function cannot do without it.
 */
final class Parameters {

  /** A scheme and a colon; base64 has no colon. */
  private static final Pattern SCHEME = Pattern.compile("\\s*[A-Za-z][A-Za-z0-9+.-]{0,31}:");

  private final String function;
  private final Dialect dialect;
  private final List<JsonNode> values;

  Parameters(String function, Iterable<JsonNode> values, Dialect dialect) {
    this.function = function;
    this.dialect = dialect;
    this.values = StreamSupport.stream(values.spliterator(), false).toList();
  }

  /**
   * Refuses an overload that is not known: what it adds cannot be ignored safely. Nulls at the end
   * add nothing.
   */
  void refuseMoreThan(int most) {
    for (int i = most; i < values.size(); i++) {
      if (!absent(values.get(i))) {
        throw bad(function + " takes at most " + most + " parameters, not " + values.size());
      }
    }
  }

  /** What tells the VIM instance from others: its id, else its name, "" without both. */
  String vimKey() {
    String id = at(0).path("id").asText("");
    return id.isEmpty() ? at(0).path("name").asText("") : id;
  }

  /** What the call is about, for people; empty if it is about its VIM instance. */
  Optional<String> subject() {
    JsonNode value = at(1);
    String text = (value.isObject() ? value.path("name") : value).asText("");
    return Optional.of(text).filter(said -> !said.isBlank());
  }

  /** The name of the VIM instance, for people; else its id, "" without both. */
  String vimName() {
    String name = at(0).path("name").asText("");
    return name.isEmpty() ? vimKey() : name;
  }

  VimInstance vim() {
    return object(0, dialect.vim);
  }

  VimNetwork network(int index) {
    return object(index, dialect.network);
  }

  VimImage image(int index) {
    return object(index, dialect.image);
  }

  Subnet subnet(int index) {
    return object(index, Subnet.class);
  }

  DeploymentFlavour flavour(int index) {
    return object(index, DeploymentFlavour.class);
  }

  LaunchRequest launch() {
    return new LaunchRequest(
        text(1),
        text(2),
        text(3),
        text(4),
        objects(5, VNFDConnectionPoint.class),
        texts(6),
        text(7),
        textMap(8),
        objects(9, Key.class));
  }

  /** A text; "" when there is none. */
  String text(int index) {
    JsonNode value = at(index);
    if (value.isContainerNode()) {
      throw wrong(index, "must be a text");
    }
    return value.isNull() ? "" : value.asText("");
  }

  /** A text that must not be absent or empty. */
  String id(int index) {
    String text = text(index);
    if (text.isBlank()) {
      throw wrong(index, "is missing or empty");
    }
    return text;
  }

  boolean looksLikeUrl(int index) {
    return SCHEME.matcher(text(index)).lookingAt();
  }

  byte[] base64(int index) {
    try {
      return Base64.getDecoder().decode(id(index).replaceAll("\\s", ""));
    } catch (IllegalArgumentException e) {
      throw wrong(index, "is neither a URL with a scheme nor base64");
    }
  }

  private <T> T object(int index, Class<T> type) {
    JsonNode value = at(index);
    if (!value.isObject()) {
      throw wrong(index, "must be a " + type.getSimpleName());
    }
    return read(index, value, type);
  }

  private <T> List<T> objects(int index, Class<T> type) {
    List<T> read = new ArrayList<>();
    for (JsonNode element : elements(index)) {
      if (!element.isNull()) {
        read.add(read(index, element, type));
      }
    }
    return read;
  }

  private List<String> texts(int index) {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : elements(index)) {
      if (!element.isNull()) {
        texts.add(element.asText());
      }
    }
    return texts;
  }

  private Map<String, String> textMap(int index) {
    JsonNode value = at(index);
    Map<String, String> map = new LinkedHashMap<>();
    if (value.isObject()) {
      value.properties().stream()
          .filter(entry -> !entry.getValue().isNull())
          .forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
    } else if (!absent(value)) {
      throw wrong(index, "must be an object");
    }
    return map;
  }

  private Iterable<JsonNode> elements(int index) {
    JsonNode value = at(index);
    if (absent(value)) {
      return List.of();
    }
    return value.isArray() ? value : List.of(value);
  }

  private JsonNode at(int index) {
    return index < values.size() ? values.get(index) : MissingNode.getInstance();
  }

  private static boolean absent(JsonNode value) {
    return value.isNull() || value.isMissingNode();
  }

  private <T> T read(int index, JsonNode value, Class<T> type) {
    try {
      return CatalogueJson.read(value, type);
    } catch (CatalogueException e) {
      throw bad(place(index) + ": " + e.getMessage());
    }
  }

  private BadCallException wrong(int index, String what) {
    return bad(place(index) + " " + what + "; the call has " + values.size() + " parameters");
  }

  private static BadCallException bad(String text) {
    return new BadCallException(PluginMetrics.Refusal.WRONG_PARAMETERS, text);
  }

  private String place(int index) {
    return "parameter " + (index + 1) + " of " + function;
  }
}
