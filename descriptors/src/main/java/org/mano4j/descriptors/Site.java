package org.mano4j.descriptors;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.mano4j.catalogue.vim.AmazonVimInstance;
import org.mano4j.catalogue.vim.AvailabilityZone;
import org.mano4j.catalogue.vim.BaseNfvImage;
import org.mano4j.catalogue.vim.DockerVimInstance;
import org.mano4j.catalogue.vim.GenericVimInstance;
import org.mano4j.catalogue.vim.ImageStatus;
import org.mano4j.catalogue.vim.NFVImage;
import org.mano4j.catalogue.vim.OpenstackVimInstance;
import org.mano4j.catalogue.vim.VimInstance;

/** The VIM instances of a site, and what they offer by the names that descriptors use. */
final class Site {

  private final Map<String, Vim> vims = new LinkedHashMap<>();

  private Site(List<VimInstance> instances) {
    for (VimInstance instance : instances) {
      vims.putIfAbsent(String.valueOf(instance.name()), Vim.of(instance));
    }
  }

  static Site of(List<VimInstance> instances) {
    return new Site(instances);
  }

  /** The VIM instance of a name. */
  Optional<Vim> vim(String name) {
    return Optional.ofNullable(vims.get(name));
  }

  Set<String> names() {
    return vims.keySet();
  }

  /** Whether one of them may be a Pop. */
  boolean mayHavePop() {
    return vims.values().stream().anyMatch(vim -> !vim.isCloud());
  }

  /** Where a VDU may be placed: on those that it names, or on any that is active. */
  List<Vim> eligible(Located vdu) {
    List<Located> wanted = vdu.list("vimInstanceName");
    if (wanted.isEmpty()) {
      return vims.values().stream().filter(Vim::isActive).toList();
    }
    List<Vim> eligible = new ArrayList<>();
    wanted.forEach(name -> vim(nameOf(name.raw())).ifPresent(eligible::add));
    return eligible;
  }

  /** The VIM instance in {@code name} or {@code name:zone}. */
  static String nameOf(String vimInstanceName) {
    int colon = vimInstanceName.indexOf(':');
    return colon < 0 ? vimInstanceName : vimInstanceName.substring(0, colon);
  }

  /**
   * A VIM instance. What it does not list is not known: it may not have been refreshed.
   *
   * @param isActive whether an NFVO places anything on it
   * @param isCloud whether it is of a kind that is no Pop
   * @param images names of its images; empty if not known, or not looked at by an NFVO
   * @param flavours names of its flavours; empty if not known, or not looked at by an NFVO
   * @param zones names of its availability zones; empty if not known
   */
  record Vim(
      boolean isActive,
      boolean isCloud,
      Set<String> images,
      Set<String> flavours,
      Set<String> zones) {

    /** Whether it launches nothing without one of its flavours. */
    boolean needsFlavour() {
      return !flavours.isEmpty();
    }

    static Vim of(VimInstance vim) {
      boolean active = !Boolean.FALSE.equals(vim.active());
      if (vim instanceof OpenstackVimInstance openstack) {
        return new Vim(active, true, images(openstack), flavours(openstack), zones(openstack));
      }
      boolean cloud = vim instanceof AmazonVimInstance;
      return new Vim(active, cloud, images(vim), Set.of(), Set.of());
    }

    private static Set<String> images(VimInstance vim) {
      if (vim instanceof DockerVimInstance docker) {
        return set(docker.images().stream().flatMap(image -> image.tags().stream()));
      }
      if (vim instanceof GenericVimInstance generic && !isTest(generic)) {
        return set(generic.images().stream().map(BaseNfvImage::extId));
      }
      if (vim instanceof OpenstackVimInstance openstack) {
        return set(openstack.images().stream().filter(Vim::isUsable).map(NFVImage::name));
      }
      return Set.of();
    }

    private static boolean isUsable(NFVImage image) {
      return image.status() == null || image.status().equals(ImageStatus.ACTIVE);
    }

    private static boolean isTest(VimInstance vim) {
      String type = String.valueOf(vim.type());
      return type.equals("test") || type.startsWith("test.");
    }

    private static Set<String> flavours(OpenstackVimInstance vim) {
      return set(
          vim.flavours().stream()
              .flatMap(
                  flavour ->
                      Stream.of(
                          Optional.ofNullable(flavour.flavourKey()),
                          Optional.ofNullable(flavour.extId()),
                          Optional.ofNullable(flavour.id())))
              .flatMap(Optional::stream));
    }

    private static Set<String> zones(OpenstackVimInstance vim) {
      return set(vim.zones().stream().map(AvailabilityZone::name));
    }

    private static Set<String> set(Stream<String> names) {
      Set<String> set = new LinkedHashSet<>();
      names.filter(Objects::nonNull).forEach(set::add);
      return set;
    }
  }

  /** Whether certainly none of the VIM instances offers a name: what they offer is known. */
  static boolean lack(List<Set<String>> offers, String name) {
    return !offers.isEmpty()
        && offers.stream().noneMatch(names -> names.isEmpty() || names.contains(name));
  }

  /** What is on offer, for messages. */
  static List<String> sorted(List<Set<String>> offers) {
    return offers.stream().flatMap(Set::stream).distinct().sorted().toList();
  }
}
