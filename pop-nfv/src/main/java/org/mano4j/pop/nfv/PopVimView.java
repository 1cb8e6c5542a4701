package org.mano4j.pop.nfv;

import java.util.List;
import java.util.stream.Stream;
import org.mano4j.catalogue.vim.DockerVimInstance;
import org.mano4j.catalogue.vim.GenericVimInstance;
import org.mano4j.catalogue.vim.OpenstackVimInstance;
import org.mano4j.catalogue.vim.VimImage;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.catalogue.vim.VimNetwork;
import org.mano4j.plugin.VimDriverException;
import org.mano4j.pop.Filter;
import org.mano4j.pop.Image;
import org.mano4j.pop.Network;
import org.mano4j.pop.PopClient;

/** What a Pop has, in the form of the kind of VIM that it stands behind. */
final class PopVimView {

  private PopVimView() {}

  /** The VIM instance with the images, networks and flavours that its Pop has now. */
  static VimInstance refreshed(VimInstance vim, PopClient pop) {
    List<Image> images = pop.images(Filter.all());
    List<Network> networks = pop.networks(Filter.all());
    if (vim instanceof GenericVimInstance generic) {
      return generic
          .withImages(images.stream().flatMap(PopMapping::genericImages).toList())
          .withNetworks(networks.stream().map(PopMapping::genericNetwork).toList());
    }
    if (vim instanceof DockerVimInstance docker) {
      return docker
          .withImages(images.stream().map(PopMapping::dockerImage).toList())
          .withNetworks(networks.stream().map(PopMapping::dockerNetwork).toList());
    }
    if (vim instanceof OpenstackVimInstance openstack) {
      return openstack
          .withImages(images.stream().flatMap(PopMapping::openstackImages).toList())
          .withNetworks(networks.stream().map(PopMapping::openstackNetwork).toList())
          .withFlavours(pop.flavours(Filter.all()).stream().map(PopMapping::flavour).toList());
    }
    throw unsupported(vim);
  }

  static List<? extends VimImage> images(VimInstance vim, List<Image> images) {
    if (vim instanceof GenericVimInstance) {
      return images.stream().flatMap(PopMapping::genericImages).toList();
    }
    if (vim instanceof DockerVimInstance) {
      return images.stream().map(PopMapping::dockerImage).toList();
    }
    if (vim instanceof OpenstackVimInstance) {
      return images.stream().flatMap(PopMapping::openstackImages).toList();
    }
    throw unsupported(vim);
  }

  /**
   * One image, as the VIM's class has it.
   *
   * @param reference what it was asked for by
   */
  static VimImage image(VimInstance vim, Image image, String reference) {
    String name =
        Stream.of(reference, reference + ":latest")
            .filter(image.names()::contains)
            .findFirst()
            .orElse(image.names().isEmpty() ? image.id() : image.names().get(0));
    if (vim instanceof DockerVimInstance) {
      return PopMapping.dockerImage(image);
    }
    return images(vim, List.of(new Image(image.id(), List.of(name), image.created()))).get(0);
  }

  static VimNetwork network(VimInstance vim, Network network) {
    if (vim instanceof GenericVimInstance) {
      return PopMapping.genericNetwork(network);
    }
    if (vim instanceof DockerVimInstance) {
      return PopMapping.dockerNetwork(network);
    }
    if (vim instanceof OpenstackVimInstance) {
      return PopMapping.openstackNetwork(network);
    }
    throw unsupported(vim);
  }

  /** Refuses a VIM instance of a class that no Pop can stand behind. */
  static void check(VimInstance vim) {
    if (!(vim instanceof GenericVimInstance
        || vim instanceof DockerVimInstance
        || vim instanceof OpenstackVimInstance)) {
      throw unsupported(vim);
    }
  }

  private static VimDriverException unsupported(VimInstance vim) {
    return new VimDriverException(
        VimText.of(vim)
            + " of type '"
            + vim.type()
            + "' cannot stand for a Pop; use the type pop, docker.<driver> or openstack.<driver>");
  }
}
