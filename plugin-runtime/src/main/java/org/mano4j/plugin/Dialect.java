package org.mano4j.plugin;

import org.mano4j.catalogue.vim.NFVImage;
import org.mano4j.catalogue.vim.Network;
import org.mano4j.catalogue.vim.OpenstackVimInstance;
import org.mano4j.catalogue.vim.VimImage;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.catalogue.vim.VimNetwork;
import org.mano4j.messaging.nfvo.NfvoVersion;

/** Which classes an NFVO means by a VIM instance, a network and an image. */
enum Dialect {

  /** 5.0 and later: several classes of each, told apart by type or by keys. */
  SINCE_5(VimInstance.class, VimNetwork.class, VimImage.class),

  /**
   * 3.2 and 4.0: one class of each, whatever the type of the VIM. It has the fields of what is
   * OpenStack's class today, and its images and networks are found by name.
   */
  BEFORE_5(OpenstackVimInstance.class, Network.class, NFVImage.class);

  final Class<? extends VimInstance> vim;
  final Class<? extends VimNetwork> network;
  final Class<? extends VimImage> image;

  Dialect(
      Class<? extends VimInstance> vim,
      Class<? extends VimNetwork> network,
      Class<? extends VimImage> image) {
    this.vim = vim;
    this.network = network;
    this.image = image;
  }

  static Dialect of(NfvoVersion version) {
    return version == NfvoVersion.SINCE_5 ? SINCE_5 : BEFORE_5;
  }
}
