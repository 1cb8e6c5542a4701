package org.mano4j.testkit.pop;

import static org.mano4j.testkit.pop.Checks.check;
import static org.mano4j.testkit.pop.PopBench.fixed;
import static org.mano4j.testkit.pop.PopBench.nameOf;
import static org.mano4j.testkit.pop.PopNeed.ADDITIONS;
import static org.mano4j.testkit.pop.PopNeed.NO_COMMAND;

import io.grpc.Status.Code;
import java.util.List;
import java.util.Map;
import org.mano4j.pop.PopReason;
import org.mano4j.pop.proto.Container;
import org.mano4j.pop.proto.ContainerConfig;
import org.mano4j.pop.proto.Endpoint;
import org.mano4j.pop.proto.Metadata;
import org.mano4j.pop.proto.Network;
import org.mano4j.pop.proto.Subnet;

/** What Create refuses, and that it keeps nothing then. */
final class CreateRefusalCases {

  private CreateRefusalCases() {}

  static List<PopCase> cases() {
    return List.of(
        new PopCase(
            "refusal-01",
            "A name that is taken is ALREADY_EXISTS, in every state of its owner",
            CreateRefusalCases::nameTaken),
        new PopCase(
            "refusal-02",
            "An unknown network is NOT_FOUND, and named",
            CreateRefusalCases::network),
        new PopCase(
            "refusal-03",
            "An address outside of the subnet, or that is none, is INVALID_ARGUMENT",
            CreateRefusalCases::foreignAddress),
        new PopCase(
            "refusal-04",
            "An address that is taken is ALREADY_EXISTS",
            CreateRefusalCases::addressTaken),
        new PopCase("refusal-05", "Without an image it is refused", CreateRefusalCases::noImage),
        new PopCase(
            "refusal-06",
            "An image that is not there is refused, and named",
            CreateRefusalCases::unknownImage),
        new PopCase(
            "refusal-07",
            "An unknown flavour is refused, and named",
            CreateRefusalCases::unknownFlavour),
        new PopCase(
            "refusal-08",
            "A name that a platform could not take is INVALID_ARGUMENT",
            CreateRefusalCases::names,
            ADDITIONS),
        new PopCase(
            "refusal-09",
            "The network, broadcast and gateway address are INVALID_ARGUMENT",
            CreateRefusalCases::reservedAddresses,
            ADDITIONS),
        new PopCase(
            "refusal-10",
            "A metadata key that is empty, or holds '=' or NUL, is INVALID_ARGUMENT",
            CreateRefusalCases::metadata,
            ADDITIONS),
        new PopCase(
            "refusal-11",
            "A refused Create keeps neither name nor address",
            CreateRefusalCases::keepsNothing,
            ADDITIONS),
        new PopCase(
            "refusal-12",
            "An image that nothing could run of is FAILED_PRECONDITION, and nothing is kept",
            CreateRefusalCases::withoutCommand,
            ADDITIONS,
            NO_COMMAND));
  }

  private static void nameTaken(PopBench pop) throws Exception {
    Container one = pop.created();
    isTaken(pop, one);
    pop.start(one);
    isTaken(pop, one);
    pop.stopped(one);
    isTaken(pop, one);
  }

  private static void isTaken(PopBench pop, Container one) throws Exception {
    PopRefusal refusal =
        pop.refused(
            "Create with a name that is taken",
            () -> pop.create(pop.config().setName(nameOf(one))),
            PopReason.NAME_TAKEN,
            Code.ALREADY_EXISTS);
    check(refusal.text().contains(nameOf(one)), "the text has no name: %s", refusal.text());
  }

  private static void network(PopBench pop) throws Exception {
    String absent = pop.newName();
    PopRefusal refusal =
        pop.refused(
            "Create with an unknown network",
            () -> pop.create(pop.config(Map.of(absent, Endpoint.getDefaultInstance()))),
            PopReason.NO_SUCH_NETWORK,
            Code.NOT_FOUND);
    check(refusal.text().contains(absent), "the text does not name it: %s", refusal.text());
  }

  private static void foreignAddress(PopBench pop) throws Exception {
    Network network = pop.network();
    for (String address : List.of("203.0.113.7", "not-an-ip", "300.1.1.1", "fd00::1")) {
      badAddress(pop, network, address);
    }
  }

  private static void badAddress(PopBench pop, Network network, String address) throws Exception {
    Endpoint endpoint =
        Endpoint.newBuilder()
            .setIpv4(org.mano4j.pop.proto.Ip.newBuilder().setAddress(address))
            .build();
    pop.refused(
        "Create with the address " + address,
        () -> pop.create(pop.config(Map.of(network.getName(), endpoint))),
        PopReason.INVALID_ADDRESS,
        Code.INVALID_ARGUMENT);
  }

  private static void addressTaken(PopBench pop) throws Exception {
    Network network = pop.network();
    Container owner =
        pop.create(pop.config(Map.of(network.getName(), Endpoint.getDefaultInstance())));
    pop.refused(
        "Create with an address that is taken",
        () -> pop.create(pop.config(Map.of(network.getName(), fixed(PopBench.address(owner))))),
        PopReason.ADDRESS_TAKEN,
        Code.ALREADY_EXISTS);
  }

  private static void noImage(PopBench pop) throws Exception {
    pop.refused(
        "Create without an image",
        () -> pop.create(pop.config().clearImageId()),
        PopReason.INVALID_FIELD,
        pop.additions() ? Code.INVALID_ARGUMENT : Code.UNKNOWN);
  }

  private static void unknownImage(PopBench pop) throws Exception {
    String absent = PopBench.NO_IMAGE;
    PopRefusal refusal =
        pop.refused(
            "Create with an unknown image",
            () -> pop.create(pop.config().setImageId(absent)),
            PopReason.NO_SUCH_IMAGE,
            pop.additions() ? Code.NOT_FOUND : Code.UNKNOWN);
    check(refusal.text().contains(absent), "the text does not name it: %s", refusal.text());
  }

  private static void unknownFlavour(PopBench pop) throws Exception {
    PopRefusal refusal =
        pop.refused(
            "Create with an unknown flavour",
            () -> pop.create(pop.config().setFlavourId("no-such-flavour")),
            PopReason.NO_SUCH_FLAVOUR,
            pop.additions() ? Code.NOT_FOUND : Code.UNKNOWN);
    check(
        refusal.text().contains("no-such-flavour"),
        "the text does not name it: %s",
        refusal.text());
  }

  private static void names(PopBench pop) throws Exception {
    String good = pop.newName();
    for (String name :
        List.of(
            good + "/x",
            good + " x",
            "-" + good,
            "." + good,
            good + "\n",
            good + "x".repeat(300),
            good + "\u00e9")) {
      ContainerConfig.Builder config = pop.config().setName(name);
      PopRefusal refusal =
          pop.refused(
              "Create with the name '" + name.strip() + "'",
              () -> pop.create(config),
              PopReason.INVALID_FIELD,
              Code.INVALID_ARGUMENT);
      check(refusal.text().contains("name"), "the text names no field: %s", refusal.text());
    }
  }

  private static void reservedAddresses(PopBench pop) throws Exception {
    Network network = pop.network();
    Subnet subnet = network.getSubnets(0);
    badAddress(pop, network, Addresses.first(subnet.getCidr()));
    badAddress(pop, network, Addresses.last(subnet.getCidr()));
    if (!subnet.getGateway().isEmpty()) {
      badAddress(pop, network, subnet.getGateway());
    }
  }

  private static void metadata(PopBench pop) throws Exception {
    for (String key : List.of("", "A=B", "A\0B")) {
      pop.refused(
          "Create with a metadata key that is empty, or holds '=' or NUL",
          () -> pop.create(pop.config().setMd(Metadata.newBuilder().putEntries(key, "1"))),
          PopReason.INVALID_FIELD,
          Code.INVALID_ARGUMENT);
    }
  }

  private static void keepsNothing(PopBench pop) throws Exception {
    Network network = pop.network();
    String free = pop.freeAddress(network);
    ContainerConfig.Builder config =
        pop.config(
            Map.of(network.getName(), fixed(free), "no-such-net", Endpoint.getDefaultInstance()));
    for (int i = 0; i < 5; i++) {
      pop.refused(
          "Create with a good and an unknown network",
          () -> pop.create(config),
          PopReason.NO_SUCH_NETWORK,
          Code.NOT_FOUND);
    }
    pop.create(config.removeEndpoints("no-such-net"));
  }

  private static void withoutCommand(PopBench pop) throws Exception {
    Network network = pop.network();
    String address = pop.freeAddress(network);
    ContainerConfig.Builder config =
        pop.config(Map.of(network.getName(), fixed(address)))
            .setImageId(pop.imageWithoutCommand());
    Checks.refused(
        "Create with an image without a command",
        () -> pop.create(config),
        Code.FAILED_PRECONDITION);
    pop.create(config.setImageId(pop.image()));
  }
}
