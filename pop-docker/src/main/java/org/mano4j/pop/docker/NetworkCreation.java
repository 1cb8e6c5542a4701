package org.mano4j.pop.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateNetworkCmd;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Network.Ipam;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.mano4j.pop.NetworkConfig;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;
import org.mano4j.pop.Subnet;

/** Makes networks on the engine. Thread-safe. */
final class NetworkCreation {

  /** A Swarm gives a network its subnet later than it answers. */
  private static final Duration ALLOCATION_TIME = Duration.ofSeconds(5);

  private static final Duration PAUSE = Duration.ofMillis(20);

  private final Engine engine;
  private final Labels labels;
  private final HostRanges host;

  NetworkCreation(Engine engine, Labels labels, HostRanges host) {
    this.engine = engine;
    this.labels = labels;
    this.host = host;
  }

  /**
   * Makes a network, or returns the one of the same owner and name as it is.
   *
   * @param wanted with its subnets
   * @param driver {@code bridge} or {@code overlay}
   * @throws PopException ALREADY_EXISTS if the name or a subnet is somebody else's
   */
  EngineNetwork make(NetworkConfig wanted, String driver) {
    return engine.call(
        "make network '" + wanted.name() + "'",
        docker -> {
          List<EngineNetwork> there = DockerNetworks.list(docker);
          Optional<EngineNetwork> same = named(wanted.name(), there);
          if (same.isPresent()) {
            return ours(same.get());
          }
          check(wanted, driver, there);
          String id = create(docker, wanted, driver);
          try {
            EngineNetwork made =
                driver.equals(EngineNetwork.OVERLAY)
                    ? allocated(docker, id, wanted)
                    : DockerNetworks.inspect(docker, id);
            return first(docker, made);
          } catch (RuntimeException e) {
            Patience.undisturbed(() -> removeAfter(e, docker, id));
            throw e;
          }
        });
  }

  /** Somebody may have made one of this name in the same moment. */
  private EngineNetwork first(DockerClient docker, EngineNetwork made) {
    EngineNetwork first = named(made.name(), DockerNetworks.list(docker)).orElse(made);
    if (first.id().equals(made.id())) {
      return made;
    }
    remove(docker, made.id());
    return ours(first);
  }

  private EngineNetwork ours(EngineNetwork there) {
    if (there.belongsTo(labels.owner())) {
      return there;
    }
    throw nameTaken(there.name(), "it is on the engine, and this Pop has not made it");
  }

  private void check(NetworkConfig wanted, String driver, List<EngineNetwork> there) {
    long ipv6 = wanted.subnets().stream().filter(s -> Ranges.isIpv6(s.cidr())).count();
    if (driver.equals(EngineNetwork.OVERLAY) && ipv6 > 0) {
      throw unfit(wanted, "a Swarm takes no fixed IPv6 addresses; name IPv4 subnets");
    }
    if (driver.equals("bridge") && (ipv6 > 1 || wanted.subnets().size() - ipv6 > 1)) {
      throw unfit(wanted, "a bridge has one of IPv4 and one of IPv6 at most; name fewer");
    }
    for (Subnet subnet : wanted.subnets()) {
      there.stream()
          .filter(other -> other.ranges().stream().anyMatch(r -> Ranges.overlap(r, subnet.cidr())))
          .findFirst()
          .ifPresent(
              other -> {
                throw subnetTaken(wanted, "the engine's network '" + other.name() + "'");
              });
      host.interfaceIn(subnet.cidr())
          .ifPresent(
              name -> {
                throw subnetTaken(wanted, "the host's own connection by " + name);
              });
    }
  }

  private String create(DockerClient docker, NetworkConfig wanted, String driver) {
    List<Ipam.Config> ranges = new ArrayList<>();
    for (Subnet subnet : wanted.subnets()) {
      Ipam.Config range = new Ipam.Config().withSubnet(subnet.cidr());
      if (!subnet.gateway().isEmpty()) {
        range.withGateway(subnet.gateway());
      }
      String enginesOwn =
          driver.equals(EngineNetwork.OVERLAY)
              ? SwarmRange.of(subnet).orElse("")
              : subnet.allocationRange();
      ranges.add(enginesOwn.isEmpty() ? range : range.withIpRange(enginesOwn));
    }
    CreateNetworkCmd create =
        docker
            .createNetworkCmd()
            .withName(wanted.name())
            .withDriver(driver)
            .withCheckDuplicate(true)
            .withInternal(!wanted.external())
            .withAttachable(true)
            .withEnableIpv6(wanted.subnets().stream().anyMatch(s -> Ranges.isIpv6(s.cidr())))
            .withLabels(labels.common())
            .withIpam(new Ipam().withConfig(ranges));
    if (wanted.mtu() != 0) {
      boolean wrapped = driver.equals(EngineNetwork.OVERLAY);
      int mtu = wanted.mtu() + (wrapped ? EngineNetwork.OVERLAY_HEADER : 0);
      create.withOptions(Map.of(EngineNetwork.MTU, Integer.toString(mtu)));
    }
    try {
      return create.exec().getId();
    } catch (ConflictException e) {
      throw nameTaken(wanted.name(), "it was made in the same moment");
    } catch (DockerException e) {
      throw refused(wanted, e);
    }
  }

  private static RuntimeException refused(NetworkConfig wanted, DockerException e) {
    String text = String.valueOf(e.getMessage());
    if (text.contains("overlaps with other one")) {
      return subnetTaken(wanted, "another one that the engine knows");
    }
    if (text.contains("not a swarm manager")) {
      return new PopException(
          Code.FAILED_PRECONDITION,
          PopReason.NOT_SUPPORTED,
          "cannot make overlay network '"
              + wanted.name()
              + "': the engine is no manager of a Swarm; make it one with docker swarm init, or"
              + " let this Pop make bridge networks");
    }
    return e;
  }

  private EngineNetwork allocated(DockerClient docker, String id, NetworkConfig wanted) {
    long end = System.nanoTime() + ALLOCATION_TIME.toNanos();
    EngineNetwork made = DockerNetworks.inspect(docker, id);
    while (made.ranges().isEmpty()) {
      if (Thread.currentThread().isInterrupted()) {
        throw new PopException(
            Code.CANCELLED, "the making of network '" + wanted.name() + "' was given up");
      }
      if (System.nanoTime() - end > 0) {
        throw subnetTaken(wanted, "another one of the Swarm, which gives it no addresses");
      }
      LockSupport.parkNanos(PAUSE.toNanos());
      made = DockerNetworks.inspect(docker, id);
    }
    return made;
  }

  private static Optional<EngineNetwork> named(String name, List<EngineNetwork> all) {
    return all.stream().filter(network -> network.name().equals(name)).min(EngineNetwork.OLDEST);
  }

  private static void removeAfter(RuntimeException failure, DockerClient docker, String id) {
    try {
      remove(docker, id);
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private static void remove(DockerClient docker, String id) {
    try {
      docker.removeNetworkCmd(id).exec();
    } catch (NotFoundException e) {
      // It is gone already.
    }
  }

  private static PopException unfit(NetworkConfig wanted, String why) {
    return new PopException(
        Code.INVALID_ARGUMENT,
        PopReason.INVALID_FIELD,
        "network '"
            + wanted.name()
            + "' cannot have the subnets "
            + wanted.subnets().stream().map(Subnet::cidr).toList()
            + ": "
            + why
            + " (subnets)");
  }

  private static PopException subnetTaken(NetworkConfig wanted, String by) {
    return new PopException(
        Code.ALREADY_EXISTS,
        PopReason.SUBNET_TAKEN,
        "cannot make network '"
            + wanted.name()
            + "' with "
            + wanted.subnets().stream().map(Subnet::cidr).toList()
            + ": it overlaps with "
            + by
            + "; choose another subnet, or none to get a free one");
  }

  private static PopException nameTaken(String name, String why) {
    return new PopException(
        Code.ALREADY_EXISTS,
        PopReason.NAME_TAKEN,
        "network name " + name + " already taken: " + why + "; choose another name");
  }
}
