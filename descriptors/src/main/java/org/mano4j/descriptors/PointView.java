package org.mano4j.descriptors;

import java.util.Optional;

/**
 * A connection point of a VNFC.
 *
 * @param json the connection point
 * @param component the VNFC it belongs to
 * @param vdu the VDU that belongs to
 */
record PointView(Located json, Located component, Located vdu) {

  /** The name of the link it is on. */
  Optional<String> link() {
    return json.text("virtual_link_reference");
  }

  /** The value that names the link, or the connection point that lacks it. */
  Located place() {
    return json.near("virtual_link_reference");
  }
}
