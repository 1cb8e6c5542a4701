package org.mano4j.pop.nfv;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.mano4j.catalogue.CatalogueException;
import org.mano4j.catalogue.CatalogueJson;

/**
 * What a VNFM tells the {@link PopVimDriver} of a launch by way of the user data, since an NFVO 6.0
 * passes on nothing else: an empty flavour for types other than openstack, and no metadata. The
 * text is the line {@code #mano4j} and a JSON object:
 *
 * <pre>{@code
 * #mano4j
 * {"flavour":"small","metadata":{"GREETING":"hello"}}
 * }</pre>
 *
 * <p>User data with any other first line is a script for machines of another kind, and means
 * nothing to a Pop. The text goes through NFVO and broker in the clear: no place for secrets.
 *
 * @param flavour id or name of the flavour; "" for that of the launch
 * @param metadata environment that the container gets at its launch
 */
public record LaunchData(String flavour, Map<String, String> metadata) {

  /** Nothing to tell. */
  public static final LaunchData NONE = new LaunchData("", Map.of());

  private static final String MARK = "#mano4j";
  private static final String FLAVOUR = "flavour";
  private static final String METADATA = "metadata";

  /** Copies the metadata in its order. */
  public LaunchData {
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /**
   * Reads user data.
   *
   * @return empty if its first line is not {@code #mano4j}
   * @throws IllegalArgumentException if the rest is not as described above
   */
  public static Optional<LaunchData> parse(String userData) {
    String[] parts = userData.split("\\R", 2);
    if (!parts[0].strip().equals(MARK)) {
      return Optional.empty();
    }
    String json = parts.length < 2 || parts[1].isBlank() ? "{}" : parts[1];
    try {
      JsonNode root = CatalogueJson.read(json.getBytes(StandardCharsets.UTF_8), JsonNode.class);
      if (root instanceof ObjectNode object) {
        return Optional.of(read(object));
      }
      throw new IllegalArgumentException("user data after '" + MARK + "' must be a JSON object");
    } catch (CatalogueException e) {
      throw new IllegalArgumentException(
          "user data after '" + MARK + "' is no JSON object: " + e.getMessage(), e);
    }
  }

  private static LaunchData read(ObjectNode object) {
    TreeSet<String> unknown = new TreeSet<>();
    object.fieldNames().forEachRemaining(unknown::add);
    unknown.remove(FLAVOUR);
    unknown.remove(METADATA);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "user data has the unknown keys " + unknown + "; known are flavour and metadata");
    }
    Map<String, String> metadata = new LinkedHashMap<>();
    JsonNode entries = object.path(METADATA);
    if (!entries.isMissingNode() && !entries.isObject()) {
      throw new IllegalArgumentException("user data: metadata must be an object of texts");
    }
    entries.properties().forEach(e -> metadata.put(e.getKey(), text(METADATA, e.getValue())));
    JsonNode flavour = object.path(FLAVOUR);
    return new LaunchData(flavour.isMissingNode() ? "" : text(FLAVOUR, flavour), metadata);
  }

  private static String text(String what, JsonNode value) {
    if (!value.isTextual()) {
      throw new IllegalArgumentException("user data: " + what + " must be text");
    }
    return value.textValue();
  }

  /** Whether there is nothing to tell. */
  public boolean isEmpty() {
    return flavour.isEmpty() && metadata.isEmpty();
  }

  /** As user data. An NFVO looks for {@code #Hostname=} in it, so the object has no {@code #}. */
  public String toUserData() {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    if (!flavour.isEmpty()) {
      object.put(FLAVOUR, flavour);
    }
    if (!metadata.isEmpty()) {
      ObjectNode entries = object.putObject(METADATA);
      metadata.forEach(entries::put);
    }
    String json = new String(CatalogueJson.write(object), StandardCharsets.UTF_8);
    return MARK + "\n" + json.replace("#", "\\u0023") + "\n";
  }

  /** Without the values, which may be secret all the same. */
  @Override
  public String toString() {
    return "LaunchData[flavour=" + flavour + ", metadata=" + metadata.keySet() + "]";
  }
}
