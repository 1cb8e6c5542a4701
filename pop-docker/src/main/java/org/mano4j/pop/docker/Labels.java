package org.mano4j.pop.docker;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What everything on the engine is marked with that a Pop has made there: whose it is, and what for
 * people who look at the engine want to know.
 */
final class Labels {

  /** Who it belongs to: what {@code open} was given. The only one that decides anything. */
  static final String OWNER = "org.mano4j.pop.owner";

  /** Id of the instance. */
  static final String INSTANCE = "org.mano4j.pop.instance";

  /** Id of the Pop's container. */
  static final String CONTAINER = "org.mano4j.pop.container";

  /** What the Pop calls itself. */
  static final String POP = "org.mano4j.pop.name";

  /** Version of mano4j that has made it. */
  static final String VERSION = "org.mano4j.version";

  /** Of an image: the names of the variables it needs, with blanks between. */
  static final String ENVIRONMENT = "org.mano4j.env";

  /** Of a network: that this engine's Pops may use it, although they have not made it. */
  static final String OFFERED = "org.mano4j.pop.network";

  private static final String VERSION_HERE = readVersion();

  private final Map<String, String> common;

  Labels(String owner, String popName) {
    this.common = Map.of(OWNER, owner, POP, popName, VERSION, VERSION_HERE);
  }

  /** Who everything belongs to that is made. */
  String owner() {
    return common.getOrDefault(OWNER, "");
  }

  /** Of a network, or anything else that is no instance. */
  Map<String, String> common() {
    return common;
  }

  /** Of an instance. */
  Map<String, String> ofInstance(String instanceId, String containerId) {
    Map<String, String> labels = new TreeMap<>(common);
    labels.put(INSTANCE, instanceId);
    labels.put(CONTAINER, containerId);
    return labels;
  }

  /**
   * From a file that the build writes, since a program may be packed without this jar's manifest.
   */
  private static String readVersion() {
    try (InputStream file = Labels.class.getResourceAsStream("mano4j.properties")) {
      Properties properties = new Properties();
      properties.load(Objects.requireNonNull(file, "mano4j.properties is not packed with mano4j"));
      return properties.getProperty("version", "");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read which version of mano4j this is", e);
    }
  }
}
