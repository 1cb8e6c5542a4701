package org.mano4j.plugin;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.descriptor.VNFDConnectionPoint;
import org.mano4j.catalogue.internal.Copies;
import org.mano4j.catalogue.security.Key;

/**
 * What to launch. A peer may leave parts out; absent text is "", absent collections are empty.
 *
 * @param name name of the machine, chosen by the NFVO and unique in its VNFR
 * @param image identifier of the image in the VIM (its {@code extId})
 * @param flavour identifier of the flavour; "" unless the VIM is of type openstack
 * @param keyPair name of a key pair of the VIM; "" unless the VIM is of type openstack
 * @param networks the ports: {@code virtualLinkReference} is the link's name and the key under
 *     which its addresses are to be reported, {@code virtualLinkReferenceId} the network's
 *     identifier, absent when the driver's {@code createNetwork} gave none
 * @param securityGroups names of security groups
 * @param userData script to run at first start; may be ""
 * @param floatingIps link name to a floating address, or to {@code random}
 * @param keys public keys that give access to the machine
 */
@RecordBuilder
public record LaunchRequest(
    String name,
    String image,
    String flavour,
    String keyPair,
    List<VNFDConnectionPoint> networks,
    List<String> securityGroups,
    String userData,
    Map<String, String> floatingIps,
    List<Key> keys)
    implements LaunchRequestBuilder.With {

  /** Fills what is absent and copies the collections. */
  public LaunchRequest {
    name = orEmpty(name);
    image = orEmpty(image);
    flavour = orEmpty(flavour);
    keyPair = orEmpty(keyPair);
    networks = Copies.list(networks);
    securityGroups = Copies.list(securityGroups);
    userData = orEmpty(userData);
    floatingIps = Copies.map(floatingIps);
    keys = Copies.list(keys);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** Without the user data, which often holds passwords. */
  @Override
  public String toString() {
    return "LaunchRequest[name="
        + name
        + ", image="
        + image
        + ", networks="
        + networks.size()
        + "]";
  }
}
