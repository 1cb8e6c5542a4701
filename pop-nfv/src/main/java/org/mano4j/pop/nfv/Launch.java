package org.mano4j.pop.nfv;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.descriptor.VNFDConnectionPoint;
import org.mano4j.plugin.LaunchRequest;
import org.mano4j.plugin.VimDriverException;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.Endpoint;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The launch of one container: creates and marks it, or finds the one of an earlier launch. */
final class Launch {

  private static final Logger LOG = LoggerFactory.getLogger(PopVimDriver.class);

  private final PopClient pop;
  private final @Nullable Ownership owner;
  private final ContainerConfig config;

  /** A launch; without an owner, nobody will reach the container through a mgmt door. */
  Launch(PopClient pop, @Nullable Ownership owner, LaunchRequest request) {
    this.pop = pop;
    this.owner = owner;
    this.config =
        ContainerConfig.of(request.name(), request.image())
            .with()
            .flavourId(request.flavour())
            .endpoints(endpoints(request))
            .labels(owner == null ? Map.of() : owner.label())
            .build();
  }

  /** The container, not started. */
  Container run() {
    Container created;
    try {
      created = pop.create(config);
    } catch (PopException e) {
      if (e.code() != PopException.Code.ALREADY_EXISTS) {
        throw e;
      }
      return mark(existing(e));
    }
    try {
      return mark(created);
    } catch (PopException e) {
      throw abandoned(created, e);
    }
  }

  private Container mark(Container container) {
    if (owner != null && !owner.owns(container)) {
      pop.metadata(Filter.byId(container.id()), owner.entry());
    }
    return container;
  }

  /** Without its mark the container could not be configured, let alone started. */
  private VimDriverException abandoned(Container container, PopException cause) {
    boolean left = false;
    try {
      pop.delete(Filter.byId(container.id()));
    } catch (PopException e) {
      LOG.warn("container '{}' is left behind: {}", container.name(), e.getMessage());
      left = true;
    }
    return new VimDriverException(
        "'" + config.name() + "' was created but could not be marked: " + cause.getMessage(),
        left ? PopMapping.server(container) : null,
        cause);
  }

  private Container existing(PopException refusal) {
    Container container = pop.container(Filter.byName(config.name())).orElseThrow(() -> refusal);
    if (isTheSame(container)) {
      return container;
    }
    String whose = mayClaim(container) ? "" : ", launched by somebody else";
    throw new VimDriverException(
        refusal.getMessage()
            + " (it is "
            + container.status()
            + " with image '"
            + container.imageId()
            + "'"
            + whose
            + ")",
        mayClaim(container) ? PopMapping.server(container) : null,
        refusal);
  }

  private boolean isTheSame(Container container) {
    return mayClaim(container)
        && container.status() == ContainerStatus.CREATED
        && container.imageId().equals(config.imageId())
        && container.endpoints().keySet().equals(config.endpoints().keySet())
        && config.endpoints().entrySet().stream()
            .allMatch(wish -> isGranted(wish.getValue(), container, wish.getKey()));
  }

  private boolean mayClaim(Container container) {
    return owner == null
        || owner.owns(container)
        || container.status() == ContainerStatus.CREATED && Ownership.isUntouched(container);
  }

  private static boolean isGranted(Endpoint wish, Container container, String network) {
    return wish.address().isEmpty()
        || wish.address().equals(container.endpoints().get(network).address());
  }

  private static Map<String, Endpoint> endpoints(LaunchRequest request) {
    Map<String, Endpoint> endpoints = new LinkedHashMap<>();
    for (VNFDConnectionPoint port : request.networks()) {
      String link = port.virtualLinkReference();
      if (link == null || link.isEmpty()) {
        throw new VimDriverException(
            "a port of '" + request.name() + "' names no link; give its virtual_link_reference");
      }
      String fixed = port.fixedIp();
      endpoints.put(
          link, fixed == null || fixed.isEmpty() ? Endpoint.automatic() : Endpoint.fixed(fixed));
    }
    return endpoints;
  }
}
