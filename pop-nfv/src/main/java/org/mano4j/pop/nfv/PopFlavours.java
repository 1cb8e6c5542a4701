package org.mano4j.pop.nfv;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.descriptor.DeploymentFlavour;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.plugin.VimDriverException;
import org.mano4j.pop.Filter;
import org.mano4j.pop.Flavour;
import org.mano4j.pop.PopClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The flavours of the Pop of a VIM instance, which only its operator can change. */
final class PopFlavours {

  private static final Logger LOG = LoggerFactory.getLogger(PopVimDriver.class);

  private final VimInstance vim;
  private final PopClient pop;

  PopFlavours(VimInstance vim, PopClient pop) {
    this.vim = vim;
    this.pop = pop;
  }

  /**
   * The id of the flavour with this id or name; "" for "". A Pop whose operator has given it no
   * flavours knows no sizes: there, any flavour is the one without limits, since descriptors name
   * one of whatever VIM they were written for.
   *
   * @throws VimDriverException naming those that there are, if there are some, but no such one
   */
  static String idOf(VimInstance vim, PopClient pop, String wanted) {
    if (wanted.isEmpty()) {
      return "";
    }
    List<Flavour> flavours = pop.flavours(Filter.all());
    Optional<Flavour> found = find(flavours, wanted);
    if (found.isEmpty() && flavours.stream().allMatch(Flavour.UNLIMITED::equals)) {
      LOG.warn("the Pop of {} has no flavours; '{}' means no limits", VimText.of(vim), wanted);
      return "";
    }
    return found.map(Flavour::id).orElseThrow(() -> absent(vim, wanted, flavours, ""));
  }

  private static VimDriverException absent(
      VimInstance vim, String name, List<Flavour> flavours, String remedy) {
    return new VimDriverException(
        "the Pop of "
            + VimText.of(vim)
            + " has no flavour '"
            + name
            + "'; it has "
            + flavours.stream().map(Flavour::name).toList()
            + remedy);
  }

  /** The flavour with this id, or else the one with this name. */
  static Optional<Flavour> find(List<Flavour> flavours, @Nullable String idOrName) {
    return flavours.stream()
        .filter(flavour -> flavour.id().equals(idOrName))
        .findFirst()
        .or(() -> flavours.stream().filter(f -> f.name().equals(idOrName)).findFirst());
  }

  List<DeploymentFlavour> list() {
    return pop.flavours(Filter.all()).stream().map(PopMapping::flavour).toList();
  }

  /** The flavour that is asked for, if it is there just so. */
  DeploymentFlavour same(DeploymentFlavour asked) {
    List<Flavour> flavours = pop.flavours(Filter.all());
    String name =
        Objects.requireNonNullElse(
            asked.flavourKey(), Objects.requireNonNullElse(asked.extId(), ""));
    DeploymentFlavour there =
        find(flavours, asked.extId())
            .or(() -> find(flavours, asked.flavourKey()))
            .map(PopMapping::flavour)
            .orElseThrow(
                () ->
                    absent(
                        vim,
                        name,
                        flavours,
                        ", and makes none; have its operator add it to the Pop's configuration"));
    if (!agrees(asked.vcpus(), there.vcpus())
        || !agrees(asked.ram(), there.ram())
        || !agrees(asked.disk(), there.disk())) {
      throw new VimDriverException(
          "flavour '"
              + name
              + "' of the Pop of "
              + VimText.of(vim)
              + " has "
              + size(there)
              + ", not "
              + size(asked)
              + ", and is not changed; have the operator of the Pop change its configuration");
    }
    return there;
  }

  private static boolean agrees(@Nullable Integer asked, @Nullable Integer there) {
    return asked == null || asked == 0 || asked.equals(there);
  }

  private static String size(DeploymentFlavour flavour) {
    return "%s vcpus, %s MiB ram, %s GiB disk"
        .formatted(flavour.vcpus(), flavour.ram(), flavour.disk());
  }

  /** A flavour that is not there is deleted already. */
  boolean delete(String id) {
    if (find(pop.flavours(Filter.all()), id).isPresent()) {
      throw new VimDriverException(
          "flavour '"
              + id
              + "' is not deleted: the flavours of the Pop of "
              + VimText.of(vim)
              + " are in its configuration; have its operator take it out");
    }
    return true;
  }
}
