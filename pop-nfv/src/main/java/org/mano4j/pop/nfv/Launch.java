package org.mano4j.pop.nfv;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.vim.Server;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.plugin.LaunchRequest;
import org.mano4j.plugin.VimDriverException;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.Endpoint;
import org.mano4j.pop.Filter;
import org.mano4j.pop.Flavour;
import org.mano4j.pop.Image;
import org.mano4j.pop.Ip;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The launch of one container: creates and marks it, or finds the one of an earlier launch. */
final class Launch {

  private static final Logger LOG = LoggerFactory.getLogger(PopVimDriver.class);

  /** What every Pop takes; one of the first generation would find out at the start only. */
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,254}");

  private static final String RENAME =
      "an NFVO makes the name of a server from that of the VNFR, so change the name in the VNFD";

  private final PopClient pop;
  private final @Nullable Ownership owner;
  private final StartMode mode;
  private final Collection<String> interfaces;
  private final ContainerConfig config;

  /** A launch; without an owner, nobody will reach the container through a mgmt door. */
  Launch(VimInstance vim, PopClient pop, @Nullable Ownership owner, LaunchRequest request) {
    checkName(request.name());
    this.pop = pop;
    this.owner = owner;
    this.mode = StartMode.of(vim);
    LaunchData data = data(request);
    Map<String, Endpoint> endpoints = Ports.of(request, pop);
    String flavour = request.flavour().isEmpty() ? data.flavour() : request.flavour();
    this.interfaces = List.copyOf(endpoints.keySet());
    this.config =
        ContainerConfig.of(request.name(), request.image())
            .with()
            .flavourId(PopFlavours.idOf(vim, pop, flavour))
            .endpoints(endpoints)
            .metadata(data.metadata())
            .build();
  }

  private static void checkName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new VimDriverException(
          (name.isEmpty()
                  ? "a server without a name cannot be launched: "
                  : "server name '" + name + "' is none that a container can have: ")
              + "it consists of 1 to 255 letters, digits, '_', '.' and '-', and begins with a letter"
              + " or digit; "
              + RENAME);
    }
  }

  private static LaunchData data(LaunchRequest request) {
    LaunchData data;
    try {
      data =
          LaunchData.parse(request.userData())
              .orElseGet(
                  () -> {
                    if (!request.userData().isBlank()) {
                      LOG.debug("'{}': a Pop runs no scripts, user data ignored", request.name());
                    }
                    return LaunchData.NONE;
                  });
    } catch (IllegalArgumentException e) {
      throw new VimDriverException("launch of '" + request.name() + "': " + e.getMessage(), e);
    }
    data.metadata().keySet().stream()
        .filter(Marks::isReserved)
        .findFirst()
        .ifPresent(
            key -> {
              throw new VimDriverException(
                  "launch of '"
                      + request.name()
                      + "': the metadata key '"
                      + key
                      + "' of its user data is reserved; take another");
            });
    return data;
  }

  /** The server: created, or running where a launch starts. */
  Server run() {
    Container container = created();
    return PopMapping.server(
        mode == StartMode.LAUNCH ? started(pop, container) : container, interfaces);
  }

  private Container created() {
    try {
      return Marks.create(pop, config, owner == null ? Map.of() : owner.label());
    } catch (PopException e) {
      if (e.code() == PopException.Code.ALREADY_EXISTS) {
        return existing(e);
      }
      if (e.code() == PopException.Code.INVALID_ARGUMENT && e.text().contains("(name)")) {
        throw new VimDriverException(e.getMessage() + "; " + RENAME, e);
      }
      throw e;
    }
  }

  /**
   * Runs a container that was created; one that runs already is what is wanted.
   *
   * @throws VimDriverException with the server, if it does not start
   */
  static Container started(PopClient pop, Container container) {
    if (container.status() == ContainerStatus.RUNNING) {
      return container;
    }
    Filter filter = Filter.byId(container.id());
    try {
      return pop.start(filter);
    } catch (PopException e) {
      Container now = container;
      try {
        now = pop.container(filter).orElse(container);
      } catch (PopException unknown) {
        e.addSuppressed(unknown);
      }
      if (now.status() == ContainerStatus.RUNNING) {
        return now;
      }
      throw new VimDriverException(
          "server '"
              + container.name()
              + "' was created but not started: "
              + e.getMessage()
              + " (it is "
              + now.status()
              + (now.status() == ContainerStatus.CREATED
                  ? "); launch it again, or release it"
                  : "); release it"),
          PopMapping.server(now),
          e);
    }
  }

  private Container existing(PopException refusal) {
    Container container = TakenName.holder(pop, config.name(), refusal).orElseThrow(() -> refusal);
    boolean mine = mayClaim(container);
    if (mine && isTheSame(container)) {
      return completed(container);
    }
    throw new VimDriverException(
        refusal.getMessage()
            + " (it is "
            + container.status()
            + " with image '"
            + container.imageId()
            + "'"
            + (mine ? "" : ", launched by somebody else")
            + ")",
        mine ? PopMapping.server(container) : null,
        refusal);
  }

  /** With what an earlier launch may not have come to. */
  private Container completed(Container container) {
    if (container.status() != ContainerStatus.CREATED) {
      return container;
    }
    Map<String, String> lacking = new LinkedHashMap<>(config.metadata());
    lacking.keySet().removeAll(container.metadata().keySet());
    if (owner != null && !owner.owns(container)) {
      lacking.putAll(owner.entry());
    }
    if (!lacking.isEmpty()) {
      pop.metadata(Filter.byId(container.id()), lacking);
    }
    return container;
  }

  private boolean isTheSame(Container container) {
    return (container.status() == ContainerStatus.CREATED
            || mode == StartMode.LAUNCH && container.status() == ContainerStatus.RUNNING)
        && hasImage(container)
        && flavour(config.flavourId()).equals(flavour(container.flavourId()))
        && hasLinks(container);
  }

  private static String flavour(String id) {
    return id.isEmpty() ? Flavour.UNLIMITED.id() : id;
  }

  /** An image may be called by its id and by several names. */
  private boolean hasImage(Container container) {
    return container.imageId().equals(config.imageId())
        || imageId(container.imageId()).equals(imageId(config.imageId()));
  }

  private String imageId(String reference) {
    return PopImages.find(pop, reference).map(Image::id).orElse(reference);
  }

  private boolean hasLinks(Container container) {
    if (config.endpoints().isEmpty()) {
      return container.endpoints().size() == 1;
    }
    return container.endpoints().keySet().equals(config.endpoints().keySet())
        && config.endpoints().entrySet().stream()
            .allMatch(wish -> isGranted(wish.getValue(), container.endpoints().get(wish.getKey())));
  }

  private static boolean isGranted(Endpoint wish, Endpoint has) {
    return isGranted(wish.ipv4(), has.ipv4()) && isGranted(wish.ipv6(), has.ipv6());
  }

  private static boolean isGranted(@Nullable Ip wish, @Nullable Ip has) {
    return wish == null
        || wish.address().isEmpty()
        || has != null && wish.address().equals(has.address());
  }

  /** Whether a container was launched for this VIM instance, as far as can be told. */
  private boolean mayClaim(Container container) {
    return owner == null
        || owner.owns(container)
        || container.status() == ContainerStatus.CREATED
            && Ownership.isUntouched(container.withMetadata(withoutWanted(container)));
  }

  /** On an old Pop the environment comes before the mark, and a driver may have died in between. */
  private Map<String, String> withoutWanted(Container container) {
    Map<String, String> rest = new LinkedHashMap<>(container.metadata());
    rest.entrySet().removeAll(config.metadata().entrySet());
    return rest;
  }
}
