package org.mano4j.pop.nfv;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.mano4j.plugin.VimDriverException;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the driver notes down on its containers, since it keeps nothing itself: labels. A Pop of the
 * first generation has none; there they are entries of the metadata, of the same name in upper
 * case.
 */
final class Marks {

  private static final Logger LOG = LoggerFactory.getLogger(PopVimDriver.class);

  /** The id of the server that a container was made anew for; see {@link Rebuild}. */
  static final String SERVER = "mano4j.server";

  /** What a container is to be remade as; see {@link RebuildPlan}. */
  static final String REBUILD = "mano4j.rebuild";

  private static final Set<String> RESERVED =
      Set.of(key(Ownership.LABEL), key(SERVER), key(REBUILD));

  private Marks() {}

  /** The key of a label where there are only entries of the metadata. */
  static String key(String label) {
    return label.toUpperCase(Locale.ROOT).replace('.', '_');
  }

  /** Whether a key of metadata is not for VNFs to use. */
  static boolean isReserved(String key) {
    return RESERVED.contains(key);
  }

  /** What is noted on a container. Metadata counts only where there are no labels. */
  static Optional<String> of(Container container, String label) {
    return Optional.ofNullable(
        Ownership.hasLabels(container)
            ? container.labels().get(label)
            : container.metadata().get(key(label)));
  }

  /** The id by which an NFVO knows the server that a container is. */
  static String serverId(Container container) {
    return of(container, SERVER).orElse(container.id());
  }

  /** The metadata without notes of the driver. */
  static Map<String, String> environment(Container container) {
    Map<String, String> entries = new LinkedHashMap<>(container.metadata());
    entries.keySet().removeAll(RESERVED);
    return entries;
  }

  /** These labels as entries of the metadata. */
  static Map<String, String> entries(Map<String, String> labels) {
    Map<String, String> entries = new LinkedHashMap<>();
    labels.forEach((label, value) -> entries.put(key(label), value));
    return entries;
  }

  /** Without labels, a container is marked after its creation; it may not have come to that. */
  static boolean isAbsentYet(Container container) {
    return !Ownership.hasLabels(container)
        && container.status() == ContainerStatus.CREATED
        && of(container, SERVER).isEmpty()
        && of(container, Ownership.LABEL).isEmpty();
  }

  /** Such a container with the environment and the labels that it was to get. */
  static Container complete(
      PopClient pop,
      Container container,
      Map<String, String> environment,
      Map<String, String> labels) {
    Map<String, String> entries = new LinkedHashMap<>(environment);
    entries.putAll(entries(labels));
    pop.metadata(Filter.byId(container.id()), entries);
    return container.withMetadata(entries);
  }

  /**
   * Creates a container with these labels, in whatever way its Pop keeps them.
   *
   * @throws VimDriverException if they cannot be kept: then the container is deleted again, or the
   *     exception names it
   */
  static Container create(PopClient pop, ContainerConfig config, Map<String, String> labels) {
    Map<String, String> all = new LinkedHashMap<>(config.labels());
    all.putAll(labels);
    // So that a Create that gets no answer can be sent again, in this call alone.
    String key = UUID.randomUUID().toString();
    Container created = pop.create(config.with().labels(all).idempotencyKey(key).build());
    if (Ownership.hasLabels(created) || labels.isEmpty()) {
      return created;
    }
    Map<String, String> entries = entries(labels);
    try {
      pop.metadata(Filter.byId(created.id()), entries);
    } catch (PopException e) {
      throw abandoned(pop, created, e);
    }
    Map<String, String> metadata = new LinkedHashMap<>(created.metadata());
    metadata.putAll(entries);
    return created.withMetadata(metadata);
  }

  /** Without its marks the container could not be configured, let alone started. */
  private static VimDriverException abandoned(
      PopClient pop, Container container, PopException cause) {
    boolean left = false;
    try {
      pop.delete(Filter.byId(container.id()));
    } catch (PopException e) {
      LOG.warn("container '{}' is left behind: {}", container.name(), e.getMessage());
      left = true;
    }
    return new VimDriverException(
        "'" + container.name() + "' was created but could not be marked: " + cause.getMessage(),
        left ? PopMapping.server(container) : null,
        cause);
  }
}
