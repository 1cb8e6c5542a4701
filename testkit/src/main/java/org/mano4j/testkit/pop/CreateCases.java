package org.mano4j.testkit.pop;

import static org.mano4j.testkit.pop.Checks.check;
import static org.mano4j.testkit.pop.Checks.equal;
import static org.mano4j.testkit.pop.PopBench.endpoint;
import static org.mano4j.testkit.pop.PopBench.nameOf;
import static org.mano4j.testkit.pop.PopNeed.ADDITIONS;
import static org.mano4j.testkit.pop.PopNeed.PLATFORM;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import io.grpc.Status.Code;
import java.util.List;
import java.util.Map;
import org.mano4j.pop.PopReason;
import org.mano4j.pop.proto.Container;
import org.mano4j.pop.proto.Container.Status;
import org.mano4j.pop.proto.ContainerConfig;
import org.mano4j.pop.proto.Endpoint;
import org.mano4j.pop.proto.Metadata;
import org.mano4j.pop.proto.Network;

/** What Create makes. */
final class CreateCases {

  private CreateCases() {}

  static List<PopCase> cases() {
    return List.of(
        new PopCase(
            "create-01",
            "A new container is CREATED, with id, name, image and time of its creation",
            CreateCases::answer),
        new PopCase("create-02", "Nothing runs before Start", CreateCases::nothingRuns, PLATFORM),
        new PopCase(
            "create-03",
            "Without endpoints a container gets an address of the default network",
            CreateCases::defaultNetwork),
        new PopCase(
            "create-04",
            "Every endpoint stands under its network's name, and has its id and name",
            CreateCases::endpointKeys,
            ADDITIONS),
        new PopCase(
            "create-05",
            "Without a name one is made up, each time another",
            CreateCases::madeUpName,
            ADDITIONS),
        new PopCase(
            "create-06",
            "Without a flavour it is the one without limits",
            CreateCases::defaultFlavour,
            ADDITIONS),
        new PopCase("create-07", "Metadata may come with Create", CreateCases::metadata, ADDITIONS),
        new PopCase(
            "create-08",
            "Labels are told again, and are not among the metadata",
            CreateCases::labels,
            ADDITIONS),
        new PopCase(
            "create-09",
            "The same idempotency key and content give the same container",
            CreateCases::repeated,
            ADDITIONS),
        new PopCase(
            "create-10",
            "The same idempotency key with another content is refused",
            CreateCases::keyReused,
            ADDITIONS),
        new PopCase(
            "create-11",
            "The name of a deleted container can be given again, to a container of another id",
            CreateCases::nameAgain),
        new PopCase(
            "create-12", "The first life of a container is 1", CreateCases::life, ADDITIONS),
        new PopCase(
            "create-13",
            "A field that the Pop does not know does no harm",
            CreateCases::unknownField));
  }

  private static void answer(PopBench pop) {
    ContainerConfig.Builder config = pop.config();
    Container one = pop.create(config);
    check(!one.getId().isEmpty(), "it has no id");
    equal("its name", nameOf(one), config.getName());
    equal("its image", one.getImageId(), config.getImageId());
    equal("its status", one.getStatus(), Status.CREATED);
    equal("its extended status", one.getExtendedStatus(), "container ready for instantiation");
    check(one.getCreated() > 1_500_000_000, "it was created at %s", one.getCreated());
    equal("its start", one.getStarted(), 0L);
    equal("its command", one.getCommand(), "");
    equal("what is listed of it", pop.get(one), one);
  }

  private static void nothingRuns(PopBench pop) {
    int before = pop.instances().size();
    pop.created();
    equal("how many instances the platform has", pop.instances().size(), before);
  }

  private static void defaultNetwork(PopBench pop) throws Exception {
    Container one = pop.create(pop.config().clearEndpoints());
    Network network = pop.pop().networks(PopBench.id(endpoint(one).getNetId())).get(0);
    String cidr = network.getSubnets(0).getCidr();
    check(
        Addresses.contains(cidr, PopBench.address(one)),
        "its address %s is not in %s",
        PopBench.address(one),
        cidr);
  }

  private static void endpointKeys(PopBench pop) {
    Container one = pop.created();
    for (Container seen : List.of(one, pop.get(one), pop.start(one))) {
      Map.Entry<String, Endpoint> entry = seen.getEndpointsMap().entrySet().iterator().next();
      Endpoint endpoint = endpoint(seen);
      Network network = pop.pop().networks(PopBench.id(endpoint.getNetId())).get(0);
      equal("the key of the endpoint", entry.getKey(), network.getName());
      equal("its net_name", endpoint.getNetName(), network.getName());
      equal(
          "the CIDR of its address",
          endpoint.getIpv4().getSubnet().getCidr(),
          network.getSubnets(0).getCidr());
      equal(
          "the gateway of its address",
          endpoint.getIpv4().getSubnet().getGateway(),
          network.getSubnets(0).getGateway());
    }
  }

  private static void madeUpName(PopBench pop) {
    String first = nameOf(pop.create(pop.config().clearName()));
    String second = nameOf(pop.create(pop.config().clearName()));
    check(!first.isEmpty() && !first.equals(second), "the names are '%s', '%s'", first, second);
    pop.pop().start(PopBench.name(first));
  }

  private static void defaultFlavour(PopBench pop) {
    equal("its flavour", pop.created().getFlavourId(), "docker-flavour-id");
  }

  private static void metadata(PopBench pop) {
    Map<String, String> entries = Map.of("A", "1", "B", "two words");
    Container one = pop.create(pop.config().setMd(Metadata.newBuilder().putAllEntries(entries)));
    equal("its metadata", one.getMd().getEntriesMap(), entries);
    equal("its metadata when listed", pop.get(one).getMd().getEntriesMap(), entries);
  }

  private static void labels(PopBench pop) {
    Container one = pop.create(pop.config().putLabels("team", "voice"));
    equal("its label 'team'", pop.get(one).getLabelsOrDefault("team", ""), "voice");
    equal("its metadata", pop.get(one).getMd().getEntriesMap(), Map.of());
  }

  private static void repeated(PopBench pop) {
    ContainerConfig.Builder config = pop.config();
    config.setIdempotencyKey(config.getName());
    Container first = pop.create(config);
    Container second = pop.create(config);
    equal("the id given to a repeated Create", second.getId(), first.getId());
    equal("its address", PopBench.address(second), PopBench.address(first));
  }

  private static void keyReused(PopBench pop) throws Exception {
    ContainerConfig.Builder config = pop.config();
    config.setIdempotencyKey(config.getName());
    pop.create(config);
    config.setName(pop.newName());
    pop.refused(
        "Create of something else with a key that was used",
        () -> pop.create(config),
        PopReason.IDEMPOTENCY_KEY_REUSED,
        Code.ALREADY_EXISTS,
        Code.FAILED_PRECONDITION,
        Code.INVALID_ARGUMENT);
  }

  private static void nameAgain(PopBench pop) throws Exception {
    ContainerConfig.Builder config = pop.config();
    Container first = pop.create(config);
    pop.pop().delete(PopBench.id(first));
    Container second = pop.create(config);
    check(!second.getId().equals(first.getId()), "it has the id of the deleted container");
  }

  private static void life(PopBench pop) {
    Container one = pop.created();
    equal("its life", one.getLife(), 1);
    check(!one.hasExitCode(), "it has the exit code %s", one.getExitCode());
  }

  private static void unknownField(PopBench pop) throws InvalidProtocolBufferException {
    ContainerConfig.Builder config = pop.config();
    UnknownFieldSet later =
        UnknownFieldSet.newBuilder()
            .addField(
                3000,
                UnknownFieldSet.Field.newBuilder()
                    .addLengthDelimited(ByteString.copyFromUtf8("of a later version"))
                    .build())
            .build();
    Container one = pop.create(config.setUnknownFields(later));
    equal("its name", nameOf(one), config.getName());
  }
}
