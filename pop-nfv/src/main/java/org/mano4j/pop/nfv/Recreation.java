package org.mano4j.pop.nfv;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mano4j.mgmt.MgmtCode;
import org.mano4j.mgmt.MgmtException;
import org.mano4j.mgmt.ServerSpec;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.Endpoint;
import org.mano4j.pop.Filter;
import org.mano4j.pop.Flavour;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopException;

/** Makes a container that is gone anew, marked as one of its VIM's. It is not started. */
record Recreation(PopClient pop, String vimName, Ownership owner, ServerSpec spec) {

  Container run() {
    Container created;
    try {
      created = pop.create(config());
    } catch (PopException e) {
      if (e.code() == PopException.Code.ALREADY_EXISTS) {
        throw refused(e.getMessage() + "; free it, or scale the instance in and out", e);
      }
      throw e;
    }
    if (!owner.owns(created)) {
      pop.metadata(Filter.byId(created.id()), owner.entry());
    }
    return created;
  }

  private ContainerConfig config() {
    Map<String, Endpoint> endpoints = new LinkedHashMap<>();
    spec.networks()
        .forEach(
            (network, address) ->
                endpoints.put(
                    network, address.isEmpty() ? Endpoint.automatic() : Endpoint.fixed(address)));
    return ContainerConfig.of(spec.name(), image())
        .with()
        .flavourId(spec.flavour().isEmpty() ? "" : flavour())
        .endpoints(endpoints)
        .metadata(spec.metadata())
        .labels(owner.label())
        .build();
  }

  /** Only one that is there: a door is no way to have any image pulled. */
  private String image() {
    return spec.images().stream()
        .filter(
            wanted ->
                pop.image(Filter.byName(wanted)).isPresent()
                    || pop.image(Filter.byId(wanted)).isPresent())
        .findFirst()
        .orElseThrow(() -> refused("its Pop has none of the images " + spec.images(), null));
  }

  private String flavour() {
    List<Flavour> flavours = pop.flavours(Filter.all());
    Optional<Flavour> byId =
        flavours.stream().filter(flavour -> flavour.id().equals(spec.flavour())).findFirst();
    return byId.or(() -> flavours.stream().filter(f -> f.name().equals(spec.flavour())).findFirst())
        .map(Flavour::id)
        .orElseThrow(() -> refused("its Pop has no flavour '" + spec.flavour() + "'", null));
  }

  private MgmtException refused(String why, @Nullable PopException cause) {
    return new MgmtException(
        MgmtCode.REFUSED,
        "server '" + spec.name() + "' of VIM '" + vimName + "' is not made anew: " + why,
        cause);
  }
}
