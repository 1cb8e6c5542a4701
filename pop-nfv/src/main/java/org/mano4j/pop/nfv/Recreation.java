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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a container that is gone anew, marked as one of its VIM's. It is not started. One that is
 * there already stays, also if another call of the same has just made it.
 */
record Recreation(PopClient pop, String vimName, Ownership owner, ServerSpec spec) {

  private static final Logger LOG = LoggerFactory.getLogger(PopVimDriver.class);

  Container run() {
    return made().orElseGet(this::make);
  }

  private Optional<Container> made() {
    return pop.container(Filter.byName(spec.name())).filter(owner::owns);
  }

  private Container make() {
    ContainerConfig config = config();
    try {
      return Marks.create(pop, config, labels());
    } catch (PopException e) {
      if (e.code() != PopException.Code.ALREADY_EXISTS) {
        throw e;
      }
      return TakenName.holder(pop, spec.name(), e)
          .flatMap(there -> owner.owns(there) ? Optional.of(there) : halfMade(there, config))
          .orElseThrow(
              () -> refused(e.getMessage() + "; free it, or scale the instance in and out", e));
    }
  }

  /** On a Pop without labels, an earlier call may not have come to the marks. */
  private Optional<Container> halfMade(Container there, ContainerConfig config) {
    return Optional.of(there)
        .filter(Marks::isAbsentYet)
        .filter(container -> container.imageId().equals(config.imageId()))
        .filter(c -> config.metadata().entrySet().containsAll(c.metadata().entrySet()))
        .map(container -> Marks.complete(pop, container, config.metadata(), labels()));
  }

  /** With the id of before, the NFVO goes on to know it, and deletes it in the end. */
  private Map<String, String> labels() {
    Map<String, String> labels = new LinkedHashMap<>(owner.label());
    if (!spec.extId().isEmpty()) {
      labels.put(Marks.SERVER, spec.extId());
    }
    return labels;
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
        .build();
  }

  /** Only one that is there: a door is no way to have any image pulled. */
  private String image() {
    return spec.images().stream()
        .filter(wanted -> PopImages.find(pop, wanted).isPresent())
        .findFirst()
        .orElseThrow(() -> refused("its Pop has none of the images " + spec.images(), null));
  }

  private String flavour() {
    List<Flavour> flavours = pop.flavours(Filter.all());
    Optional<Flavour> found = PopFlavours.find(flavours, spec.flavour());
    if (found.isEmpty()) {
      // then it was launched without one, too, or the operator has taken it away since
      LOG.warn(
          "server '{}' of VIM '{}' is made anew without a flavour: its Pop has no '{}'",
          spec.name(),
          vimName,
          spec.flavour());
    }
    return found.map(Flavour::id).orElse("");
  }

  private MgmtException refused(String why, @Nullable PopException cause) {
    return new MgmtException(
        MgmtCode.REFUSED,
        "server '" + spec.name() + "' of VIM '" + vimName + "' is not made anew: " + why,
        cause);
  }
}
