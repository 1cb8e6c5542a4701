package org.mano4j.samples.report;

import java.util.List;

/**
 * What is connected with what.
 *
 * @param links the links, in the order in which they are drawn
 * @param vnfs the VNFs, in the order in which they are drawn
 */
public record Topology(List<Link> links, List<Vnf> vnfs) {

  /** Of a service of which nothing is known. */
  public static final Topology NONE = new Topology(List.of(), List.of());

  /** Copies the lists. */
  public Topology {
    links = List.copyOf(links);
    vnfs = List.copyOf(vnfs);
  }

  /**
   * A link.
   *
   * @param name its name
   * @param range its addresses, as in {@code 172.16.0.0/16}; empty where nobody knows it
   */
  public record Link(String name, String range) {}

  /**
   * A VNF.
   *
   * @param name its name
   * @param vnfcs its instances
   */
  public record Vnf(String name, List<Vnfc> vnfcs) {

    /** Copies the list. */
    public Vnf {
      vnfcs = List.copyOf(vnfcs);
    }
  }

  /**
   * An instance of a VNF.
   *
   * @param name of its server
   * @param state of its server, as in {@code RUNNING}
   * @param image what it runs
   * @param ports its ends on links
   */
  public record Vnfc(String name, String state, String image, List<Port> ports) {

    /** Copies the list. */
    public Vnfc {
      ports = List.copyOf(ports);
    }
  }

  /**
   * An end on a link.
   *
   * @param link name of the link
   * @param address its address
   */
  public record Port(String link, String address) {}
}
