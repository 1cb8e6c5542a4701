package org.mano4j.testkit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.descriptor.DeploymentFlavour;
import org.mano4j.catalogue.vim.AmazonVimInstance;
import org.mano4j.catalogue.vim.BaseNetworkBuilder;
import org.mano4j.catalogue.vim.DockerNetworkBuilder;
import org.mano4j.catalogue.vim.DockerVimInstance;
import org.mano4j.catalogue.vim.GenericVimInstance;
import org.mano4j.catalogue.vim.ImageStatus;
import org.mano4j.catalogue.vim.NFVImage;
import org.mano4j.catalogue.vim.NetworkBuilder;
import org.mano4j.catalogue.vim.OpenstackVimInstance;
import org.mano4j.catalogue.vim.SubnetBuilder;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.catalogue.vim.VimNetwork;

/** What an NFVO does differently for each class of VIM instance. */
final class VimKinds {

  private VimKinds() {}

  /** The networks the VIM was last seen with. */
  static List<? extends VimNetwork> networks(VimInstance vim) {
    if (vim instanceof OpenstackVimInstance openstack) {
      return openstack.networks();
    } else if (vim instanceof DockerVimInstance docker) {
      return docker.networks();
    } else if (vim instanceof AmazonVimInstance amazon) {
      return amazon.networks();
    }
    return ((GenericVimInstance) vim).networks();
  }

  /**
   * What a launch names as image for the first of these texts that the VIM has. On VIMs of type
   * test and amazon images are not looked up.
   */
  static Optional<String> image(VimInstance vim, List<String> wanted) {
    if (vim instanceof AmazonVimInstance || "test".equals(kind(vim))) {
      return wanted.stream().findFirst();
    }
    return wanted.stream().flatMap(text -> image(vim, text)).findFirst();
  }

  private static Stream<String> image(VimInstance vim, String text) {
    if (vim instanceof OpenstackVimInstance openstack) {
      return openstack.images().stream()
          .filter(image -> text.equals(image.name()) && usable(image))
          .map(NFVImage::extId);
    } else if (vim instanceof DockerVimInstance docker) {
      return docker.images().stream()
          .filter(image -> image.tags().contains(text))
          .map(image -> image.extId());
    }
    return ((GenericVimInstance) vim)
        .images().stream().map(image -> image.extId()).filter(text::equals);
  }

  /** What descriptors may name as image. */
  static List<String> imageNames(VimInstance vim) {
    Stream<@Nullable String> names;
    if (vim instanceof OpenstackVimInstance openstack) {
      names = openstack.images().stream().filter(VimKinds::usable).map(NFVImage::name);
    } else if (vim instanceof DockerVimInstance docker) {
      names = docker.images().stream().flatMap(image -> image.tags().stream());
    } else if (vim instanceof GenericVimInstance generic) {
      names = generic.images().stream().map(image -> image.extId());
    } else {
      names = Stream.of();
    }
    return names.map(String::valueOf).toList();
  }

  private static boolean usable(NFVImage image) {
    return image.status() == null || image.status().equals(ImageStatus.ACTIVE);
  }

  /** What a launch names as flavour: only openstack has them. */
  static String flavour(VimInstance vim, @Nullable String key) {
    if (key == null || !(vim instanceof OpenstackVimInstance openstack)) {
      return "";
    }
    return openstack.flavours().stream()
        .filter(f -> Stream.of(f.flavourKey(), f.extId(), f.id()).anyMatch(key::equals))
        .map(DeploymentFlavour::extId)
        .findFirst()
        .orElse("");
  }

  static String keyPair(VimInstance vim) {
    return vim instanceof OpenstackVimInstance openstack && openstack.keyPair() != null
        ? openstack.keyPair()
        : "";
  }

  static List<String> securityGroups(VimInstance vim) {
    return vim instanceof OpenstackVimInstance openstack ? openstack.securityGroups() : List.of();
  }

  /** What the driver is asked to create for a link: a driver of any other class gets no CIDR. */
  static VimNetwork newNetwork(VimInstance vim, Link link) {
    if (vim instanceof OpenstackVimInstance) {
      return NetworkBuilder.builder()
          .name(link.name())
          .subnets(
              List.of(
                  SubnetBuilder.builder()
                      .name(link.name() + "_subnet")
                      .cidr(link.cidr())
                      .dns(link.dns())
                      .hbVersion(0)
                      .shared(false)
                      .build()))
          .hbVersion(0)
          .shared(false)
          .build();
    } else if (vim instanceof DockerVimInstance) {
      return DockerNetworkBuilder.builder()
          .name(link.name())
          .subnet(link.cidr())
          .metadata(link.metadata())
          .hbVersion(0)
          .shared(false)
          .build();
    }
    return BaseNetworkBuilder.builder().name(link.name()).hbVersion(0).shared(false).build();
  }

  /**
   * A link that VNFs are joined by.
   *
   * @param cidr its addresses, if the descriptor says
   */
  record Link(String name, @Nullable String cidr, List<String> dns, Map<String, String> metadata) {}

  /** The stored VIM with images, networks and flavours as its driver has seen them. */
  static VimInstance refreshed(VimInstance stored, VimInstance seen) {
    if (stored instanceof OpenstackVimInstance old && seen instanceof OpenstackVimInstance now) {
      return old.withImages(now.images())
          .withNetworks(now.networks())
          .withFlavours(now.flavours())
          .withZones(now.zones());
    } else if (stored instanceof DockerVimInstance old && seen instanceof DockerVimInstance now) {
      return old.withImages(now.images()).withNetworks(now.networks());
    } else if (stored instanceof AmazonVimInstance old && seen instanceof AmazonVimInstance now) {
      return old.withImages(now.images()).withNetworks(now.networks()).withFlavours(now.flavours());
    } else if (stored instanceof GenericVimInstance old && seen instanceof GenericVimInstance now) {
      return old.withImages(now.images()).withNetworks(now.networks());
    }
    throw new NfvoException(
        "cannot refresh VIM instance "
            + stored.name()
            + " of type "
            + stored.type()
            + ": its driver answered with one of type "
            + seen.type()
            + "; a driver must return the type it was given");
  }

  /** The stored VIM as another version of itself; everything that is stored has an id. */
  static VimInstance withVersion(VimInstance vim, String id, String projectId, int version) {
    if (vim instanceof OpenstackVimInstance openstack) {
      return openstack.withId(id).withProjectId(projectId).withHbVersion(version);
    } else if (vim instanceof DockerVimInstance docker) {
      return docker.withId(id).withProjectId(projectId).withHbVersion(version);
    } else if (vim instanceof AmazonVimInstance amazon) {
      return amazon.withId(id).withProjectId(projectId).withHbVersion(version);
    }
    return ((GenericVimInstance) vim).withId(id).withProjectId(projectId).withHbVersion(version);
  }

  /** The VIM as an NFVO keeps it: properties that its class does not have are lost. */
  static VimInstance withoutExtensions(VimInstance vim) {
    if (vim instanceof OpenstackVimInstance openstack) {
      return openstack.withExtensions(Map.of());
    } else if (vim instanceof DockerVimInstance docker) {
      return docker.withExtensions(Map.of());
    } else if (vim instanceof AmazonVimInstance amazon) {
      return amazon.withExtensions(Map.of());
    }
    return ((GenericVimInstance) vim).withExtensions(Map.of());
  }

  /** The type up to its first dot. */
  static String kind(VimInstance vim) {
    String type = vim.type() == null ? "" : vim.type();
    int dot = type.indexOf('.');
    return dot < 0 ? type : type.substring(0, dot);
  }
}
