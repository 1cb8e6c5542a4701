package org.mano4j.testkit.contract;

import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.plugin.VimDriver;

/** A VIM with an image and a network, and drivers for it. */
public interface VimDriverBench extends AutoCloseable {

  /** A new driver, as a program makes one when it starts. */
  VimDriver driver();

  /** The VIM, with id, name and type; it runs and has nothing launched. */
  VimInstance vim();

  /** A VIM of the same type at an address where nobody is. */
  VimInstance unreachableVim();

  /** An image of the VIM, as descriptors name it. */
  String image();

  /** A network of the VIM, as links are named after it. */
  String network();

  /** The broker, with the topic exchange of an NFVO; the same each time. */
  BusConnector connector();

  /** A broker user that may do everything. */
  default BusCredentials credentials() {
    return new BusCredentials("guest", "guest");
  }

  /** Ends VIM and broker. */
  @Override
  void close();
}
