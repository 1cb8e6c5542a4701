package org.mano4j.plugin;

import java.util.List;
import org.mano4j.catalogue.descriptor.DeploymentFlavour;
import org.mano4j.catalogue.vim.Quota;
import org.mano4j.catalogue.vim.Server;
import org.mano4j.catalogue.vim.Subnet;
import org.mano4j.catalogue.vim.VimImage;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.catalogue.vim.VimNetwork;

/**
 * The functions an NFVO calls on a kind of VIM. Implement those that the VIM has; the others answer
 * that they are not supported. To run services on a VIM without a type of its own, an NFVO 6.0
 * needs {@link #refresh}, {@link #createNetwork}, {@link #launchInstanceAndWait}, {@link
 * #deleteServerByIdAndWait} and {@link #listServer}; {@link #rebuildServer} when network functions
 * are restarted.
 *
 * <p>Every function gets the VIM instance it is for: one driver serves all instances of its type
 * and keeps nothing of its own between calls that it could not do without. Functions are called by
 * several threads at once and may block. A call may come twice when the caller did not get the
 * first answer. When a call takes longer than the plugin allows, its thread is interrupted.
 *
 * <p>What a function throws reaches the caller with its message and those of its causes; {@link
 * VimDriverException} can carry the server that was left behind.
 */
public interface VimDriver {

  /**
   * Called once before the first function, when the plugin is connected and not yet reachable by
   * the NFVO. Fails the start of the plugin when it throws. Comes again, after {@link #detached()}
   * and with another bus, when a plugin had to register again.
   */
  default void attached(PluginContext context) {}

  /**
   * Called once after the last function when the plugin stops. The bus is still open, unless its
   * loss is the reason.
   */
  default void detached() {}

  /**
   * Asks the VIM what it has. The NFVO calls it when a VIM instance is added or refreshed, for
   * every grant, and soon after the plugin has registered.
   *
   * @return the same VIM instance, with {@code type} kept and its images, networks and (where the
   *     class has them) flavours replaced. For types other than openstack and docker the NFVO
   *     compares the {@code extId} of an image with what descriptors call {@code vm_image}.
   */
  default VimInstance refresh(VimInstance vim) {
    throw VimDriverException.Unsupported.by(this, "refresh");
  }

  /** Launches a machine and returns without waiting until it runs. Not called by an NFVO 6.0. */
  default Server launchInstance(VimInstance vim, LaunchRequest request) {
    throw VimDriverException.Unsupported.by(this, "launchInstance");
  }

  /**
   * Launches a machine and waits until it runs, or is ready to be started by its VNFM. When the
   * call comes twice, the second result is the machine of that name that is there already.
   *
   * @return the machine: {@code extId} unique in the VIM, {@code hostName} as requested, {@code
   *     ips} with at least one address under each of its keys, the link names
   * @throws VimDriverException with the server, if one was left behind
   */
  default Server launchInstanceAndWait(VimInstance vim, LaunchRequest request) {
    throw VimDriverException.Unsupported.by(this, "launchInstanceAndWait");
  }

  /**
   * Deletes a machine and waits until it is gone. One that is not there is deleted already. An NFVO
   * does not read the answer: what goes wrong here should be in the log of the driver.
   */
  default void deleteServerByIdAndWait(VimInstance vim, String serverExtId) {
    throw VimDriverException.Unsupported.by(this, "deleteServerByIdAndWait");
  }

  /**
   * Makes a machine anew from an image, keeping its identity and addresses.
   *
   * @param image identifier or name of the image
   */
  default Server rebuildServer(VimInstance vim, String serverExtId, String image) {
    throw VimDriverException.Unsupported.by(this, "rebuildServer");
  }

  /** All machines. After a failed launch the NFVO looks for the {@code hostName} in it. */
  default List<Server> listServer(VimInstance vim) {
    throw VimDriverException.Unsupported.by(this, "listServer");
  }

  /** All images. */
  default List<? extends VimImage> listImages(VimInstance vim) {
    throw VimDriverException.Unsupported.by(this, "listImages");
  }

  /** All networks. */
  default List<? extends VimNetwork> listNetworks(VimInstance vim) {
    throw VimDriverException.Unsupported.by(this, "listNetworks");
  }

  /** All flavours. */
  default List<DeploymentFlavour> listFlavors(VimInstance vim) {
    throw VimDriverException.Unsupported.by(this, "listFlavors");
  }

  /**
   * Makes a network. For types other than openstack and docker the NFVO passes nothing but its
   * name.
   *
   * @return the network with its {@code extId}, which later comes back in the ports of a launch
   */
  default VimNetwork createNetwork(VimInstance vim, VimNetwork network) {
    throw VimDriverException.Unsupported.by(this, "createNetwork");
  }

  /** Changes a network. */
  default VimNetwork updateNetwork(VimInstance vim, VimNetwork network) {
    throw VimDriverException.Unsupported.by(this, "updateNetwork");
  }

  /**
   * Deletes a network.
   *
   * @return whether it is gone
   */
  default boolean deleteNetwork(VimInstance vim, String networkExtId) {
    throw VimDriverException.Unsupported.by(this, "deleteNetwork");
  }

  /** One network. */
  default VimNetwork getNetworkById(VimInstance vim, String networkExtId) {
    throw VimDriverException.Unsupported.by(this, "getNetworkById");
  }

  /** Makes a subnet in a network. */
  default Subnet createSubnet(VimInstance vim, VimNetwork network, Subnet subnet) {
    throw VimDriverException.Unsupported.by(this, "createSubnet");
  }

  /** Changes a subnet of a network. */
  default Subnet updateSubnet(VimInstance vim, VimNetwork network, Subnet subnet) {
    throw VimDriverException.Unsupported.by(this, "updateSubnet");
  }

  /**
   * Deletes a subnet.
   *
   * @return whether it is gone
   */
  default boolean deleteSubnet(VimInstance vim, String subnetExtId) {
    throw VimDriverException.Unsupported.by(this, "deleteSubnet");
  }

  /** Identifiers of the subnets of a network. */
  default List<String> getSubnetsExtIds(VimInstance vim, String networkExtId) {
    throw VimDriverException.Unsupported.by(this, "getSubnetsExtIds");
  }

  /** Makes a flavour. */
  default DeploymentFlavour addFlavor(VimInstance vim, DeploymentFlavour flavour) {
    throw VimDriverException.Unsupported.by(this, "addFlavor");
  }

  /** Changes a flavour. */
  default DeploymentFlavour updateFlavor(VimInstance vim, DeploymentFlavour flavour) {
    throw VimDriverException.Unsupported.by(this, "updateFlavor");
  }

  /**
   * Deletes a flavour.
   *
   * @return whether it is gone
   */
  default boolean deleteFlavor(VimInstance vim, String flavourExtId) {
    throw VimDriverException.Unsupported.by(this, "deleteFlavor");
  }

  /** Adds an image from the bytes of its file. */
  default VimImage addImage(VimInstance vim, VimImage image, byte[] file) {
    throw VimDriverException.Unsupported.by(this, "addImage with a file");
  }

  /** Adds an image that the VIM is to fetch. */
  default VimImage addImage(VimInstance vim, VimImage image, String url) {
    throw VimDriverException.Unsupported.by(this, "addImage with a URL");
  }

  /** Adds an image that the VIM is to fetch with a token. Called by NFVOs later than 6.0 only. */
  default VimImage addImage(VimInstance vim, VimImage image, String url, String token) {
    throw VimDriverException.Unsupported.by(this, "addImage with a URL and a token");
  }

  /** Changes what the VIM says of an image. */
  default VimImage updateImage(VimInstance vim, VimImage image) {
    throw VimDriverException.Unsupported.by(this, "updateImage");
  }

  /** Replaces the file of an image. */
  default VimImage copyImage(VimInstance vim, VimImage image, byte[] file) {
    throw VimDriverException.Unsupported.by(this, "copyImage");
  }

  /**
   * Deletes an image.
   *
   * @return whether it is gone
   */
  default boolean deleteImage(VimInstance vim, VimImage image) {
    throw VimDriverException.Unsupported.by(this, "deleteImage");
  }

  /** What the tenant may use. Asked for VIMs of type openstack, when the NFVO checks quotas. */
  default Quota getQuota(VimInstance vim) {
    throw VimDriverException.Unsupported.by(this, "getQuota");
  }

  /** The type of VIM that the driver is for. */
  default String getType(VimInstance vim) {
    throw VimDriverException.Unsupported.by(this, "getType");
  }
}
