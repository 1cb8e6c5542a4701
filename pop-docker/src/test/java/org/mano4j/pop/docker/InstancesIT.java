package org.mano4j.pop.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.mano4j.pop.ContainerStats;
import org.mano4j.pop.Endpoint;
import org.mano4j.pop.Flavour;
import org.mano4j.pop.FlavourBuilder;
import org.mano4j.pop.LogChunk;
import org.mano4j.pop.LogOptions;
import org.mano4j.pop.Network;
import org.mano4j.pop.NetworkConfig;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopReason;
import org.mano4j.pop.Subnet;
import org.mano4j.pop.server.InstanceSpec;
import org.mano4j.pop.server.InstanceState;
import org.mano4j.pop.server.StartedInstance;

/** What really runs on an engine. */
@EnabledIfSystemProperty(named = "mano4j.live", matches = "true")
class InstancesIT {

  private static final URI ENGINE =
      URI.create(System.getProperty("mano4j.docker", "unix:///var/run/docker.sock"));
  private static final String SLEEP = "mano4j-test/sleep";
  private static final Duration AT_ONCE = Duration.ZERO;

  @TempDir private Path directory;

  private final String owner = "instances-" + UUID.randomUUID();
  private final Instances.Heard heard = new Instances.Heard();
  private final List<String> networks = new ArrayList<>();
  private final DockerClient docker = client();
  private DockerPopBackend backend = open(builder());

  @BeforeEach
  void theEngineAnswers() {
    docker.pingCmd().exec();
  }

  @AfterEach
  void leaveNothing() throws Exception {
    List<InstanceState> left = backend.instances();
    left.forEach(
        instance -> {
          backend.stop(instance.id(), AT_ONCE);
          backend.forget(instance.id());
        });
    networks.forEach(backend::deleteNetwork);
    backend.close();
    assertThat(containers()).isEmpty();
    docker.close();
  }

  @Test
  void theLimitsOfTheFlavourAreInForce() {
    Flavour flavour =
        FlavourBuilder.builder(new Flavour("f", "small"))
            .vcpus(0.5)
            .ram(32)
            .pids(20)
            .capabilities(List.of("NET_ADMIN", "cap_sys_time"))
            .devices(List.of("/dev/null:/dev/nothing:r"))
            .sysctls(Map.of("net.ipv4.ip_forward", "1"))
            .build();
    InstanceSpec spec = sleep().withFlavour(flavour);
    backend.start(spec);
    HostConfig limits = inspect(spec).getHostConfig();
    assertThat(limits.getNanoCPUs()).isEqualTo(500_000_000L);
    assertThat(limits.getMemory()).isEqualTo(32L << 20);
    assertThat(limits.getMemorySwap()).isEqualTo(32L << 20);
    assertThat(run(spec, "cat /sys/fs/cgroup/pids/pids.max /sys/fs/cgroup/pids.max 2>/dev/null"))
        .isEqualTo("20");
    assertThat(run(spec, "cat /proc/sys/net/ipv4/ip_forward")).isEqualTo("1");
    assertThat(run(spec, "grep CapBnd /proc/self/status")).endsWith("0000000002001000");
    assertThat(run(spec, "test -c /dev/nothing && echo there")).isEqualTo("there");
  }

  @Test
  void withoutAFlavoursWordNothingIsGranted() {
    InstanceSpec spec = sleep();
    backend.start(spec);
    assertThat(run(spec, "grep -E 'CapBnd|CapEff' /proc/self/status | cut -f2"))
        .isEqualTo("0000000000000000\n0000000000000000");
    assertThat(run(spec, "grep NoNewPrivs /proc/1/status | cut -f2")).isEqualTo("1");
    HostConfig host = inspect(spec).getHostConfig();
    assertThat(host.getRestartPolicy().getName()).isIn("", "no");
    assertThat(host.getLogConfig().getConfig())
        .containsExactlyInAnyOrderEntriesOf(Map.of("max-size", "5242880", "max-file", "2"));
  }

  @Test
  void whatAFlavourCannotHaveIsSaidWithItsName() {
    FlavourBuilder wrong = FlavourBuilder.builder(new Flavour("f", "odd"));
    refused(wrong.devices(List.of("/dev/no-such-thing")).build(), "/dev/no-such-thing");
    wrong.devices(List.of());
    refused(wrong.sysctls(Map.of("net.ipv4.no_such", "1")).build(), "net.ipv4.no_such");
    wrong.sysctls(Map.of());
    refused(wrong.vcpus(10_000).build(), "10000.0 vcpus");
    assertThat(containers()).isEmpty();
  }

  @Test
  void theEnvironmentIsInOrderAndTheLabelsSayWhoseItIs() {
    InstanceSpec spec = sleep().withEnvironment(Map.of("Z", "1", "A", "two words", "M", "ü=3"));
    backend.start(spec);
    InspectContainerResponse found = inspect(spec);
    assertThat(found.getConfig().getEnv())
        .filteredOn(set -> !set.startsWith("PATH="))
        .containsExactly("A=two words", "M=ü=3", "Z=1");
    assertThat(found.getConfig().getLabels())
        .containsEntry(Labels.OWNER, owner)
        .containsEntry(Labels.INSTANCE, spec.id())
        .containsEntry(Labels.CONTAINER, spec.containerId())
        .containsEntry(Labels.POP, "instances-pop")
        .containsKey(Labels.VERSION);
    assertThat(found.getConfig().getHostName()).hasSizeLessThanOrEqualTo(63);
  }

  @Test
  void fixedAddressesOnTwoNetworks() {
    Network one = network("a", "10.213.1.0/24");
    Network two = network("b", "10.213.2.0/24");
    InstanceSpec spec =
        Instances.on(
            sleep(),
            Instances.endpoint(one.id(), one.name(), "10.213.1.77"),
            Instances.endpoint(two.id(), two.name(), "10.213.2.78"));
    StartedInstance started = backend.start(spec);
    assertThat(started.endpoints().values())
        .allSatisfy(endpoint -> assertThat(endpoint.endpointId()).hasSize(64))
        .allSatisfy(endpoint -> assertThat(endpoint.mac()).hasSize(17));
    assertThat(started.command()).containsExactly("/bin/sleep", "1000");
    assertThat(run(spec, "ip -4 -o addr")).contains("10.213.1.77/24", "10.213.2.78/24");
    ContainerStats used = backend.stats(spec.id());
    assertThat(used.networks()).hasSize(2);
    backend.stop(spec.id(), AT_ONCE);
    backend.start(spec.withId(UUID.randomUUID().toString()));
  }

  @Test
  void aNetworkThatIsGoneIsNamed() {
    Network gone = network("gone", "10.213.3.0/24");
    backend.deleteNetwork(gone.id());
    networks.remove(gone.id());
    InstanceSpec spec =
        Instances.on(sleep(), Instances.endpoint(gone.id(), gone.name(), "10.213.3.7"));
    assertThatThrownBy(() -> backend.start(spec))
        .isInstanceOfSatisfying(
            PopException.class, e -> assertThat(e.reason()).isEqualTo(PopReason.NO_SUCH_NETWORK))
        .hasMessageContaining("network '" + gone.name() + "' was removed");
    assertThat(containers()).isEmpty();
  }

  @Test
  void anAddressOfSomebodyElseIsSaid() {
    Network network = network("taken", "10.213.4.0/24");
    Endpoint endpoint = Instances.endpoint(network.id(), network.name(), "10.213.4.9");
    backend.start(Instances.on(sleep(), endpoint));
    assertThatThrownBy(() -> backend.start(Instances.on(sleep(), endpoint)))
        .isInstanceOfSatisfying(
            PopException.class, e -> assertThat(e.reason()).isEqualTo(PopReason.ADDRESS_TAKEN))
        .hasMessageContaining("10.213.4.9 in '" + network.name());
    assertThat(containers()).hasSize(1);
  }

  @Test
  void anImageThatIsGoneIsSaid() {
    InstanceSpec spec = Instances.spec("sha256:" + "0".repeat(64)).build();
    assertThatThrownBy(() -> backend.start(spec))
        .isInstanceOfSatisfying(
            PopException.class, e -> assertThat(e.reason()).isEqualTo(PopReason.NO_SUCH_IMAGE));
  }

  @Test
  void aNameOfSomebodyElseIsNotTouched() {
    InstanceSpec spec = sleep();
    String theirs = docker.createContainerCmd(SLEEP).withName(spec.name()).exec().getId();
    try {
      assertThatThrownBy(() -> backend.start(spec))
          .isInstanceOfSatisfying(
              PopException.class,
              e -> assertThat(e.code()).isEqualTo(PopException.Code.ALREADY_EXISTS))
          .hasMessageContaining(spec.name());
      assertThat(docker.inspectContainerCmd(theirs).exec().getId()).isEqualTo(theirs);
    } finally {
      docker.removeContainerCmd(theirs).withForce(true).exec();
    }
  }

  @Test
  void anEndIsToldWithinATenthOfASecondAndItsOutputIsKept() {
    InstanceSpec spec = sleep();
    backend.start(spec);
    String id = inspect(spec).getId();
    exec(id, "echo one >/proc/1/fd/1; echo two >/proc/1/fd/2; echo three >/proc/1/fd/1");
    docker.killContainerCmd(id).withSignal("KILL").exec();
    long killed = System.nanoTime();
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .until(() -> !heard.ids.isEmpty());
    Duration late = Duration.ofNanos(System.nanoTime() - killed);
    System.out.println("an end was told after " + late.toMillis() + " ms");
    assertThat(heard.ends.get(0).exitCode()).isEqualTo(137);
    assertThat(containers()).isEmpty();
    assertThat(logs(spec, LogOptions.all())).contains("one\n", "three\n", "ERROR two\n");
    assertThat(logs(spec, LogOptions.tail(1))).isEqualTo("three\n");
    backend.forget(spec.id());
    assertThatThrownBy(() -> logs(spec, LogOptions.all()))
        .isInstanceOfSatisfying(
            PopException.class, e -> assertThat(e.code()).isEqualTo(PopException.Code.NOT_FOUND));
  }

  @Test
  void outputOfOneThatWasStoppedOutlivesARestart() {
    reopen(builder().outputDirectory(directory));
    InstanceSpec spec = sleep();
    backend.start(spec);
    exec(inspect(spec).getId(), "echo bye >/proc/1/fd/1");
    backend.stop(spec.id(), AT_ONCE);
    assertThat(containers()).isEmpty();
    reopen(builder().outputDirectory(directory));
    assertThat(backend.instances()).containsExactly(InstanceState.kept(spec.id(), 137));
    assertThat(logs(spec, LogOptions.all())).isEqualTo("bye\n");
    backend.forget(spec.id());
    assertThat(backend.instances()).isEmpty();
  }

  @Test
  void outputIsFollowedUntilTheEnd() {
    InstanceSpec spec = sleep();
    backend.start(spec);
    String id = inspect(spec).getId();
    List<String> got = new CopyOnWriteArrayList<>();
    Thread reader =
        new Thread(
            () ->
                backend.logs(
                    spec.id(), LogOptions.all().following(), chunk -> got.add(chunk.text())));
    reader.start();
    exec(id, "echo one >/proc/1/fd/1");
    await().until(() -> got.contains("one\n"));
    exec(id, "echo two >/proc/1/fd/1");
    await().until(() -> got.contains("two\n"));
    backend.stop(spec.id(), AT_ONCE);
    await().until(() -> !reader.isAlive());
    assertThat(got).containsExactly("one\n", "two\n");
  }

  @Test
  void followingEndsWhenItsThreadIsInterrupted() {
    InstanceSpec spec = sleep();
    backend.start(spec);
    AtomicReference<Throwable> end = new AtomicReference<>();
    Thread reader =
        new Thread(
            () -> {
              try {
                backend.logs(spec.id(), LogOptions.all().following(), chunk -> {});
              } catch (RuntimeException e) {
                end.set(e);
              }
            });
    reader.start();
    await().until(() -> reader.getState() == Thread.State.WAITING);
    reader.interrupt();
    await().until(() -> !reader.isAlive());
    assertThat(end.get())
        .isInstanceOfSatisfying(
            PopException.class, e -> assertThat(e.code()).isEqualTo(PopException.Code.CANCELLED));
  }

  @Test
  void aConsumerThatThrowsEndsTheReading() {
    InstanceSpec spec = sleep();
    backend.start(spec);
    exec(inspect(spec).getId(), "echo one >/proc/1/fd/1");
    IllegalStateException enough = new IllegalStateException("enough");
    assertThatThrownBy(
            () ->
                backend.logs(
                    spec.id(),
                    LogOptions.all().following(),
                    chunk -> {
                      throw enough;
                    }))
        .isSameAs(enough);
  }

  @Test
  void aStoppedOneIsGoneWithItsNameAndOneIsStoppedGentlyFirst() {
    InstanceSpec spec = sleep();
    backend.start(spec);
    docker.pauseContainerCmd(inspect(spec).getId()).exec();
    long begun = System.nanoTime();
    backend.stop(spec.id(), Duration.ofMillis(300));
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    // The engine counts in seconds: none that was asked for may become none at all.
    assertThat(took).isBetween(Duration.ofMillis(800), Duration.ofSeconds(8));
    InstanceSpec again = spec.withId(UUID.randomUUID().toString());
    backend.start(again);
    backend.stop(again.id(), AT_ONCE);
    backend.stop(again.id(), AT_ONCE);
    assertThat(containers()).isEmpty();
  }

  @Test
  void oneThatNeverRanIsRemovedByStop() {
    InstanceSpec spec = sleep();
    docker
        .createContainerCmd(SLEEP)
        .withName(spec.name())
        .withLabels(Map.of(Labels.OWNER, owner, Labels.INSTANCE, spec.id()))
        .exec();
    assertThat(backend.instances())
        .containsExactly(new InstanceState(spec.id(), false, null, false));
    backend.stop(spec.id(), AT_ONCE);
    assertThat(containers()).isEmpty();
  }

  @Test
  void aLeftoverOfThisPopIsRemovedWhereItsNameIsWanted() {
    InstanceSpec spec = sleep();
    docker
        .createContainerCmd(SLEEP)
        .withName(spec.name())
        .withLabels(Map.of(Labels.OWNER, owner, Labels.INSTANCE, "nobody"))
        .exec();
    backend.start(spec);
    assertThat(containers()).hasSize(1);
  }

  @Test
  void anEndedOneStaysAsideIfWanted() {
    reopen(builder().keepEnded(true));
    Network network = network("keep", "10.213.5.0/24");
    InstanceSpec spec =
        Instances.on(sleep(), Instances.endpoint(network.id(), network.name(), "10.213.5.9"));
    backend.start(spec);
    String id = inspect(spec).getId();
    docker.killContainerCmd(id).exec();
    await().until(() -> !heard.ids.isEmpty());
    InspectContainerResponse aside = docker.inspectContainerCmd(id).exec();
    assertThat(aside.getName())
        .isEqualTo("/" + spec.name() + "-ended-" + spec.id().substring(0, 8));
    assertThat(aside.getNetworkSettings().getNetworks()).isEmpty();
    backend.start(spec.withId(UUID.randomUUID().toString()));
    reopen(builder().keepEnded(true));
    assertThat(backend.instances()).contains(InstanceState.kept(spec.id(), 137));
    backend.forget(spec.id());
    assertThat(containers()).hasSize(1);
  }

  @Test
  void whatItUsesIsMeasuredWithoutASecondsWait() {
    Flavour flavour = FlavourBuilder.builder(new Flavour("f", "f")).ram(64).build();
    Network network = network("use", "10.213.6.0/24");
    InstanceSpec spec =
        Instances.on(sleep(), Instances.endpoint(network.id(), network.name(), "10.213.6.9"))
            .withFlavour(flavour);
    backend.start(spec);
    long begun = System.nanoTime();
    ContainerStats used = backend.stats(spec.id());
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMillis(900));
    assertThat(used.memory()).isBetween(1L, 64L << 20);
    assertThat(used.memoryLimit()).isEqualTo(64L << 20);
    assertThat(used.cpu()).isPositive();
    assertThat(used.pids()).isEqualTo(1);
    assertThat(used.networks()).containsOnlyKeys(network.name());
  }

  @Test
  void aStartThatIsGivenUpLeavesNothing() {
    for (int i = 0; i < 8; i++) {
      InstanceSpec spec = sleep();
      AtomicReference<Throwable> end = new AtomicReference<>();
      Thread starter =
          new Thread(
              () -> {
                try {
                  backend.start(spec);
                } catch (RuntimeException e) {
                  end.set(e);
                }
              });
      starter.start();
      // At another moment each time: before, within and after the engine's create.
      await().pollDelay(Duration.ofMillis(8L * i)).until(() -> true);
      starter.interrupt();
      await().until(() -> !starter.isAlive());
      assertThat(end.get())
          .isInstanceOfSatisfying(
              PopException.class, e -> assertThat(e.code()).isEqualTo(PopException.Code.CANCELLED));
      assertThat(containers()).isEmpty();
    }
  }

  @Test
  void aCommandThatCannotRunLeavesNothing() {
    assertThatThrownBy(() -> backend.start(Instances.spec("mano4j-test/missing").build()))
        .isInstanceOfSatisfying(
            PopException.class,
            e -> assertThat(e.code()).isEqualTo(PopException.Code.FAILED_PRECONDITION))
        .hasMessageContaining("command of image 'mano4j-test/missing' cannot be run");
    assertThat(containers()).isEmpty();
  }

  @Test
  void oneThatEndsAtOnceIsStartedAndEnded() {
    InstanceSpec spec = Instances.spec("mano4j-test/bad").build();
    assertThat(backend.start(spec).command()).isNotEmpty();
    await().until(() -> heard.ids.contains(spec.id()));
    assertThat(heard.ends.get(0).exitCode()).isEqualTo(3);
    await().until(() -> containers().isEmpty());
  }

  @Test
  void theEngineTellsWhatItHas() {
    assertThat(backend.capacity().vcpus()).isGreaterThanOrEqualTo(1);
    assertThat(backend.capacity().ram()).isGreaterThan(100);
  }

  private void refused(Flavour flavour, String what) {
    assertThatThrownBy(() -> backend.start(sleep().withFlavour(flavour)))
        .isInstanceOfSatisfying(
            PopException.class,
            e -> assertThat(e.code()).isEqualTo(PopException.Code.FAILED_PRECONDITION))
        .hasMessageContaining("flavour 'odd'")
        .hasMessageContaining(what);
  }

  private static InstanceSpec sleep() {
    return Instances.spec(SLEEP).build();
  }

  private Network network(String name, String cidr) {
    Network made =
        backend.createNetwork(
            NetworkConfig.of("instances-" + name + "-" + UUID.randomUUID())
                .withSubnet(new Subnet(cidr, cidr.replaceFirst("0/24", "1"))));
    networks.add(made.id());
    return made;
  }

  private String logs(InstanceSpec spec, LogOptions options) {
    StringBuilder text = new StringBuilder();
    backend.logs(
        spec.id(),
        options,
        chunk ->
            text.append(chunk.stream() == LogChunk.Stream.ERROR ? "ERROR " : "")
                .append(chunk.text()));
    return text.toString();
  }

  private InspectContainerResponse inspect(InstanceSpec spec) {
    return docker.inspectContainerCmd(spec.name()).exec();
  }

  private String run(InstanceSpec spec, String command) {
    return exec(inspect(spec).getId(), command);
  }

  private String exec(String id, String command) {
    String exec =
        docker
            .execCreateCmd(id)
            .withAttachStdout(true)
            .withAttachStderr(true)
            .withCmd("sh", "-c", command)
            .exec()
            .getId();
    StringBuilder text = new StringBuilder();
    try {
      docker
          .execStartCmd(exec)
          .exec(
              new com.github.dockerjava.api.async.ResultCallback.Adapter<
                  com.github.dockerjava.api.model.Frame>() {
                @Override
                public void onNext(com.github.dockerjava.api.model.Frame frame) {
                  text.append(
                      new String(frame.getPayload(), java.nio.charset.StandardCharsets.UTF_8));
                }
              })
          .awaitCompletion();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return text.toString().strip();
  }

  private List<?> containers() {
    return docker
        .listContainersCmd()
        .withShowAll(true)
        .withLabelFilter(Map.of(Labels.OWNER, owner))
        .exec();
  }

  private void reopen(DockerPopBuilder with) {
    backend.close();
    backend = open(with);
  }

  private DockerPopBackend open(DockerPopBuilder with) {
    DockerPopBackend opened = with.build();
    opened.open(owner, heard);
    return opened;
  }

  private static DockerPopBuilder builder() {
    return DockerPopBackend.builder().engine(ENGINE).popName("instances-pop");
  }

  private static DockerClient client() {
    var config =
        DefaultDockerClientConfig.createDefaultConfigBuilder()
            .withDockerHost(ENGINE.toString())
            .build();
    return DockerClientImpl.getInstance(
        config, new ZerodepDockerHttpClient.Builder().dockerHost(config.getDockerHost()).build());
  }
}
