package org.mano4j.pop.server;

import java.util.List;
import org.mano4j.pop.Network;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;

/** The networks of a Pop. Thread-safe. */
final class NetworkCatalog {

  private final Platform platform;

  NetworkCatalog(Platform platform) {
    this.platform = platform;
  }

  /** All networks. */
  List<Network> all() {
    return platform.networks();
  }

  /**
   * The network of this name.
   *
   * @throws PopException NOT_FOUND if there is none
   */
  Network named(String name) {
    List<Network> networks = all();
    return networks.stream()
        .filter(network -> network.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new PopException(
                    Code.NOT_FOUND,
                    PopReason.NO_SUCH_NETWORK,
                    "no network with name "
                        + name
                        + "; this Pop has "
                        + networks.stream().map(Network::name).toList()));
  }
}
