package org.mano4j.pop.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Network.ContainerNetworkConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.mano4j.pop.Network;
import org.mano4j.pop.NetworkConfig;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;

/** The networks of the engine that containers may be attached to. Thread-safe. */
final class DockerNetworks {

  private final Engine engine;
  private final Labels labels;
  private final String driver;
  private final HostRanges host;
  private final NetworkCreation creation;
  private final OfferedNetworks offered;
  private final DefaultNetwork defaultNetwork;
  private final ForeignAddresses foreign;

  DockerNetworks(Engine engine, DockerPopConfig config, Labels labels) {
    this(engine, config, labels, new HostRanges(config.engine()));
  }

  /** For tests. */
  DockerNetworks(Engine engine, DockerPopConfig config, Labels labels, HostRanges host) {
    this.engine = engine;
    this.labels = labels;
    this.driver = config.networkDriver();
    this.host = host;
    this.creation = new NetworkCreation(engine, labels, host);
    this.offered = new OfferedNetworks(config, labels.owner());
    this.defaultNetwork = new DefaultNetwork(config, creation);
    this.foreign = new ForeignAddresses(engine, labels.owner());
  }

  /** Makes the default network if it is not there, and says which others are not. */
  void open() {
    List<EngineNetwork> there = list();
    if (there.stream().noneMatch(defaultNetwork::isIt)) {
      defaultNetwork.make(ranges(there));
    }
    all();
  }

  /** Those that are offered. A default network that this Pop has made and lost is made again. */
  List<Network> all() {
    List<EngineNetwork> there = list();
    if (defaultNetwork.isLost(there)) {
      defaultNetwork.make(ranges(there));
      there = list();
    }
    List<EngineNetwork> now = offered.of(there);
    defaultNetwork.saw(now, labels.owner());
    return now.stream().map(EngineNetwork::offered).toList();
  }

  /**
   * The network of this name as it is on the engine now: one that was removed and made again has
   * another id than before.
   *
   * @throws PopException FAILED_PRECONDITION if there is none
   */
  String idOf(String name) {
    return offered.of(list()).stream()
        .filter(network -> network.name().equals(name))
        .findFirst()
        .map(EngineNetwork::id)
        .orElseThrow(
            () ->
                new PopException(
                    Code.FAILED_PRECONDITION,
                    PopReason.NO_SUCH_NETWORK,
                    "network '"
                        + name
                        + "' is gone from the engine; make it again with the same name and"
                        + " subnets, or delete the container and create it anew"));
  }

  /** Ranges that are in use on the engine and its host, whoever uses them. */
  List<String> takenSubnets() {
    return ranges(list());
  }

  Network create(NetworkConfig wanted) {
    return creation.make(wanted, driver).offered();
  }

  /** Addresses that others than this Pop's instances have. */
  List<String> foreignAddresses(Network network) {
    return foreign.of(network.id(), network.name());
  }

  void delete(String id) {
    engine.call(
        "remove network " + id,
        docker -> {
          try {
            EngineNetwork network = inspect(docker, id);
            checkDeletable(network);
            remove(docker, network);
          } catch (NotFoundException e) {
            // It is gone already.
          }
          return id;
        });
  }

  /** All networks of the engine, without who is attached. */
  static List<EngineNetwork> list(DockerClient docker) {
    return docker.listNetworksCmd().exec().stream().map(EngineNetwork::new).toList();
  }

  /** With who is attached. */
  static EngineNetwork inspect(DockerClient docker, String id) {
    return new EngineNetwork(docker.inspectNetworkCmd().withNetworkId(id).exec());
  }

  private List<EngineNetwork> list() {
    return engine.call("list networks", DockerNetworks::list);
  }

  private List<String> ranges(Collection<EngineNetwork> there) {
    List<String> ranges = new ArrayList<>(host.all());
    there.forEach(network -> ranges.addAll(network.ranges()));
    return ranges;
  }

  private void checkDeletable(EngineNetwork network) {
    if (!network.belongsTo(labels.owner())) {
      throw new PopException(
          Code.FAILED_PRECONDITION,
          PopReason.FOREIGN_NETWORK,
          "network '"
              + network.name()
              + "' does not carry this Pop's label, so it is not removed; remove it on the engine");
    }
    List<String> attached =
        network.attached().entrySet().stream()
            .filter(entry -> !entry.getKey().startsWith("lb-"))
            .map(entry -> entry.getValue())
            .map(ContainerNetworkConfig::getName)
            .sorted()
            .toList();
    if (!attached.isEmpty()) {
      throw inUse(network.name(), String.join(", ", attached));
    }
  }

  private static void remove(DockerClient docker, EngineNetwork network) {
    try {
      docker.removeNetworkCmd(network.id()).exec();
    } catch (NotFoundException e) {
      throw e;
    } catch (DockerException e) {
      String text = String.valueOf(e.getMessage());
      throw text.contains("active endpoints") || text.contains("in use by task")
          ? inUse(network.name(), "a container of others")
          : e;
    }
  }

  private static PopException inUse(String name, String by) {
    return new PopException(
        Code.FAILED_PRECONDITION,
        PopReason.NETWORK_IN_USE,
        "network '"
            + name
            + "' cannot be deleted: attached to it on the engine: "
            + by
            + "; disconnect that first");
  }
}
