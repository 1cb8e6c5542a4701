package org.mano4j.testkit.pop;

import static org.mano4j.testkit.pop.Checks.check;
import static org.mano4j.testkit.pop.Checks.equal;
import static org.mano4j.testkit.pop.PopBench.all;
import static org.mano4j.testkit.pop.PopBench.id;
import static org.mano4j.testkit.pop.PopBench.name;
import static org.mano4j.testkit.pop.PopBench.nameOf;
import static org.mano4j.testkit.pop.PopNeed.ADDITIONS;

import io.grpc.MethodDescriptor;
import io.grpc.Status.Code;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.mano4j.pop.PopReason;
import org.mano4j.pop.proto.Container;
import org.mano4j.pop.proto.ContainerList;
import org.mano4j.pop.proto.Filter;
import org.mano4j.pop.proto.Flavour;
import org.mano4j.pop.proto.Image;
import org.mano4j.pop.proto.Infos;
import org.mano4j.pop.proto.Network;
import org.mano4j.pop.proto.PopGrpc;

/** Lists, filters, and what the Pop tells of itself. */
final class ListCases {

  private static final String UNLIMITED = "docker-flavour-id";

  /** The lists, and what they say when what is asked for is not there. */
  private static final Map<MethodDescriptor<Filter, ?>, String> LISTS =
      Map.of(
          PopGrpc.getContainersMethod(), PopReason.NO_SUCH_CONTAINER,
          PopGrpc.getImagesMethod(), PopReason.NO_SUCH_IMAGE,
          PopGrpc.getNetworksMethod(), PopReason.NO_SUCH_NETWORK,
          PopGrpc.getFlavoursMethod(), PopReason.NO_SUCH_FLAVOUR);

  private ListCases() {}

  static List<PopCase> cases() {
    return List.of(
        new PopCase("list-01", "An empty filter lists all containers", ListCases::everything),
        new PopCase("list-02", "An id lists the container that has it", ListCases::byId),
        new PopCase("list-03", "A name lists the container that has it", ListCases::byName),
        new PopCase(
            "list-04",
            "An id that no container has is NOT_FOUND, a part of one too",
            ListCases::unknownContainer),
        new PopCase(
            "list-05",
            "A name or an id that nothing has is NOT_FOUND in every list",
            ListCases::unknown,
            ADDITIONS),
        new PopCase(
            "list-06",
            "An id or a name that is empty is INVALID_ARGUMENT in every list",
            ListCases::emptyOption,
            ADDITIONS),
        new PopCase(
            "list-07", "An image is listed by its name and by its id alike", ListCases::images),
        new PopCase(
            "list-08", "An image that is not there is refused, and named", ListCases::unknownImage),
        new PopCase(
            "list-09",
            "The flavour without limits is always there, by id and by name",
            ListCases::flavours),
        new PopCase(
            "list-10", "A flavour that is not there is NOT_FOUND", ListCases::unknownFlavour),
        new PopCase(
            "list-11",
            "A network has id, name and a subnet with its gateway, and is found by id and name",
            ListCases::networks),
        new PopCase(
            "list-12",
            "Pages hold each container once, and no more than was asked for",
            ListCases::pages,
            ADDITIONS),
        new PopCase(
            "list-13",
            "A page token that is none, and a page size below 0, are INVALID_ARGUMENT",
            ListCases::wrongPages,
            ADDITIONS),
        new PopCase("list-14", "Info tells type, name and time", ListCases::info),
        new PopCase(
            "list-15",
            "Info counts containers and the addresses that they hold",
            ListCases::use,
            ADDITIONS),
        new PopCase("list-16", "Lists do not change what they list", ListCases::snapshots));
  }

  private static void everything(PopBench pop) {
    Container one = pop.created();
    List<Container> all = pop.pop().containers(all());
    check(
        all.stream().filter(other -> other.getId().equals(one.getId())).count() == 1,
        "the list of all containers does not have the new one once");
  }

  private static void byId(PopBench pop) {
    Container one = pop.created();
    pop.created();
    List<Container> found = pop.pop().containers(id(one));
    equal("what an id lists", found.stream().map(Container::getId).toList(), List.of(one.getId()));
  }

  private static void byName(PopBench pop) {
    Container one = pop.created();
    pop.created();
    List<Container> found = pop.pop().containers(name(nameOf(one)));
    equal("what a name lists", found.stream().map(Container::getId).toList(), List.of(one.getId()));
  }

  private static void unknownContainer(PopBench pop) throws Exception {
    Container one = pop.created();
    for (String id : List.of("no-such-id", one.getId().substring(0, one.getId().length() / 2))) {
      pop.refused(
          "Containers with the id '" + id + "'",
          () -> pop.pop().containers(id(id)),
          PopReason.NO_SUCH_CONTAINER,
          Code.NOT_FOUND);
    }
  }

  private static void unknown(PopBench pop) throws Exception {
    for (Map.Entry<MethodDescriptor<Filter, ?>, String> list : LISTS.entrySet()) {
      for (Filter filter : List.of(id(PopBench.NO_IMAGE), name(PopBench.NO_IMAGE))) {
        PopRefusal refusal =
            pop.refused(
                list.getKey().getBareMethodName() + " with " + shown(filter),
                () -> pop.pop().call(list.getKey(), filter),
                list.getValue(),
                Code.NOT_FOUND);
        check(
            refusal.text().contains(PopBench.NO_IMAGE),
            "the text does not name what is not there: %s",
            refusal.text());
      }
    }
  }

  private static void emptyOption(PopBench pop) throws Exception {
    for (MethodDescriptor<Filter, ?> list : LISTS.keySet()) {
      for (Filter filter : List.of(id(""), name(""))) {
        pop.refused(
            list.getBareMethodName() + " with " + shown(filter),
            () -> pop.pop().call(list, filter),
            PopReason.INVALID_FIELD,
            Code.INVALID_ARGUMENT);
      }
    }
  }

  private static String shown(Filter filter) {
    return filter.toString().strip();
  }

  private static void images(PopBench pop) {
    List<Image> named = pop.pop().images(name(pop.image()));
    equal("how many images have the name " + pop.image(), named.size(), 1);
    String id = named.get(0).getId();
    check(!id.isEmpty(), "the image has no id");
    List<Image> identified = pop.pop().images(id(id));
    equal("the image with that id", identified, named);
    check(
        pop.pop().images(all()).stream().anyMatch(image -> image.getId().equals(id)),
        "the list of all images does not have %s",
        pop.image());
  }

  private static void unknownImage(PopBench pop) throws Exception {
    String absent = PopBench.NO_IMAGE;
    PopRefusal refusal =
        pop.refused(
            "Images with a name that none has",
            () -> pop.pop().images(name(absent)),
            PopReason.NO_SUCH_IMAGE,
            pop.additions() ? new Code[] {Code.NOT_FOUND} : new Code[] {Code.UNKNOWN});
    check(refusal.text().contains(absent), "the text does not name it: %s", refusal.text());
  }

  private static void flavours(PopBench pop) {
    for (Filter filter : List.of(id(UNLIMITED), name("docker.container"))) {
      List<Flavour> found = pop.pop().call(PopGrpc.getFlavoursMethod(), filter).getListList();
      equal("flavours with " + shown(filter), found.size(), 1);
      equal("the flavour's id", found.get(0).getId(), UNLIMITED);
    }
  }

  private static void unknownFlavour(PopBench pop) throws Exception {
    pop.refused(
        "Flavours with an id that none has",
        () -> pop.pop().call(PopGrpc.getFlavoursMethod(), id("no-such-flavour")),
        PopReason.NO_SUCH_FLAVOUR,
        Code.NOT_FOUND);
  }

  private static void networks(PopBench pop) throws Exception {
    Network network = pop.network();
    check(!network.getId().isEmpty(), "the network has no id");
    check(!network.getName().isEmpty(), "the network has no name");
    check(network.getSubnetsCount() > 0, "the network has no subnet");
    String cidr = network.getSubnets(0).getCidr();
    String gateway = network.getSubnets(0).getGateway();
    check(Addresses.isSubnet(cidr), "its subnet is '%s', which is no CIDR", cidr);
    check(
        gateway.isEmpty() || Addresses.contains(cidr, gateway),
        "its gateway %s is not in %s",
        gateway,
        cidr);
    equal("the network with that id", pop.pop().networks(id(network.getId())), List.of(network));
    equal(
        "the network with that name",
        pop.pop().networks(name(network.getName())),
        List.of(network));
  }

  private static void pages(PopBench pop) {
    List<String> ours = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ours.add(pop.created().getId());
    }
    List<String> seen = new ArrayList<>();
    String token = "";
    do {
      Filter page = Filter.newBuilder().setPageSize(2).setPageToken(token).build();
      ContainerList answer = pop.pop().call(PopGrpc.getContainersMethod(), page);
      check(answer.getListCount() <= 2, "a page of 2 has %s containers", answer.getListCount());
      answer.getListList().forEach(one -> seen.add(one.getId()));
      token = answer.getNextPageToken();
    } while (!token.isEmpty());
    check(seen.containsAll(ours), "the pages do not have every container");
    equal(
        "how many different containers are on the pages", new HashSet<>(seen).size(), seen.size());
  }

  private static void wrongPages(PopBench pop) throws Exception {
    for (Filter page :
        List.of(
            Filter.newBuilder().setPageSize(2).setPageToken("\u00e9 no token").build(),
            Filter.newBuilder().setPageSize(-1).build())) {
      pop.refused(
          "Containers with " + shown(page),
          () -> pop.pop().containers(page),
          PopReason.INVALID_FIELD,
          Code.INVALID_ARGUMENT);
    }
  }

  private static void info(PopBench pop) {
    Infos info = pop.pop().info();
    check(!info.getType().isEmpty(), "Info has no type");
    check(!info.getName().isEmpty(), "Info has no name");
    check(info.getTimestamp() > 1_500_000_000, "Info's time is %s", info.getTimestamp());
  }

  private static void use(PopBench pop) {
    List<Container> ours = List.of(pop.created(), pop.created(), pop.created());
    Infos info = pop.pop().info();
    check(
        info.getUsed().getContainers() >= ours.size(),
        "Info counts %s containers, but there are %s or more",
        info.getUsed().getContainers(),
        ours.size());
    String network = PopBench.endpoint(ours.get(0)).getNetId();
    long held =
        info.getNetworksList().stream()
            .filter(use -> use.getNetId().equals(network))
            .mapToLong(use -> use.getAddressesUsed())
            .sum();
    check(held >= ours.size(), "Info counts %s addresses in use, of %s or more", held, ours.size());
  }

  private static void snapshots(PopBench pop) {
    Container one = pop.created();
    pop.pop().containers(all());
    equal("a container that was listed", pop.get(one), pop.get(one));
    equal("its status", pop.get(one).getStatus(), Container.Status.CREATED);
  }
}
