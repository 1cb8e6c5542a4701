package org.mano4j.samples;

import java.util.List;

/**
 * What is connected with what.
 *
 * @param links the links, in the order of the descriptor
 * @param vnfs the VNFs, in the order of the descriptor
 */
record ReportTopology(List<Link> links, List<Vnf> vnfs) {

  static final ReportTopology NONE = new ReportTopology(List.of(), List.of());

  /** A link; its range of addresses is empty where nobody knows it. */
  record Link(String name, String range) {}

  /** A VNF, with the type by which others name it; empty if it has none. */
  record Vnf(String name, String type, List<Vnfc> vnfcs) {}

  /** An instance, or what is to become one. */
  record Vnfc(String name, String state, String image, List<Port> ports) {}

  /** An end on a link; the address is empty where nothing runs yet. */
  record Port(String link, String address) {}
}
