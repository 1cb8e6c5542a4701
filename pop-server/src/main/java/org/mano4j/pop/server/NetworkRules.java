package org.mano4j.pop.server;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.mano4j.pop.Network;
import org.mano4j.pop.NetworkConfig;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;
import org.mano4j.pop.Subnet;

/** What networks that callers make may look like. */
final class NetworkRules {

  private static final int MAX_SUBNETS = 16;
  private static final int MIN_MTU = 68;
  private static final int MIN_MTU_IPV6 = 1280;
  private static final int MAX_MTU = 65_535;

  private NetworkRules() {}

  /**
   * The same in canonical form: no bits behind a prefix, and a gateway for a network that leads
   * out.
   *
   * @throws PopException INVALID_ARGUMENT, naming the field, if something is wrong with it
   */
  static NetworkConfig normal(NetworkConfig config) {
    InputRules.checkNetworkName(config.name());
    if (config.subnets().size() > MAX_SUBNETS) {
      throw refused(
          "a network has at most " + MAX_SUBNETS + " subnets, not " + config.subnets().size(),
          "subnets");
    }
    List<Subnet> subnets = new ArrayList<>();
    List<IpRange> ranges = new ArrayList<>();
    for (Subnet subnet : config.subnets()) {
      String field = "subnets[" + subnets.size() + "]";
      IpRange range = range(subnet.cidr(), field + ".cidr");
      ranges.stream()
          .filter(range::overlaps)
          .findFirst()
          .ifPresent(
              other -> {
                throw refused(range + " overlaps with " + other + " beside it", field + ".cidr");
              });
      ranges.add(range);
      subnets.add(
          new Subnet(
              range.toString(),
              gateway(subnet.gateway(), range, config.external(), field + ".gateway"),
              allocation(subnet.allocationRange(), range, field + ".allocation_range")));
    }
    int least = ranges.stream().anyMatch(IpRange::ipv6) ? MIN_MTU_IPV6 : MIN_MTU;
    if (config.mtu() != 0 && (config.mtu() < least || config.mtu() > MAX_MTU)) {
      throw refused(
          "an MTU is 0, or from " + least + " to " + MAX_MTU + " here, not " + config.mtu(), "mtu");
    }
    return config.withSubnets(subnets);
  }

  /** Refuses subnets that share addresses with those of other networks. */
  static void checkFree(NetworkConfig config, Collection<Network> others) {
    for (Subnet subnet : config.subnets()) {
      IpRange range = IpRange.parse(subnet.cidr());
      for (Network other : others) {
        if (ranges(other).stream().anyMatch(range::overlaps)) {
          throw new PopException(
              Code.ALREADY_EXISTS,
              PopReason.SUBNET_TAKEN,
              "subnet "
                  + range
                  + " overlaps with network '"
                  + other.name()
                  + "'; choose another one, or none to get a free one");
        }
      }
    }
  }

  /**
   * The same with a subnet that nobody uses, whose first address is the gateway.
   *
   * @param taken subnets that are in use otherwise
   */
  static NetworkConfig withFreeSubnet(
      NetworkConfig config,
      List<SubnetPool> pools,
      Collection<Network> others,
      Collection<String> taken) {
    List<String> used = new ArrayList<>(taken);
    others.forEach(other -> other.subnets().forEach(subnet -> used.add(subnet.cidr())));
    Subnet free =
        SubnetPool.firstFree(pools, used)
            .orElseThrow(
                () ->
                    new PopException(
                        Code.RESOURCE_EXHAUSTED,
                        PopReason.NO_SUBNET_LEFT,
                        "no more subnets available for this host: network '"
                            + config.name()
                            + "' finds none in "
                            + pools.stream().map(SubnetPool::cidr).toList()
                            + " that overlaps with no other network; name one in subnets, or"
                            + " delete a network"));
    return config.withSubnet(free);
  }

  /** How a network that is there differs from what is asked for; empty if it is the same. */
  static Optional<String> difference(NetworkConfig asked, Network there) {
    if (asked.external() != there.external()) {
      return Optional.of("it is " + (there.external() ? "external" : "internal"));
    }
    if (asked.mtu() != 0 && asked.mtu() != there.mtu()) {
      return Optional.of("its MTU is " + there.mtu() + ", not " + asked.mtu());
    }
    boolean same =
        asked.subnets().isEmpty()
            || asked.subnets().stream().allMatch(s -> isAmong(s, there.subnets()))
                && there.subnets().size() - asked.subnets().size() == added(asked, there);
    return same
        ? Optional.empty()
        : Optional.of("its subnets are " + there.subnets() + ", not " + asked.subnets());
  }

  /** A network with the allocation ranges of other subnets where those are the same. */
  static Network withRanges(Network network, List<Subnet> others) {
    List<Subnet> subnets = new ArrayList<>();
    for (Subnet subnet : network.subnets()) {
      String range =
          others.stream()
              .filter(other -> other.cidr().equals(subnet.cidr()))
              .map(Subnet::allocationRange)
              .findFirst()
              .orElse(subnet.allocationRange());
      subnets.add(new Subnet(subnet.cidr(), subnet.gateway(), range));
    }
    return network.withSubnets(subnets);
  }

  /** How many subnets a platform has added, of a family that was not asked for. */
  private static long added(NetworkConfig asked, Network there) {
    List<Boolean> families =
        asked.subnets().stream().map(subnet -> IpRange.parse(subnet.cidr()).ipv6()).toList();
    return ranges(there).stream().filter(range -> !families.contains(range.ipv6())).count();
  }

  /** A gateway that the platform has chosen is no difference. */
  private static boolean isAmong(Subnet asked, List<Subnet> there) {
    return there.stream()
        .anyMatch(
            subnet ->
                subnet.cidr().equals(asked.cidr())
                    && subnet.allocationRange().equals(asked.allocationRange())
                    && (asked.gateway().isEmpty() || subnet.gateway().equals(asked.gateway())));
  }

  private static IpRange range(String text, String field) {
    try {
      return IpRange.parse(text);
    } catch (IllegalArgumentException e) {
      throw refused(e.getMessage(), field);
    }
  }

  private static String gateway(String text, IpRange range, boolean external, String field) {
    if (text.isEmpty()) {
      boolean room = range.firstHost().value().compareTo(range.lastHost().value()) < 0;
      return external && room ? range.firstHost().toString() : "";
    }
    IpAddress gateway =
        IpAddress.parse(text)
            .filter(range::contains)
            .orElseThrow(() -> refused(text + " is not contained in " + range, field));
    new AddressPool(range, null, range)
        .reservedFor(gateway)
        .ifPresent(
            what -> {
              throw refused(text + " is " + what + " of " + range, field);
            });
    return gateway.toString();
  }

  private static String allocation(String text, IpRange range, String field) {
    if (text.isEmpty()) {
      return "";
    }
    IpRange part = range(text, field);
    if (!range.contains(part)) {
      throw refused(part + " is not contained in " + range, field);
    }
    return part.toString();
  }

  /** Whatever of a platform's network can be read. */
  private static List<IpRange> ranges(Network network) {
    List<IpRange> ranges = new ArrayList<>();
    for (Subnet subnet : network.subnets()) {
      try {
        ranges.add(IpRange.parse(subnet.cidr()));
      } catch (IllegalArgumentException e) {
        // It is said to whoever wants an address of it.
      }
    }
    return ranges;
  }

  private static PopException refused(String why, String field) {
    return Refusal.ofField(field, PopReason.INVALID_FIELD, why + " (" + field + ")");
  }
}
