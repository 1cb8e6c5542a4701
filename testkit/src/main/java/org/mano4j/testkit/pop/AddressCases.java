package org.mano4j.testkit.pop;

import static org.mano4j.testkit.pop.Checks.check;
import static org.mano4j.testkit.pop.Checks.equal;
import static org.mano4j.testkit.pop.Checks.possible;
import static org.mano4j.testkit.pop.PopNeed.ADDITIONS;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mano4j.pop.proto.Container;
import org.mano4j.pop.proto.Endpoint;
import org.mano4j.pop.proto.Network;
import org.mano4j.pop.proto.NetworkUse;
import org.mano4j.pop.proto.Subnet;

/** Which addresses containers get. */
final class AddressCases {

  private static final int MANY = 20;

  private AddressCases() {}

  static List<PopCase> cases() {
    return List.of(
        new PopCase(
            "address-01", "20 containers have 20 different addresses", AddressCases::different),
        new PopCase(
            "address-02",
            "No container gets the network, broadcast or gateway address",
            AddressCases::reserved),
        new PopCase(
            "address-03", "A container gets the address that it asks for", AddressCases::fixed),
        new PopCase(
            "address-04",
            "An address comes back with Delete, of a CREATED container too",
            AddressCases::back,
            ADDITIONS),
        new PopCase(
            "address-05",
            "An address that came back is not the next one to be given out",
            AddressCases::oldestFirst,
            ADDITIONS),
        new PopCase(
            "address-06",
            "Creating and deleting 50 times takes no address away for good",
            AddressCases::noneLost,
            ADDITIONS));
  }

  private static void different(PopBench pop) {
    Set<String> addresses = new HashSet<>();
    for (int i = 0; i < MANY; i++) {
      String address = PopBench.address(pop.created());
      check(addresses.add(address), "%s was given out twice", address);
    }
  }

  private static void reserved(PopBench pop) throws Exception {
    Network network = pop.network();
    Subnet subnet = network.getSubnets(0);
    Set<String> reserved =
        Set.of(
            Addresses.first(subnet.getCidr()),
            Addresses.last(subnet.getCidr()),
            subnet.getGateway());
    for (int i = 0; i < MANY; i++) {
      String address = PopBench.address(pop.create(automatic(pop, network)));
      check(
          Addresses.contains(subnet.getCidr(), address) && !reserved.contains(address),
          "%s of %s was given to a container",
          address,
          subnet.getCidr());
    }
  }

  private static org.mano4j.pop.proto.ContainerConfig.Builder automatic(
      PopBench pop, Network network) {
    return pop.config(Map.of(network.getName(), Endpoint.getDefaultInstance()));
  }

  private static void fixed(PopBench pop) throws Exception {
    Network network = pop.network();
    String address = pop.freeAddress(network);
    Container one = pop.create(pop.config(Map.of(network.getName(), PopBench.fixed(address))));
    equal("its address", PopBench.address(one), address);
    equal("its address after Start", PopBench.address(pop.start(one)), address);
  }

  private static void back(PopBench pop) throws Exception {
    Network network = pop.network();
    for (boolean started : List.of(false, true)) {
      Container one = started ? pop.running() : pop.created();
      String address = PopBench.address(one);
      pop.delete(one);
      Container other = pop.create(pop.config(Map.of(network.getName(), PopBench.fixed(address))));
      pop.delete(other);
    }
  }

  private static void oldestFirst(PopBench pop) throws Exception {
    Network network = pop.network();
    possible(
        free(pop, network) >= 3, // With one address left, that one is the next.
        "network '" + network.getName() + "' has fewer than 3 free addresses");
    Container one = pop.create(automatic(pop, network));
    String address = PopBench.address(one);
    pop.delete(one);
    check(
        !PopBench.address(pop.create(automatic(pop, network))).equals(address),
        "%s was given out again at once, although others are free for longer",
        address);
  }

  private static long free(PopBench pop, Network network) {
    return pop.pop().info().getNetworksList().stream()
        .filter(use -> use.getNetId().equals(network.getId()))
        .mapToLong(use -> use.getAddresses() - use.getAddressesUsed())
        .sum();
  }

  private static void noneLost(PopBench pop) throws Exception {
    Network network = pop.network();
    long before = used(pop, network);
    for (int i = 0; i < 50; i++) {
      pop.pop().delete(PopBench.id(pop.create(automatic(pop, network))));
    }
    long after = used(pop, network);
    check(
        after < before + 25,
        "%s addresses of the network were in use before, and %s are after that",
        before,
        after);
  }

  private static long used(PopBench pop, Network network) {
    return pop.pop().info().getNetworksList().stream()
        .filter(use -> use.getNetId().equals(network.getId()))
        .mapToLong(NetworkUse::getAddressesUsed)
        .sum();
  }
}
