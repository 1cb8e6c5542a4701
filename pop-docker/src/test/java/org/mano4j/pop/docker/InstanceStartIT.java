package org.mano4j.pop.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.HostConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.mano4j.pop.ContainerStats;
import org.mano4j.pop.Endpoint;
import org.mano4j.pop.Flavour;
import org.mano4j.pop.FlavourBuilder;
import org.mano4j.pop.Network;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopReason;
import org.mano4j.pop.server.InstanceSpec;
import org.mano4j.pop.server.StartedInstance;

/** What a start really makes on an engine, and what a failed one leaves. */
@EnabledIfSystemProperty(named = "mano4j.live", matches = "true")
class InstanceStartIT extends LiveInstances {
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
        .hasMessageContaining("network '" + gone.name() + "'");
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
  void aStartThatIsGivenUpLeavesNothing() {
    int tooLate = 0;
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
      if (end.get() == null) { // It was over before anybody has given it up.
        backend.stop(spec.id(), AT_ONCE);
        assertThat(++tooLate).isLessThan(8);
        continue;
      }
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

  private void refused(Flavour flavour, String what) {
    assertThatThrownBy(() -> backend.start(sleep().withFlavour(flavour)))
        .isInstanceOfSatisfying(
            PopException.class,
            e -> assertThat(e.code()).isEqualTo(PopException.Code.FAILED_PRECONDITION))
        .hasMessageContaining("flavour 'odd'")
        .hasMessageContaining(what);
  }
}
