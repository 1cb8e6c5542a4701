package org.mano4j.pop.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mano4j.pop.Endpoint;
import org.mano4j.pop.Flavour;
import org.mano4j.pop.FlavourBuilder;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;
import org.mano4j.pop.server.InstanceSpec;
import org.mano4j.pop.server.StartedInstance;

class InstanceStartTest {

  private static final String CREATE = "/containers/create";
  private static final String START = "/containers/e1/start";
  private static final String CONNECT = "/networks/n2/connect";
  private static final Endpoint ONE = Instances.endpoint("n1", "one", "10.0.1.5");
  private static final Endpoint TWO = Instances.endpoint("n2", "two", "10.0.2.5");

  private final FakeEngine engine = FakeEngine.start();
  private final Told heard = new Told();
  private DockerPopBackend backend;

  @BeforeEach
  void open() {
    engine.on("POST", CREATE, FakeEngine.json(201, "{\"Id\":\"e1\",\"Warnings\":[]}"));
    engine.on("POST", CONNECT, FakeEngine.json(200, ""));
    engine.on("POST", START, FakeEngine.json(204, ""));
    engine.on("GET", "/containers/e1/json", FakeEngine.json(200, inspected("10.0.1.5")));
    engine.on("DELETE", "/containers/.*", FakeEngine.json(204, ""));
    backend = DockerPopBackend.builder().engine(engine.uri()).popName("p").build();
    backend.open(Instances.OWNER, heard);
    engine.reset();
  }

  @AfterEach
  void close() {
    backend.close();
    engine.close();
  }

  @Test
  void takesThreeCallsOnOneNetwork() {
    StartedInstance started = backend.start(Instances.on(spec(), ONE));
    assertThat(engine.asked())
        .containsExactly("POST " + CREATE, "POST " + START, "GET /containers/e1/json");
    assertThat(started.command()).containsExactly("/bin/sleep", "1");
    assertThat(started.endpoints().get("one").mac()).isEqualTo("02:42:00:00:00:01");
    assertThat(started.endpoints().get("one").endpointId()).isEqualTo("ep1");
    assertThat(started.remark()).isEmpty();
  }

  @Test
  void takesOneCallMoreForAFurtherNetwork() {
    backend.start(Instances.on(spec(), ONE, TWO));
    assertThat(engine.asked())
        .containsExactly(
            "POST " + CREATE, "POST " + CONNECT, "POST " + START, "GET /containers/e1/json");
    assertThat(engine.asked("POST", CONNECT).get(0).body()).contains("10.0.2.5");
  }

  @Test
  void asksForSafeDefaultsAndForTheNetworkByItsId() {
    backend.start(Instances.on(spec(), ONE));
    assertThat(engine.asked("POST", CREATE).get(0).body())
        .contains("\"CapDrop\":[\"ALL\"]", "no-new-privileges", "\"NetworkMode\":\"n1\"")
        .contains("\"IPv4Address\":\"10.0.1.5\"")
        .doesNotContain("\"IPv6Address\":\"");
  }

  @Test
  void handsOnWhatTheEngineWarnsOf() {
    engine.on(
        "POST", CREATE, FakeEngine.json(201, "{\"Id\":\"e1\",\"Warnings\":[\"no swap limit\"]}"));
    assertThat(backend.start(spec()).remark())
        .isEqualTo("warnings from container instantiation: [no swap limit]");
  }

  @Test
  void removesWhatWasMadeWhenAConnectIsRefused() {
    engine.on("POST", CONNECT, FakeEngine.refuse(500, "bad luck"));
    refused(Instances.on(spec(), ONE, TWO), "bad luck");
    assertRemoved();
    assertThat(engine.calls("POST", START)).isZero();
  }

  @Test
  void removesWhatWasMadeWhenTheStartIsRefused() {
    engine.on("POST", START, FakeEngine.refuse(500, "no space left on device"));
    PopException refusal = refused(spec(), "no space left on device");
    assertThat(refusal.code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
    assertRemoved();
  }

  @Test
  void removesWhatAppearsLateAfterTheAnswerToTheCreationWasLost() {
    InstanceSpec spec = spec();
    engine.on("POST", CREATE, FakeEngine.cut());
    refused(spec, "");
    await().until(() -> engine.calls("GET", "/containers/json") >= 3); // At once, and once more.
    engine.on(
        "GET",
        "/containers/json",
        FakeEngine.json(
            200,
            "[{\"Id\":\"e1\",\"State\":\"created\",\"Labels\":{\"%s\":\"%s\",\"%s\":\"%s\"}}]"
                .formatted(Labels.OWNER, Instances.OWNER, Labels.INSTANCE, spec.id())));
    await().until(() -> engine.calls("DELETE", "/containers/e1") > 0);
  }

  @Test
  void saysWhichNetworksAnOverlayMayBeWhoseManagerDoesNotAnswer() {
    engine.on(
        "POST",
        START,
        FakeEngine.refuse(
            500,
            "attaching to network failed, make sure your network options are correct and check"
                + " manager logs: context deadline exceeded"));
    PopException refusal = refused(Instances.on(spec(), ONE), "in 'one'");
    assertThat(refusal.code()).isEqualTo(Code.UNAVAILABLE);
    assertThat(refusal).hasMessageContaining("context deadline exceeded");
  }

  @Test
  void removesWhatWasMadeWhenTheAnswerToTheStartIsLost() {
    engine.on("POST", START, FakeEngine.cut());
    refused(spec(), "");
    assertRemoved();
  }

  @Test
  void removesWhatWasMadeWhenTheInspectionFails() {
    engine.on("GET", "/containers/e1/json", FakeEngine.refuse(500, "bad luck"));
    refused(spec(), "bad luck");
    assertRemoved();
  }

  @Test
  void removesItWhenItsAddressIsAnotherOne() {
    engine.on("GET", "/containers/e1/json", FakeEngine.json(200, inspected("10.0.1.99")));
    refused(Instances.on(spec(), ONE), "'10.0.1.99', not 10.0.1.5");
    assertRemoved();
  }

  @Test
  void looksByLabelForWhatALostAnswerHasMade() {
    engine.on("POST", CREATE, FakeEngine.cut());
    InstanceSpec spec = spec();
    listed(spec, "e7");
    engine.on(
        "DELETE",
        "/containers/e7",
        call -> {
          engine.on("GET", "/containers/json", FakeEngine.json(200, "[]"));
          call.json(204, "");
        });
    refused(spec, "");
    assertThat(engine.calls("DELETE", "/containers/e7")).isEqualTo(1);
    assertThat(engine.asked("GET", "/containers/json").get(0).query())
        .contains(Labels.OWNER + "=" + Instances.OWNER, Labels.INSTANCE + "=" + spec.id());
  }

  @Test
  void removesLaterWhatAppearsAfterALostAnswer() {
    engine.on("POST", CREATE, FakeEngine.cut());
    InstanceSpec spec = spec();
    refused(spec, "");
    listed(spec, "e7");
    await().until(() -> engine.calls("DELETE", "/containers/e7") > 0);
  }

  @Test
  void givesUpWhenItsThreadIsInterruptedAndLeavesNothing() {
    CountDownLatch interrupted = new CountDownLatch(1);
    engine.on(
        "POST",
        START,
        call -> {
          await().until(() -> interrupted.getCount() == 0);
          call.json(204, "");
        });
    AtomicReference<Throwable> end = new AtomicReference<>();
    AtomicReference<Boolean> flag = new AtomicReference<>();
    Thread starter =
        new Thread(
            () -> {
              end.set(catchThrowable(() -> backend.start(spec())));
              flag.set(Thread.currentThread().isInterrupted());
            });
    starter.start();
    await().until(() -> engine.calls("POST", START) == 1);
    starter.interrupt();
    interrupted.countDown();
    await().until(() -> !starter.isAlive());
    assertThat(end.get())
        .isInstanceOfSatisfying(
            PopException.class, e -> assertThat(e.code()).isEqualTo(Code.CANCELLED));
    assertThat(flag.get()).isTrue();
    assertThat(engine.calls("GET", "/containers/e1/json")).isZero();
    assertRemoved();
  }

  @Test
  void leavesContainersOfOthersAloneThatHaveItsName() {
    engine.on("POST", CREATE, taken());
    engine.on("GET", "/containers/instances-.*/json", FakeEngine.json(200, labelled("other", "x")));
    assertThat(refused(spec(), "not this Pop's").code()).isEqualTo(Code.ALREADY_EXISTS);
    assertThat(engine.calls("DELETE", ".*")).isZero();
  }

  @Test
  void leavesARunningInstanceAloneThatHasItsName() {
    InstanceSpec first = spec();
    backend.start(first);
    engine.on("POST", CREATE, taken());
    engine.on(
        "GET",
        "/containers/instances-.*/json",
        FakeEngine.json(200, labelled(Instances.OWNER, first.id())));
    refused(spec(), "of that name");
    assertThat(engine.calls("DELETE", ".*")).isZero();
  }

  @Test
  void removesALeftoverOfItsOwnThatHasItsName() {
    engine.on("POST", CREATE, FakeEngine.then(taken(), FakeEngine.json(201, "{\"Id\":\"e1\"}")));
    engine.on(
        "GET",
        "/containers/instances-.*/json",
        FakeEngine.json(200, labelled(Instances.OWNER, "leftover")));
    engine.on(
        "GET",
        "/containers/json",
        FakeEngine.json(
            200,
            "[{\"Id\":\"e9\",\"State\":\"exited\",\"Labels\":{\""
                + Labels.OWNER
                + "\":\""
                + Instances.OWNER
                + "\",\""
                + Labels.INSTANCE
                + "\":\"leftover\"}}]"));
    backend.start(spec());
    assertThat(engine.calls("DELETE", "/containers/e9")).isEqualTo(1);
  }

  @Test
  void refusesBeforeAnyCallWhatNoEngineCanDo() {
    FlavourBuilder flavour = FlavourBuilder.builder(new Flavour("f", "odd"));
    refused(spec().withFlavour(flavour.capabilities(List.of("FLYING")).build()), "'FLYING'");
    flavour.capabilities(List.of());
    refused(spec().withFlavour(flavour.ram(5).build()), "5 MiB");
    flavour.ram(0);
    refused(spec().withFlavour(flavour.vcpus(0.001).build()), "0.001 vcpus");
    flavour.vcpus(0);
    refused(spec().withFlavour(flavour.devices(List.of("tun")).build()), "'tun'");
    flavour.devices(List.of());
    refused(
        spec().withFlavour(flavour.sysctls(java.util.Map.of("kernel.panic", "1")).build()),
        "'kernel.panic'");
    assertThat(engine.calls("POST", ".*")).isZero();
  }

  @Test
  void saysThatDiskCannotBeLimitedWhereItCannot() {
    engine.on("POST", CREATE, FakeEngine.refuse(500, "--storage-opt is supported only for xfs"));
    InstanceSpec spec =
        spec().withFlavour(FlavourBuilder.builder(new Flavour("f", "roomy")).disk(3).build());
    assertThat(refused(spec, "flavour 'roomy' asks for 3 GiB of disk").code())
        .isEqualTo(Code.FAILED_PRECONDITION);
    assertThat(engine.asked("POST", CREATE).get(0).body()).contains("\"size\":\"3G\"");
  }

  @Test
  void saysThatTheImageIsGone() {
    engine.on("POST", CREATE, FakeEngine.refuse(404, "No such image: some:latest"));
    assertThat(refused(spec(), "is gone").reason()).isEqualTo(PopReason.NO_SUCH_IMAGE);
  }

  @Test
  void cutsAHostNameThatIsTooLong() {
    assertThat(InstanceRequest.hostName("a".repeat(62) + "-bc")).isEqualTo("a".repeat(62));
    assertThat(InstanceRequest.hostName("short")).isEqualTo("short");
  }

  private PopException refused(InstanceSpec spec, String words) {
    AtomicReference<PopException> refusal = new AtomicReference<>();
    assertThatThrownBy(() -> backend.start(spec))
        .hasMessageContaining(words)
        .isInstanceOfSatisfying(PopException.class, refusal::set);
    return refusal.get();
  }

  private void assertRemoved() {
    assertThat(engine.asked("DELETE", "/containers/e1"))
        .singleElement()
        .satisfies(call -> assertThat(call.query()).contains("force=true"));
  }

  private void listed(InstanceSpec spec, String engineId) {
    engine.on(
        "GET",
        "/containers/json",
        FakeEngine.json(
            200,
            "[{\"Id\":\"%s\",\"State\":\"created\",\"Labels\":{\"%s\":\"%s\",\"%s\":\"%s\"}}]"
                .formatted(engineId, Labels.OWNER, Instances.OWNER, Labels.INSTANCE, spec.id())));
  }

  private static FakeEngine.Answer taken() {
    return FakeEngine.refuse(409, "Conflict. The container name is already in use by container 9");
  }

  private static String labelled(String owner, String instance) {
    return "{\"Id\":\"e9\",\"Config\":{\"Labels\":{\"%s\":\"%s\",\"%s\":\"%s\"}}}"
        .formatted(Labels.OWNER, owner, Labels.INSTANCE, instance);
  }

  private static InstanceSpec spec() {
    return Instances.spec("some").build();
  }

  private static String inspected(String address) {
    return "{\"Id\":\"e1\",\"Path\":\"/bin/sleep\",\"Args\":[\"1\"],\"Config\":{},"
        + "\"State\":{\"Running\":true,\"Status\":\"running\"},"
        + "\"NetworkSettings\":{\"Networks\":{"
        + attachment("one", "n1", "ep1", address)
        + ","
        + attachment("two", "n2", "ep2", "10.0.2.5")
        + "}}}";
  }

  private static String attachment(String name, String id, String endpoint, String address) {
    return "\"%s\":{\"NetworkID\":\"%s\",\"EndpointID\":\"%s\",\"IPAddress\":\"%s\","
            .formatted(name, id, endpoint, address)
        + "\"GlobalIPv6Address\":\"\",\"MacAddress\":\"02:42:00:00:00:01\"}";
  }
}
