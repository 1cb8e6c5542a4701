package org.mano4j.pop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.google.protobuf.Message;
import io.grpc.Status;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mano4j.pop.PopException.Code;

/** This client at a Pop of the first generation. */
class OldPopTest {

  private static final ContainerConfig WEB = ContainerConfig.of("web", "web:1");

  private LegacyPop pop;
  private PopSessions sessions;
  private PopClient client;

  @BeforeEach
  void open() throws IOException {
    pop = new LegacyPop();
    sessions = PopSessions.create(PopClientOptions.defaults().withPageSize(2));
    client = sessions.client(pop.endpoint(), new PopCredentials("admin", "secret"));
  }

  @AfterEach
  void close() {
    sessions.close();
    pop.close();
  }

  @Test
  void aContainerLivesItsWholeLife() {
    Container made = client.create(WEB);
    client.metadata(Filter.byId(made.id()), Map.of("K", "V"));
    Container running = client.start(Filter.byName("web"));
    client.stop(Filter.byId(made.id()));

    assertThat(made.status()).isEqualTo(ContainerStatus.CREATED);
    assertThat(made.life()).isZero();
    assertThat(running.status()).isEqualTo(ContainerStatus.RUNNING);
    assertThat(running.metadata()).containsEntry("K", "V");
    assertThat(client.container(Filter.byName("web"))).contains(running);

    client.delete(Filter.byId(made.id()));
    assertThat(client.containers(Filter.byName("web"))).isEmpty();
    assertThat(client.containers(Filter.byId(made.id()))).isEmpty();
  }

  @Test
  void infoAndTheOtherListsAnswer() {
    assertThat(client.info().name()).isEqualTo("old");
    assertThat(client.info().capabilities()).isEmpty();
    assertThat(client.images(Filter.all())).hasSize(1);
    assertThat(client.networks(Filter.all())).hasSize(1);
    assertThat(client.flavours(Filter.all())).hasSize(1);
    client.logout();
  }

  @Test
  void requestsHoldNothingUnknownToItButTheSizeOfPages() {
    Container made = client.create(WEB);
    client.metadata(Filter.byId(made.id()), Map.of("K", "V"));
    client.start(Filter.byId(made.id()));
    client.stop(Filter.byId(made.id()));
    client.containers(Filter.byId(made.id()));
    client.delete(Filter.byId(made.id()));

    assertThat(pop.requests)
        .hasSize(6)
        .allSatisfy(r -> assertThat(r.getUnknownFields().asMap()).isEmpty());
    client.containers(Filter.all());
    Message list = pop.requests.get(6);
    assertThat(list.getUnknownFields().asMap()).containsOnlyKeys(3);
  }

  @Test
  void aListIsOneCallHoweverLong() {
    for (int i = 0; i < 7; i++) {
      client.create(WEB.withName("web-" + i));
    }
    pop.requests.clear();

    assertThat(client.containers(Filter.all())).hasSize(7);
    assertThat(pop.requests).hasSize(1);
  }

  @Test
  void aGatewayThatIsASubnetIsNone() {
    Ip address = client.create(WEB).endpoints().get("net-id").ipv4();

    assertThat(address).isNotNull();
    assertThat(address.subnet()).isEqualTo(new Subnet("172.16.0.0/16", ""));
  }

  @Test
  void metadataOfACreateIsSentAfterIt() {
    Container made = client.create(WEB.withMetadata(Map.of("K", "V", "EMPTY", "")));

    assertThat(made.metadata()).containsExactly(Map.entry("K", "V"));
    assertThat(pop.containers.get(made.id()).getMd().getEntriesMap()).containsEntry("K", "V");
  }

  @Test
  void aContainerWhoseMetadataIsRefusedIsRemovedAgain() {
    assertThatThrownBy(() -> client.create(WEB.withMetadata(Map.of("REFUSED", "x"))))
        .asInstanceOf(type(PopException.class))
        .satisfies(e -> assertThat(e.code()).isEqualTo(Code.ALREADY_EXISTS))
        .satisfies(e -> assertThat(e).hasMessageContaining("Create of 'web'"))
        .satisfies(e -> assertThat(e).hasMessageContaining("metadata"));
    assertThat(pop.containers).isEmpty();
  }

  @Test
  void aContainerThatCannotBeRemovedAgainIsNamed() {
    pop.deleteRefusal.set(Status.INTERNAL);

    assertThatThrownBy(() -> client.create(WEB.withMetadata(Map.of("REFUSED", "x"))))
        .isInstanceOf(PopException.class)
        .hasMessageContaining("id-0")
        .hasMessageContaining("delete it");
  }

  @Test
  void metadataWithoutEntriesChangesNothing() {
    Container made = client.create(WEB);

    client.metadata(Filter.byId(made.id()), Map.of());

    assertThatThrownBy(() -> client.metadata(Filter.byId("other"), Map.of()))
        .asInstanceOf(type(PopException.class))
        .extracting(PopException::code)
        .isEqualTo(Code.NOT_FOUND);
  }

  @Test
  void labelsAndAKeyAreIgnored() {
    Container made = client.create(WEB.withLabels(Map.of("a", "b")).withIdempotencyKey("k"));

    assertThat(made.labels()).isEmpty();
    assertThat(made.life()).isZero();
  }

  @Test
  void aCreateIsNotRepeatedEvenWithAKey() {
    pop.createRefusal.set(Status.UNAVAILABLE.withDescription("not now"));

    assertThatThrownBy(() -> client.create(WEB.withIdempotencyKey("k")))
        .isInstanceOf(PopException.class)
        .hasMessageContaining("Create of 'web'")
        .hasMessageContaining("not now");
    assertThat(pop.requests)
        .filteredOn(org.mano4j.pop.legacy.ContainerConfig.class::isInstance)
        .hasSize(1);
  }

  @Test
  void aRefusalGivesItsCodeForAReason() {
    client.create(WEB);

    assertThatThrownBy(() -> client.stop(Filter.byName("web")))
        .asInstanceOf(type(PopException.class))
        .satisfies(e -> assertThat(e.code()).isEqualTo(Code.FAILED_PRECONDITION))
        .satisfies(e -> assertThat(e.reason()).isEqualTo("FAILED_PRECONDITION"))
        .satisfies(e -> assertThat(e.text()).isEqualTo("container not started yet"));
  }

  @ParameterizedTest
  @CsvSource({
    "UNKNOWN, no container specified, NOT_FOUND",
    "UNKNOWN, no image ID provided, INVALID_ARGUMENT",
    "UNKNOWN, 'unsupported flavour f, only docker-flavour-id is supported', NOT_FOUND",
    "UNKNOWN, Error: No such image: x, NOT_FOUND",
    "UNKNOWN, Error response from daemon: No command specified, UNKNOWN",
    "UNAVAILABLE, transport is closing, UNAVAILABLE",
    "ALREADY_EXISTS, ip is not available, ALREADY_EXISTS",
    "ALREADY_EXISTS, container name web already taken, ALREADY_EXISTS",
    "INVALID_ARGUMENT, <nil> is not contained in 172.16.0.0/16, INVALID_ARGUMENT",
    "RESOURCE_EXHAUSTED, no more IP available for this network, RESOURCE_EXHAUSTED"
  })
  void aRefusalHasTheCodeThatIsMeantAndTheWordsOfThePop(Status.Code sent, String text, Code meant) {
    pop.createRefusal.set(sent.toStatus().withDescription(text));

    assertThatThrownBy(() -> client.create(WEB))
        .asInstanceOf(type(PopException.class))
        .satisfies(e -> assertThat(e.code()).isEqualTo(meant))
        .satisfies(e -> assertThat(e.text()).isEqualTo(text));
  }

  @Test
  void anUnknownNameIsNotFoundWhateverTheCall() {
    Filter none = Filter.byName("none");

    for (Consumer<PopClient> call :
        List.<Consumer<PopClient>>of(c -> c.start(none), c -> c.stop(none), c -> c.delete(none))) {
      assertThatThrownBy(() -> call.accept(client))
          .asInstanceOf(type(PopException.class))
          .extracting(PopException::code)
          .isEqualTo(Code.NOT_FOUND);
    }
  }

  @Test
  void aStartTellsNoTimes() {
    client.create(WEB);

    assertThat(client.startMeasured(Filter.byName("web")).phases()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("newCalls")
  void aCallThatItLacksSaysWhatToDoInstead(String name, Consumer<PopClient> call, String remedy) {
    assertThatThrownBy(() -> call.accept(client))
        .asInstanceOf(type(PopException.class))
        .satisfies(e -> assertThat(e.code()).isEqualTo(Code.UNIMPLEMENTED))
        .satisfies(
            e ->
                assertThat(e.getMessage())
                    .startsWith(name)
                    .contains(pop.endpoint().toString())
                    .contains("older generation that has no " + name)
                    .contains(remedy));
  }

  static List<Arguments> newCalls() {
    Filter web = Filter.byName("web");
    return Stream.<Object[]>of(
            newCall("Reset", c -> c.reset(web), "create it again"),
            newCall("CreateNetwork", c -> c.createNetwork(NetworkConfig.of("n")), "operator"),
            newCall("DeleteNetwork", c -> c.deleteNetwork(web), "operator"),
            newCall("PullImage", c -> c.pull("i", p -> {}), "operator"),
            newCall("Watch", PopClient::watch, "list"),
            newCall("Logs", c -> c.logs(web, LogOptions.all()).hasNext(), "platform"),
            newCall("Stats", c -> c.stats(web), "platform"))
        .map(Arguments::of)
        .toList();
  }

  private static Object[] newCall(String name, Consumer<PopClient> call, String remedy) {
    return new Object[] {name, call, remedy};
  }
}
