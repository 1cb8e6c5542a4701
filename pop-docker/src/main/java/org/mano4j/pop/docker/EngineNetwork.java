package org.mano4j.pop.docker;

import com.github.dockerjava.api.model.Network;
import com.github.dockerjava.api.model.Network.Ipam.Config;
import inet.ipaddr.IPAddress;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.Subnet;

/** A network as the engine tells it. */
final class EngineNetwork {

  /** Names are not unique on an engine: of two, the older one has it. */
  static final Comparator<EngineNetwork> OLDEST =
      Comparator.<EngineNetwork, Date>comparing(
              network -> Objects.requireNonNullElse(network.told.getCreated(), new Date(0)))
          .thenComparing(EngineNetwork::id);

  /** Option with the largest packet; of an overlay with what it is wrapped in between engines. */
  static final String MTU = "com.docker.network.driver.mtu";

  static final String OVERLAY = "overlay";

  /** What the wrapping takes (VXLAN). */
  static final int OVERLAY_HEADER = 50;

  private static final String DEFAULT_BRIDGE = "com.docker.network.bridge.default_bridge";

  private final Network told;

  EngineNetwork(Network told) {
    this.told = told;
  }

  String id() {
    return told.getId();
  }

  String name() {
    return told.getName();
  }

  /** Whether a Pop with this owner's text has made it. */
  boolean belongsTo(String owner) {
    return owner.equals(labels().get(Labels.OWNER));
  }

  /** Whether the operator offers it by its label. */
  boolean isLabelled() {
    String value = labels().get(Labels.OFFERED);
    return value != null && !value.equalsIgnoreCase("false");
  }

  boolean isOverlay() {
    return OVERLAY.equals(told.getDriver());
  }

  /** Its ranges of addresses, as the engine writes them. */
  List<String> ranges() {
    return configs().map(Config::getSubnet).toList();
  }

  /** Who is attached to it, by id of the engine's container; only if it was inspected. */
  Map<String, Network.ContainerNetworkConfig> attached() {
    return Objects.requireNonNullElse(told.getContainers(), Map.of());
  }

  /** Where the engine takes addresses from that nobody has asked for; empty for anywhere. */
  List<String> enginesRanges() {
    return configs().map(Config::getIpRange).filter(EngineNetwork::isText).toList();
  }

  /** Addresses that are set aside for what is no container. */
  List<String> auxiliary() {
    // The client library keeps what it does not know of the whole alone.
    return told.getRawValues().get("IPAM") instanceof Map<?, ?> ipam
            && ipam.get("Config") instanceof List<?> configs
        ? configs.stream()
            .filter(Map.class::isInstance)
            .map(config -> ((Map<?, ?>) config).get("AuxiliaryAddresses"))
            .filter(Map.class::isInstance)
            .flatMap(addresses -> ((Map<?, ?>) addresses).values().stream())
            .map(String::valueOf)
            .toList()
        : List.of();
  }

  /** Why no container of a Pop can have an address there; empty if it can. */
  Optional<String> refusal() {
    String driver = Objects.requireNonNullElse(told.getDriver(), "");
    if (driver.equals("host") || driver.equals("null")) {
      return Optional.of("its driver '" + driver + "' gives no addresses");
    }
    if (isSet("Ingress") || name().equals("docker_gwbridge")) {
      return Optional.of("it is the Swarm's own");
    }
    if (isSet("ConfigOnly")) {
      return Optional.of("it is a template for other networks");
    }
    boolean isDefaultBridge =
        driver.equals("bridge")
            && (name().equals("bridge") || "true".equals(options().get(DEFAULT_BRIDGE)));
    if (isDefaultBridge) {
      return Optional.of(
          "the engine's default bridge takes no fixed addresses; make another one with docker"
              + " network create");
    }
    if ("swarm".equals(told.getScope()) && !Boolean.TRUE.equals(told.isAttachable())) {
      return Optional.of("it is for the Swarm's services only; make it with --attachable");
    }
    if (usable().findAny().isEmpty()) {
      return Optional.of("it has no subnet to take fixed addresses from");
    }
    return Optional.empty();
  }

  /** The same in the words of a Pop. */
  org.mano4j.pop.Network offered() {
    return new org.mano4j.pop.Network(
        id(),
        name(),
        !Boolean.TRUE.equals(told.getInternal()),
        usable().map(this::subnet).toList(),
        mtu());
  }

  /** In an overlay, the engine's range is for the Swarm's own endpoints, not for containers. */
  private Subnet subnet(Config config) {
    Optional<IPAddress> block = Ranges.block(config.getSubnet());
    String cidr = block.map(IPAddress::toCanonicalString).orElse(config.getSubnet());
    String range = isOverlay() ? "" : text(Ranges.block(text(config.getIpRange())).orElse(null));
    return new Subnet(cidr, gateway(config, block.orElse(null)), range);
  }

  /** The engine does not tell it if nobody has chosen it, but has taken the lowest address. */
  private static String gateway(Config config, @Nullable IPAddress block) {
    if (isText(config.getGateway())) {
      return config.getGateway().replaceFirst("/.*", "");
    }
    if (block == null) {
      return "";
    }
    IPAddress lowest = block.getLower().withoutPrefixLength();
    IPAddress first =
        Ranges.block(text(config.getIpRange()))
            .map(range -> range.getLower().withoutPrefixLength())
            .orElse(lowest);
    return (first.equals(lowest) ? first.increment(1) : first).toCanonicalString();
  }

  private int mtu() {
    String mtu = Objects.requireNonNullElse(options().get(MTU), "");
    int bytes = mtu.matches("\\d{1,5}") ? Integer.parseInt(mtu) : 0;
    return isOverlay() ? Math.max(0, bytes - OVERLAY_HEADER) : bytes;
  }

  /** A Swarm gives IPv6 addresses of its own choice, whatever it is asked for. */
  private Stream<Config> usable() {
    return configs().filter(config -> !isOverlay() || !Ranges.isIpv6(config.getSubnet()));
  }

  private Stream<Config> configs() {
    return told.getIpam() == null || told.getIpam().getConfig() == null
        ? Stream.empty()
        : told.getIpam().getConfig().stream().filter(config -> isText(config.getSubnet()));
  }

  private Map<String, String> labels() {
    return Objects.requireNonNullElse(told.getLabels(), Map.of());
  }

  private Map<String, String> options() {
    return Objects.requireNonNullElse(told.getOptions(), Map.of());
  }

  private boolean isSet(String flag) {
    return Boolean.TRUE.equals(told.getRawValues().get(flag));
  }

  private static boolean isText(@Nullable String text) {
    return text != null && !text.isEmpty();
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }
}
