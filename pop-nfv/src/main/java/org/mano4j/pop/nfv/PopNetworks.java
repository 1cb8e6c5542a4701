package org.mano4j.pop.nfv;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.vim.Subnet;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.catalogue.vim.VimNetwork;
import org.mano4j.plugin.VimDriverException;
import org.mano4j.pop.Filter;
import org.mano4j.pop.Network;
import org.mano4j.pop.NetworkConfig;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopException;

/**
 * The networks of the Pop of a VIM instance. A Pop makes and removes networks, with their subnets;
 * it changes none. Where that is asked for, the network as it is will do if it is just so.
 */
final class PopNetworks {

  private final VimInstance vim;
  private final PopClient pop;
  private final Notices notices;

  PopNetworks(VimInstance vim, PopClient pop, Notices notices) {
    this.vim = vim;
    this.pop = pop;
    this.notices = notices;
  }

  List<? extends VimNetwork> list() {
    return pop.networks(Filter.all()).stream()
        .map(network -> PopVimView.network(vim, network))
        .toList();
  }

  VimNetwork byId(String id) {
    return PopVimView.network(vim, present(id));
  }

  /** The network of that name, made if the Pop has none. */
  VimNetwork create(VimNetwork asked) {
    NetworkConfig config = NetworkWish.of(vim, asked, notices);
    Network network =
        named(config.name()).map(there -> compared(there, config)).orElseGet(() -> make(config));
    return PopVimView.network(vim, network);
  }

  private Optional<Network> named(String name) {
    return pop.network(Filter.byName(name));
  }

  /** What it is like is in the answer; that it is not as wished, is for people to know. */
  private Network compared(Network there, NetworkConfig wish) {
    if (!Cidrs.contains(there, wish.subnets())) {
      notices.ofNetwork(
          vim,
          "network " + there.name(),
          "network '"
              + there.name()
              + "' is there already, with the subnets "
              + Cidrs.of(there)
              + " instead of "
              + wish.subnets().stream().map(org.mano4j.pop.Subnet::cidr).toList());
    }
    return there;
  }

  private Network make(NetworkConfig config) {
    try {
      return pop.createNetwork(config);
    } catch (PopException e) {
      // Made by another call in between, perhaps with other subnets.
      return Optional.of(e)
          .filter(refusal -> refusal.code() == PopException.Code.ALREADY_EXISTS)
          .flatMap(refusal -> named(config.name()))
          .map(there -> compared(there, config))
          .orElseThrow(() -> refused(config, e));
    }
  }

  private VimDriverException refused(NetworkConfig config, PopException e) {
    return new VimDriverException(
        "the Pop of "
            + VimText.of(vim)
            + " has no network '"
            + config.name()
            + "' and does not make it: "
            + e.getMessage()
            + (e.code() == PopException.Code.INVALID_ARGUMENT
                ? "; change the virtual link in the NSD"
                : "; or have its operator add the network"),
        null,
        e);
  }

  /** The network as it is, if it is to be just so. */
  VimNetwork update(VimNetwork asked) {
    NetworkConfig wish = NetworkWish.of(vim, asked, notices);
    Network there =
        Optional.ofNullable(asked.extId())
            .filter(id -> !id.isBlank())
            .map(this::present)
            .or(() -> named(wish.name()))
            .orElseThrow(() -> absent("named", wish.name()));
    if (!there.name().equals(wish.name()) || !Cidrs.contains(there, wish.subnets())) {
      throw new VimDriverException(
          "network '"
              + there.name()
              + "' of "
              + VimText.of(vim)
              + " with subnets "
              + Cidrs.of(there)
              + " is not changed: a Pop cannot; delete it when nothing uses it, and make it anew");
    }
    return PopVimView.network(vim, there);
  }

  /** A network that is not there is deleted already. */
  boolean delete(String id) {
    try {
      pop.deleteNetwork(Filter.byId(id));
    } catch (PopException e) {
      if (e.code() != PopException.Code.NOT_FOUND && pop.network(Filter.byId(id)).isPresent()) {
        throw e;
      }
    }
    return true;
  }

  /**
   * The subnet, which came with the network. An NFVO asks for it after it has made a network of an
   * openstack VIM.
   */
  Subnet subnet(VimNetwork network, Subnet asked) {
    Network there =
        Optional.ofNullable(network.extId())
            .filter(id -> !id.isBlank())
            .map(this::present)
            .or(() -> named(Objects.requireNonNullElse(network.name(), "")))
            .orElseThrow(() -> absent("named", network.name()));
    String cidr = Objects.requireNonNullElse(asked.cidr(), "").strip();
    Subnet found =
        PopMapping.subnets(there).stream()
            .filter(subnet -> cidr.isEmpty() || Cidrs.same(cidr, subnet.cidr()))
            .findFirst()
            .orElseThrow(
                () ->
                    new VimDriverException(
                        "network '"
                            + there.name()
                            + "' of "
                            + VimText.of(vim)
                            + " has the subnets "
                            + Cidrs.of(there)
                            + ", not "
                            + (cidr.isEmpty() ? "any" : cidr)
                            + ", and a Pop adds none to a network that is there; delete it when"
                            + " nothing uses it, and make it anew"));
    return asked
        .withExtId(found.extId())
        .withNetworkId(found.networkId())
        .withCidr(found.cidr())
        .withGatewayIp(found.gatewayIp());
  }

  /** A subnet that is not there is deleted already. */
  boolean deleteSubnet(String id) {
    Optional<Network> of =
        pop.networks(Filter.all()).stream()
            .filter(n -> PopMapping.subnets(n).stream().anyMatch(s -> id.equals(s.extId())))
            .findFirst();
    if (of.isPresent()) {
      throw new VimDriverException(
          "subnet '"
              + id
              + "' of network '"
              + of.get().name()
              + "' of "
              + VimText.of(vim)
              + " is not deleted: on a Pop it goes with its network; delete that");
    }
    return true;
  }

  List<String> subnetIds(String networkId) {
    return PopMapping.subnets(present(networkId)).stream().map(Subnet::extId).toList();
  }

  private Network present(String id) {
    return pop.network(Filter.byId(id)).orElseThrow(() -> absent("with id", id));
  }

  private VimDriverException absent(String how, @Nullable String what) {
    return new VimDriverException(
        "the Pop of " + VimText.of(vim) + " has no network " + how + " '" + what + "'");
  }
}
