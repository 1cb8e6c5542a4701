package org.mano4j.testkit.pop;

import static org.mano4j.testkit.pop.Checks.check;
import static org.mano4j.testkit.pop.Checks.equal;
import static org.mano4j.testkit.pop.PopBench.id;
import static org.mano4j.testkit.pop.PopBench.name;
import static org.mano4j.testkit.pop.PopNeed.ADDITIONS;
import static org.mano4j.testkit.pop.PopNeed.ALONE;
import static org.mano4j.testkit.pop.PopNeed.NETWORKS;
import static org.mano4j.testkit.pop.PopNeed.NO_NETWORKS;

import io.grpc.Status.Code;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.mano4j.pop.PopReason;
import org.mano4j.pop.proto.Container;
import org.mano4j.pop.proto.Endpoint;
import org.mano4j.pop.proto.Filter;
import org.mano4j.pop.proto.Network;
import org.mano4j.pop.proto.NetworkConfig;
import org.mano4j.pop.proto.Subnet;

/** CreateNetwork and DeleteNetwork. */
final class NetworkCases {

  private NetworkCases() {}

  static List<PopCase> cases() {
    return List.of(
        new PopCase(
            "network-01",
            "A name alone makes an internal network with a subnet that overlaps no other",
            NetworkCases::nameAlone,
            NETWORKS),
        new PopCase(
            "network-02", "Making it again gives the same network", NetworkCases::again, NETWORKS),
        new PopCase(
            "network-03",
            "A network has the subnet and gateway that were asked for, and containers run in it",
            NetworkCases::asAsked,
            NETWORKS),
        new PopCase(
            "network-04",
            "A network of 8 addresses serves 5 containers, then it is RESOURCE_EXHAUSTED",
            NetworkCases::exhausted,
            NETWORKS),
        new PopCase(
            "network-05",
            "Containers get addresses of the allocation range alone",
            NetworkCases::range,
            NETWORKS),
        new PopCase(
            "network-06",
            "A container in two networks has an address in each",
            NetworkCases::two,
            NETWORKS),
        new PopCase(
            "network-07",
            "A network in use cannot be deleted; when its container is gone it can",
            NetworkCases::inUse,
            NETWORKS),
        new PopCase(
            "network-08",
            "A deleted network is gone, and its subnet can be used again",
            NetworkCases::deleted,
            NETWORKS),
        new PopCase(
            "network-09",
            "A network that is not there is NOT_FOUND, an empty filter INVALID_ARGUMENT",
            NetworkCases::unknown,
            NETWORKS,
            ALONE),
        new PopCase(
            "network-10",
            "A subnet that overlaps another one is refused",
            NetworkCases::overlap,
            NETWORKS),
        new PopCase(
            "network-11",
            "A name or a subnet that is none is INVALID_ARGUMENT",
            NetworkCases::malformed,
            NETWORKS),
        new PopCase(
            "network-12",
            "A Pop that cannot make networks says UNIMPLEMENTED",
            NetworkCases::unsupported,
            ADDITIONS,
            NO_NETWORKS));
  }

  /** Somewhere in the addresses for measurements, which nobody routes. */
  private static String subnet(int prefixLength) {
    int third = ThreadLocalRandom.current().nextInt(256);
    int second = 18 + ThreadLocalRandom.current().nextInt(2);
    return "198." + second + "." + third + ".0/" + prefixLength;
  }

  private static NetworkConfig.Builder config(PopBench pop, String cidr) {
    return NetworkConfig.newBuilder()
        .setName(pop.newName())
        .addSubnets(Subnet.newBuilder().setCidr(cidr).setGateway(gateway(cidr)));
  }

  private static String gateway(String cidr) {
    return cidr.substring(0, cidr.lastIndexOf('.')) + ".1";
  }

  private static void nameAlone(PopBench pop) {
    String name = pop.newName();
    Network network = pop.createNetwork(NetworkConfig.newBuilder().setName(name));
    equal("its name", network.getName(), name);
    check(!network.getExternal(), "it is external");
    check(network.getSubnetsCount() > 0, "it has no subnet");
    for (Network other : pop.pop().networks(PopBench.all())) {
      for (Subnet theirs : other.getSubnetsList()) {
        check(
            other.getId().equals(network.getId())
                || !Addresses.overlap(theirs.getCidr(), network.getSubnets(0).getCidr()),
            "its subnet %s overlaps %s of %s",
            network.getSubnets(0).getCidr(),
            theirs.getCidr(),
            other.getName());
      }
    }
    equal("the network with its name", pop.pop().networks(name(name)), List.of(network));
    equal("the network with its id", pop.pop().networks(id(network.getId())), List.of(network));
  }

  private static void again(PopBench pop) {
    NetworkConfig.Builder config = NetworkConfig.newBuilder().setName(pop.newName());
    Network first = pop.createNetwork(config);
    equal("the network that a repeated call gives", pop.createNetwork(config), first);
    equal("how many have that name", pop.pop().networks(name(first.getName())).size(), 1);
  }

  private static void asAsked(PopBench pop) {
    String cidr = subnet(24);
    Network network = pop.createNetwork(config(pop, cidr));
    equal("its subnet", network.getSubnets(0).getCidr(), cidr);
    equal("its gateway", network.getSubnets(0).getGateway(), gateway(cidr));
    Container one = pop.start(createIn(pop, network));
    String address = PopBench.address(one);
    check(Addresses.contains(cidr, address), "the address %s is not in %s", address, cidr);
    equal("the network of the container", PopBench.endpoint(one).getNetId(), network.getId());
  }

  private static Container createIn(PopBench pop, Network network) {
    return pop.create(pop.config(Map.of(network.getName(), Endpoint.getDefaultInstance())));
  }

  private static void exhausted(PopBench pop) throws Exception {
    Network network = pop.createNetwork(config(pop, subnet(29)));
    Set<String> addresses = new HashSet<>();
    Container last = createIn(pop, network);
    addresses.add(PopBench.address(last));
    for (int i = 1; i < 5; i++) {
      last = createIn(pop, network);
      addresses.add(PopBench.address(last));
    }
    equal("how many different addresses were given out", addresses.size(), 5);
    pop.refused(
        "Create in a full network",
        () -> createIn(pop, network),
        PopReason.NO_ADDRESS_LEFT,
        Code.RESOURCE_EXHAUSTED);
    pop.delete(last);
    equal("the address left", PopBench.address(createIn(pop, network)), PopBench.address(last));
  }

  private static void range(PopBench pop) throws Exception {
    String cidr = subnet(24);
    String range = cidr.substring(0, cidr.lastIndexOf('.')) + ".64/30";
    NetworkConfig.Builder config = config(pop, cidr);
    config.getSubnetsBuilder(0).setAllocationRange(range);
    Network network = pop.createNetwork(config);
    for (int i = 0; i < 4; i++) {
      String address = PopBench.address(createIn(pop, network));
      check(Addresses.contains(range, address), "%s is not in the range %s", address, range);
    }
    pop.refused(
        "Create when the allocation range is used up",
        () -> createIn(pop, network),
        PopReason.NO_ADDRESS_LEFT,
        Code.RESOURCE_EXHAUSTED);
  }

  private static void two(PopBench pop) throws Exception {
    Network first = pop.network();
    Network second = pop.createNetwork(NetworkConfig.newBuilder().setName(pop.newName()));
    Container one =
        pop.start(
            pop.create(
                pop.config(
                    Map.of(
                        first.getName(), Endpoint.getDefaultInstance(),
                        second.getName(), Endpoint.getDefaultInstance()))));
    equal(
        "the networks of the container",
        one.getEndpointsMap().keySet(),
        Set.of(first.getName(), second.getName()));
    for (Network network : List.of(first, second)) {
      String address = one.getEndpointsOrThrow(network.getName()).getIpv4().getAddress();
      check(
          Addresses.contains(network.getSubnets(0).getCidr(), address),
          "its address %s is not in %s of %s",
          address,
          network.getSubnets(0).getCidr(),
          network.getName());
    }
  }

  private static void inUse(PopBench pop) throws Exception {
    Network network = pop.createNetwork(NetworkConfig.newBuilder().setName(pop.newName()));
    Container one = createIn(pop, network);
    pop.refused(
        "DeleteNetwork of a network in use",
        () -> delete(pop, id(network.getId())),
        PopReason.NETWORK_IN_USE,
        Code.FAILED_PRECONDITION);
    pop.delete(one);
    delete(pop, id(network.getId()));
  }

  private static String delete(PopBench pop, Filter filter) {
    pop.pop().deleteNetwork(filter);
    return "";
  }

  private static void deleted(PopBench pop) throws Exception {
    NetworkConfig.Builder config = config(pop, subnet(24));
    Network network = pop.createNetwork(config);
    delete(pop, name(network.getName()));
    pop.refused(
        "Networks with the id of a deleted network",
        () -> pop.pop().networks(id(network.getId())),
        PopReason.NO_SUCH_NETWORK,
        Code.NOT_FOUND);
    pop.createNetwork(config.setName(pop.newName()));
  }

  private static void unknown(PopBench pop) throws Exception {
    pop.refused(
        "DeleteNetwork of an unknown network",
        () -> delete(pop, name("no-such-network")),
        PopReason.NO_SUCH_NETWORK,
        Code.NOT_FOUND);
    pop.refused(
        "DeleteNetwork without a network",
        () -> delete(pop, PopBench.all()),
        PopReason.INVALID_FIELD,
        Code.INVALID_ARGUMENT);
  }

  private static void overlap(PopBench pop) throws Exception {
    String cidr = subnet(24);
    pop.createNetwork(config(pop, cidr));
    String half = cidr.substring(0, cidr.indexOf('/')) + "/25";
    pop.refused(
        "CreateNetwork with a subnet that overlaps another one",
        () -> pop.createNetwork(config(pop, half)),
        PopReason.SUBNET_TAKEN,
        Code.ALREADY_EXISTS,
        Code.FAILED_PRECONDITION);
  }

  private static void malformed(PopBench pop) throws Exception {
    for (NetworkConfig.Builder config :
        List.of(
            NetworkConfig.newBuilder(),
            config(pop, subnet(24)).setName("no name/" + pop.newName()),
            NetworkConfig.newBuilder()
                .setName(pop.newName())
                .addSubnets(Subnet.newBuilder().setCidr("not-a-subnet")),
            NetworkConfig.newBuilder()
                .setName(pop.newName())
                .addSubnets(Subnet.newBuilder().setCidr("198.18.0.0/33")))) {
      pop.refused(
          "CreateNetwork of " + config.build().toString().strip().replaceAll("\\s+", " "),
          () -> pop.createNetwork(config),
          PopReason.INVALID_FIELD,
          Code.INVALID_ARGUMENT);
    }
  }

  private static void unsupported(PopBench pop) throws Exception {
    pop.refused(
        "CreateNetwork",
        () -> pop.createNetwork(NetworkConfig.newBuilder().setName(pop.newName())),
        PopReason.NOT_SUPPORTED,
        Code.UNIMPLEMENTED);
  }
}
