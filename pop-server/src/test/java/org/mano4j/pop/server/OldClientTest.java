package org.mano4j.pop.server;

import static io.grpc.Status.Code.ALREADY_EXISTS;
import static io.grpc.Status.Code.FAILED_PRECONDITION;
import static io.grpc.Status.Code.INVALID_ARGUMENT;
import static io.grpc.Status.Code.NOT_FOUND;
import static io.grpc.Status.Code.PERMISSION_DENIED;
import static io.grpc.Status.Code.RESOURCE_EXHAUSTED;
import static io.grpc.Status.Code.UNAUTHENTICATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.mano4j.pop.server.OldClient.EMPTY;
import static org.mano4j.pop.server.OldClient.at;
import static org.mano4j.pop.server.OldClient.config;
import static org.mano4j.pop.server.OldClient.id;
import static org.mano4j.pop.server.OldClient.metadata;
import static org.mano4j.pop.server.OldClient.name;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mano4j.pop.PopReason;
import org.mano4j.pop.legacy.Container;
import org.mano4j.pop.legacy.ContainerList;
import org.mano4j.pop.legacy.Endpoint;
import org.mano4j.pop.legacy.Filter;
import org.mano4j.pop.legacy.NewMetadata;

/** What a client that knows Appendix B alone sees of this Pop: a life, and each refusal. */
@TestInstance(Lifecycle.PER_CLASS)
class OldClientTest {

  private static final String UNKNOWN = "no container for the given filter";
  private static final String UNSPECIFIED = "no container specified";

  private final InMemoryPopBackend backend =
      InMemoryPopBackend.builder()
          .image("web:latest")
          .network("private", "172.16.0.0/16")
          .network("full", "10.0.0.0/30")
          .build();

  private RawPop lab;
  private OldClient client;
  private Gate stops;

  /** Containers in all states: made, up, over, broken, going; the network "full" is full. */
  @BeforeAll
  void open() {
    lab = new RawPop(backend);
    client = new OldClient(lab.channel);
    client.call(pop -> pop.create(config("made").build()));
    client.call(pop -> pop.create(at("occupant", "full", "10.0.0.2")));
    for (String name : List.of("up", "over", "going")) {
      client.call(pop -> pop.create(config(name).build()));
      client.call(pop -> pop.start(name(name)));
    }
    client.call(pop -> pop.create(config("broken").build()));
    backend.failNextStart("no such command");
    catchThrowableOfType(
        StatusRuntimeException.class, () -> client.call(pop -> pop.start(name("broken"))));
    client.call(pop -> pop.stop(name("over")));
    reaches("over", Container.Status.EXITED);
    reaches("broken", Container.Status.FAILED);
    stops = backend.holdStops();
    client.call(pop -> pop.stop(name("going")));
    reaches("going", Container.Status.STOPPING);
  }

  @AfterAll
  void close() {
    stops.close();
    lab.close();
  }

  static List<Row> rows() {
    return List.of(
        row("wrong password", INVALID_ARGUMENT, "invalid credentials", "INVALID_CREDENTIALS")
            .when(old -> old.login("admin", "wrong")),
        row("wrong user", INVALID_ARGUMENT, "invalid credentials", "INVALID_CREDENTIALS")
            .when(old -> old.login("nobody", "secret")),
        row("no token", UNAUTHENTICATED, "not authenticated", "NO_TOKEN")
            .when(old -> old.stranger().info(EMPTY)),
        row("unknown token", PERMISSION_DENIED, "invalid token", "INVALID_TOKEN")
            .when(old -> old.with("unknown").info(EMPTY)),
        row("logged out token", PERMISSION_DENIED, "invalid token", "INVALID_TOKEN")
            .when(OldClientTest::useAfterLogout),
        row("container: unknown id", NOT_FOUND, UNKNOWN, "NO_SUCH_CONTAINER")
            .when(old -> old.call(pop -> pop.containers(id("none")))),
        row(
                "empty user and password",
                INVALID_ARGUMENT,
                "invalid credentials",
                "INVALID_CREDENTIALS")
            .when(old -> old.login("", "")),
        row("user in another case", INVALID_ARGUMENT, "invalid credentials", "INVALID_CREDENTIALS")
            .when(old -> old.login("Admin", "secret")),
        row("empty token", PERMISSION_DENIED, "invalid token", "INVALID_TOKEN")
            .when(old -> old.with("").info(EMPTY)),
        row("container: beginning of an id", NOT_FOUND, UNKNOWN, "NO_SUCH_CONTAINER")
            .when(old -> old.call(pop -> pop.containers(beginningOfAnId(old)))),
        row("container: empty id", INVALID_ARGUMENT, UNSPECIFIED, "INVALID_FIELD")
            .when(old -> old.call(pop -> pop.containers(id("")))),
        row("Delete: unknown name", NOT_FOUND, UNKNOWN, "NO_SUCH_CONTAINER")
            .when(old -> old.call(pop -> pop.delete(name("none")))),
        row("Delete: unknown id", NOT_FOUND, UNKNOWN, "NO_SUCH_CONTAINER")
            .when(old -> old.call(pop -> pop.delete(id("none")))),
        row("Metadata: unknown id", NOT_FOUND, UNKNOWN, "NO_SUCH_CONTAINER")
            .when(old -> old.call(pop -> pop.metadata(metadata(id("none"), "a", "b")))),
        row("flavour: empty text", INVALID_ARGUMENT, "no flavour specified", "INVALID_FIELD")
            .when(old -> old.call(pop -> pop.flavours(id("")))),
        row("image: empty text", INVALID_ARGUMENT, "no image specified", "INVALID_FIELD")
            .when(old -> old.call(pop -> pop.images(id("")))),
        row("image: no reference", NOT_FOUND, "no image for", "NO_SUCH_IMAGE")
            .when(old -> old.call(pop -> pop.images(name("UPPER CASE")))),
        row("container: unknown name", NOT_FOUND, UNKNOWN, "NO_SUCH_CONTAINER")
            .when(old -> old.call(pop -> pop.start(name("none")))),
        row("container: empty text", INVALID_ARGUMENT, UNSPECIFIED, "INVALID_FIELD")
            .when(old -> old.call(pop -> pop.stop(name("")))),
        row("container: no option", INVALID_ARGUMENT, UNSPECIFIED, "INVALID_FIELD")
            .when(old -> old.call(pop -> pop.delete(Filter.getDefaultInstance()))),
        row("network: unknown id", NOT_FOUND, "no network for", "NO_SUCH_NETWORK")
            .when(old -> old.call(pop -> pop.networks(id("none")))),
        row("network: unknown name", NOT_FOUND, "no network for", "NO_SUCH_NETWORK")
            .when(old -> old.call(pop -> pop.networks(name("none")))),
        row("network: empty text", INVALID_ARGUMENT, "no network specified", "INVALID_FIELD")
            .when(old -> old.call(pop -> pop.networks(name("")))),
        row("flavour unknown", NOT_FOUND, "no flavour for the given filter", "NO_SUCH_FLAVOUR")
            .when(old -> old.call(pop -> pop.flavours(name("none")))),
        row("image unknown", NOT_FOUND, "no image for the given filter", "NO_SUCH_IMAGE")
            .when(old -> old.call(pop -> pop.images(name("none")))),
        row("Create: wrong flavour", NOT_FOUND, "no flavour", "NO_SUCH_FLAVOUR")
            .when(old -> old.call(pop -> pop.create(config("x").setFlavourId("f").build()))),
        row("Create: name taken", ALREADY_EXISTS, "container name made already", "NAME_TAKEN")
            .when(old -> old.call(pop -> pop.create(config("made").build()))),
        row("Create: no image id", INVALID_ARGUMENT, "no image ID provided", "INVALID_FIELD")
            .when(old -> old.call(pop -> pop.create(config("x").clearImageId().build()))),
        row("Create: unknown network", NOT_FOUND, "no network with name nn", "NO_SUCH_NETWORK")
            .when(old -> old.call(pop -> pop.create(at("x", "nn", "")))),
        row("Create: foreign address", INVALID_ARGUMENT, "10.9.8.7 is not", "INVALID_ADDRESS")
            .when(old -> old.call(pop -> pop.create(at("x", "private", "10.9.8.7")))),
        row("Create: no address", INVALID_ARGUMENT, "", "INVALID_ADDRESS")
            .when(old -> old.call(pop -> pop.create(at("x", "private", "none")))),
        row("Create: image unknown", NOT_FOUND, "no such image", "NO_SUCH_IMAGE")
            .when(old -> old.call(pop -> pop.create(config("x").setImageId("none").build()))),
        row("Create: name of a stopped one", ALREADY_EXISTS, "container name over", "NAME_TAKEN")
            .when(old -> old.call(pop -> pop.create(config("over").build()))),
        row("Create: id of a network", NOT_FOUND, "no network with name", "NO_SUCH_NETWORK")
            .when(old -> old.call(pop -> pop.create(at("x", "net-private", "")))),
        row("Create: IPv6 for IPv4", INVALID_ARGUMENT, "fd00::1 is not", "INVALID_ADDRESS")
            .when(old -> old.call(pop -> pop.create(at("x", "private", "fd00::1")))),
        row("Create: octet 300", INVALID_ARGUMENT, "", "INVALID_ADDRESS")
            .when(old -> old.call(pop -> pop.create(at("x", "private", "172.16.0.300")))),
        row("Create: with a prefix", INVALID_ARGUMENT, "", "INVALID_ADDRESS")
            .when(old -> old.call(pop -> pop.create(at("x", "private", "172.16.0.9/16")))),
        row("Create: the network", INVALID_ARGUMENT, "", "INVALID_ADDRESS")
            .when(old -> old.call(pop -> pop.create(at("x", "private", "172.16.0.0")))),
        row("Create: the broadcast", INVALID_ARGUMENT, "", "INVALID_ADDRESS")
            .when(old -> old.call(pop -> pop.create(at("x", "private", "172.16.255.255")))),
        row("Create: the gateway", INVALID_ARGUMENT, "", "INVALID_ADDRESS")
            .when(old -> old.call(pop -> pop.create(at("x", "private", "172.16.0.1")))),
        row("Create: address taken", ALREADY_EXISTS, "ip is not available", "ADDRESS_TAKEN")
            .when(old -> old.call(pop -> pop.create(at("x", "full", "10.0.0.2")))),
        row("Create: none left", RESOURCE_EXHAUSTED, "no more IP available", "NO_ADDRESS_LEFT")
            .when(old -> old.call(pop -> pop.create(at("x", "full", "")))),
        row("Create: invalid name", INVALID_ARGUMENT, "invalid container name", "INVALID_FIELD")
            .when(old -> old.call(pop -> pop.create(config("a b").build()))),
        row("Metadata: started", ALREADY_EXISTS, "container already started", "ALREADY_STARTED")
            .when(old -> old.call(pop -> pop.metadata(metadata(name("up"), "a", "b")))),
        row("Metadata: STOPPING", ALREADY_EXISTS, "container already started", "ALREADY_STARTED")
            .when(old -> old.call(pop -> pop.metadata(metadata(name("going"), "a", "b")))),
        row("Metadata: EXITED", ALREADY_EXISTS, "container already started", "ALREADY_STARTED")
            .when(old -> old.call(pop -> pop.metadata(metadata(name("over"), "a", "b")))),
        row("Metadata: FAILED", ALREADY_EXISTS, "container already started", "ALREADY_STARTED")
            .when(old -> old.call(pop -> pop.metadata(metadata(name("broken"), "a", "b")))),
        row("Metadata: invalid key", INVALID_ARGUMENT, "invalid metadata key", "INVALID_FIELD")
            .when(old -> old.call(pop -> pop.metadata(metadata(name("made"), "a=", "b")))),
        row("Metadata: no filter", INVALID_ARGUMENT, UNSPECIFIED, "INVALID_FIELD")
            .when(old -> old.call(pop -> pop.metadata(NewMetadata.getDefaultInstance()))),
        row("Start: RUNNING", ALREADY_EXISTS, "container already started", "ALREADY_STARTED")
            .when(old -> old.call(pop -> pop.start(name("up")))),
        row("Start: EXITED", ALREADY_EXISTS, "container already started", "ALREADY_STARTED")
            .when(old -> old.call(pop -> pop.start(name("over")))),
        row("Start: FAILED", FAILED_PRECONDITION, "container is in an invalid", "WRONG_STATE")
            .when(old -> old.call(pop -> pop.start(name("broken")))),
        row("Start: STOPPING", FAILED_PRECONDITION, "container is in an invalid", "WRONG_STATE")
            .when(old -> old.call(pop -> pop.start(name("going")))),
        row("Stop: EXITED", FAILED_PRECONDITION, "container already stopped", "WRONG_STATE")
            .when(old -> old.call(pop -> pop.stop(name("over")))),
        row("Stop: FAILED", FAILED_PRECONDITION, "container already stopped", "WRONG_STATE")
            .when(old -> old.call(pop -> pop.stop(name("broken")))),
        row("Stop: CREATED", FAILED_PRECONDITION, "container not started yet", "WRONG_STATE")
            .when(old -> old.call(pop -> pop.stop(name("made")))),
        row("Stop: STOPPING", FAILED_PRECONDITION, "container is in an invalid", "WRONG_STATE")
            .when(old -> old.call(pop -> pop.stop(name("going")))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void refuses(Row row) throws InvalidProtocolBufferException {
    StatusRuntimeException refusal =
        catchThrowableOfType(StatusRuntimeException.class, () -> row.call().accept(client));

    assertThat(refusal).as(row.situation()).isNotNull();
    assertThat(refusal.getStatus().getCode()).as("%s", refusal).isEqualTo(row.code());
    assertThat(refusal.getStatus().getDescription()).startsWith(row.text());
    com.google.rpc.Status details = StatusProto.fromThrowable(refusal);
    assertThat(details.getMessage()).isEqualTo(refusal.getStatus().getDescription());
    ErrorInfo info = details.getDetails(0).unpack(ErrorInfo.class);
    assertThat(info.getReason()).isEqualTo(row.reason());
    assertThat(info.getDomain()).isEqualTo(PopReason.DOMAIN);
  }

  @Test
  void goesThroughTheLifeOfAContainer() {
    Container made = client.call(pop -> pop.create(at("life", "private", "172.16.9.9")));
    client.call(pop -> pop.metadata(metadata(id(made.getId()), "A", "1")));
    Container started = client.call(pop -> pop.start(id(made.getId())));
    client.call(pop -> pop.create(config("second").build()));
    ContainerList all = client.call(pop -> pop.containers(Filter.getDefaultInstance()));

    assertThat(made.getStatus()).isEqualTo(Container.Status.CREATED);
    assertThat(made.getExtendedStatus()).isEqualTo("container ready for instantiation");
    assertThat(started.getStatus()).isEqualTo(Container.Status.RUNNING);
    assertThat(started.getExtendedStatus()).isEqualTo("the container is running");
    assertThat(started.getMd().getEntriesMap()).containsEntry("A", "1");
    assertThat(started.getEndpointsMap().get("private").getIpv4().getAddress())
        .isEqualTo("172.16.9.9");
    assertThat(all.getListList()).contains(started);
    client.call(pop -> pop.delete(name("second")));
  }

  @Test
  void logsInOnceAndAgainOnlyWhenItsTokenIsGone() {
    OldClient other = new OldClient(lab.channel);

    other.call(pop -> pop.info(EMPTY));
    catchThrowableOfType(
        StatusRuntimeException.class, () -> other.call(pop -> pop.start(name("up"))));
    other.call(pop -> pop.info(EMPTY));
    assertThat(other.logins()).isEqualTo(1);

    other.call(pop -> pop.logout(EMPTY));
    other.call(pop -> pop.info(EMPTY));
    assertThat(other.logins()).isEqualTo(2);
  }

  @Test
  void theAnswerOfACreateIsAsBefore() {
    Container made = client.call(pop -> pop.create(config("").build()));

    assertThat(made.getId()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    assertThat(made.getNamesList()).singleElement().asString().isNotEmpty();
    assertThat(made.getImageId()).isEqualTo("web:latest");
    assertThat(made.getStarted()).isZero();
    assertThat(made.getCommand()).isEmpty();
    assertThat(made.hasMd()).isTrue();
    // By name, and whole, from the beginning.
    Endpoint endpoint = made.getEndpointsMap().get("private");
    assertThat(endpoint.getNetId()).isEqualTo("net-private");
    assertThat(endpoint.getNetName()).isEqualTo("private");
    assertThat(endpoint.getIpv4().getSubnet().getCidr()).isEqualTo("172.16.0.0/16");
    assertThat(endpoint.getIpv4().getSubnet().getGateway()).isEqualTo("172.16.0.1");
    client.call(pop -> pop.delete(id(made.getId())));
  }

  @Test
  void metadataIsMergedAndAnEmptyValueRemoves() {
    Container made = client.call(pop -> pop.create(config("merged").build()));
    Filter merged = id(made.getId());
    client.call(pop -> pop.metadata(metadata(merged, "A", "1")));
    client.call(pop -> pop.metadata(metadata(merged, "B", "2")));
    client.call(pop -> pop.metadata(metadata(merged, "A", "")));
    client.call(pop -> pop.metadata(metadata(merged, "never", "")));

    assertThat(client.call(pop -> pop.containers(merged)).getList(0).getMd().getEntriesMap())
        .containsExactly(java.util.Map.entry("B", "2"));
    client.call(pop -> pop.delete(merged));
  }

  @Test
  void deleteFreesTheName() {
    for (String state : List.of("CREATED", "FAILED")) {
      client.call(pop -> pop.create(config("gone").build()));
      if (state.equals("FAILED")) {
        backend.failNextStart("no such command");
        catchThrowableOfType(
            StatusRuntimeException.class, () -> client.call(pop -> pop.start(name("gone"))));
      }
      client.call(pop -> pop.delete(name("gone")));
    }
    assertThat(client.call(pop -> pop.containers(Filter.getDefaultInstance())).getListList())
        .noneMatch(container -> container.getNamesList().contains("gone"));
  }

  @Test
  void anUnknownFieldIsIgnored() {
    com.google.protobuf.UnknownFieldSet more =
        com.google.protobuf.UnknownFieldSet.newBuilder()
            .addField(
                99, com.google.protobuf.UnknownFieldSet.Field.newBuilder().addVarint(1).build())
            .build();

    assertThat(
            client
                .call(
                    pop -> pop.containers(name("made").toBuilder().setUnknownFields(more).build()))
                .getListCount())
        .isEqualTo(1);
  }

  @Test
  void metadataWithoutEntriesChangesNothing() {
    NewMetadata none = NewMetadata.newBuilder().setFilter(name("made")).build();

    client.call(pop -> pop.metadata(none));

    Container made = client.call(pop -> pop.containers(name("made"))).getList(0);
    assertThat(made.getMd().getEntriesMap()).isEmpty();
  }

  private static Filter beginningOfAnId(OldClient client) {
    return id(client.call(pop -> pop.containers(name("made"))).getList(0).getId().substring(0, 8));
  }

  private static void useAfterLogout(OldClient client) {
    String token = client.login("admin", "secret");
    client.with(token).logout(EMPTY);
    client.with(token).logout(EMPTY);
  }

  private void reaches(String name, Container.Status status) {
    await()
        .until(
            () -> client.call(pop -> pop.containers(name(name))).getList(0).getStatus() == status);
  }

  private static Row row(String situation, Status.Code code, String text, String reason) {
    return new Row(situation, code, text, reason, old -> {});
  }

  record Row(
      String situation, Status.Code code, String text, String reason, Consumer<OldClient> call) {

    Row when(Consumer<OldClient> does) {
      return new Row(situation, code, text, reason, does);
    }

    @Override
    public String toString() {
      return situation + ": " + code;
    }
  }
}
