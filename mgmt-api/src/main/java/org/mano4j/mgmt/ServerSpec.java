package org.mano4j.mgmt;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A server that is to be there again.
 *
 * @param name its name, that is the host name of its VNFC instance
 * @param images what it may be made from, by the names that descriptors have; the first one that
 *     the VIM has is taken
 * @param flavour id or name of its flavour; "" for none
 * @param networks its address by the name of each network; "" for any address
 * @param extId the id that it had in the VIM, by which an NFVO knows it; "" if it is not known. It
 *     keeps that id where the VIM can do that.
 * @param metadata what it is given before it can be started
 */
public record ServerSpec(
    String name,
    List<String> images,
    String flavour,
    Map<String, String> networks,
    String extId,
    Map<String, String> metadata) {

  /** Copies the collections, the maps in their order. */
  public ServerSpec {
    images = List.copyOf(images);
    networks = Collections.unmodifiableMap(new LinkedHashMap<>(networks));
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /** Without the values of the metadata, which may be secret. */
  @Override
  public String toString() {
    return "ServerSpec[name="
        + name
        + ", images="
        + images
        + ", flavour="
        + flavour
        + ", networks="
        + networks
        + ", extId="
        + extId
        + ", metadata="
        + metadata.keySet()
        + "]";
  }
}
