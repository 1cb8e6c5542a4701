package org.mano4j.samples.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Draws links as upright lines in the middle, and VNFs to both sides of them; each address stands
 * on the line from its instance to its link.
 */
final class TopologyDrawing {

  private static final int LONGEST_NAME = 30;
  private static final int LONGEST_ADDRESS = 39;
  private static final int LONGEST_LINK = 20;
  private static final int COLOURS = 6;
  private static final double MARGIN = 8;
  private static final double PAD = 12;
  private static final double HEAD = 56;
  private static final double VNF_HEAD = 30;
  private static final double PORT = 22;
  private static final double LINE = 17;
  private static final double GAP = 18;

  private final Topology topology;
  private final Map<String, Double> links = new LinkedHashMap<>();
  private final double box;
  private final double port;
  private final double width;
  private final Markup svg = new Markup();

  TopologyDrawing(Topology topology) {
    this.topology = topology;
    this.box =
        Math.max(
            150,
            widest(
                    Stream.concat(
                        topology.vnfs().stream().map(this::title),
                        vnfcs().flatMap(vnfc -> Stream.of(name(vnfc.name()), name(vnfc.image())))))
                + 5 * PAD);
    this.port =
        Math.max(
            60,
            widest(
                    vnfcs()
                        .flatMap(vnfc -> vnfc.ports().stream())
                        .map(p -> Letters.shortened(p.address(), LONGEST_ADDRESS)))
                + 2 * PAD);
    double x = MARGIN + box + port;
    for (Topology.Link link : topology.links()) {
      double room = Math.max(Letters.width(label(link)), Letters.width(link.range()));
      links.put(link.name(), x + room / 2);
      x += room + 2 * PAD;
    }
    this.width = x - 2 * PAD + (topology.vnfs().size() > 1 ? port + box : PAD) + MARGIN;
  }

  private Stream<Topology.Vnfc> vnfcs() {
    return topology.vnfs().stream().flatMap(vnf -> vnf.vnfcs().stream());
  }

  private static double widest(Stream<String> texts) {
    return texts.mapToDouble(Letters::width).max().orElse(0);
  }

  private String title(Topology.Vnf vnf) {
    return Letters.shortened(vnf.name(), LONGEST_NAME);
  }

  private static String name(String text) {
    return Letters.shortened(text, LONGEST_NAME);
  }

  private static String label(Topology.Link link) {
    return Letters.shortened(link.name(), LONGEST_LINK);
  }

  /** Adds the drawing to a page. */
  void drawOn(Markup page) {
    List<Placed> left = new ArrayList<>();
    List<Placed> right = new ArrayList<>();
    double leftEnd = HEAD;
    double rightEnd = HEAD;
    for (Topology.Vnf vnf : topology.vnfs()) {
      if (leftEnd <= rightEnd) {
        left.add(new Placed(vnf, leftEnd, true));
        leftEnd += height(vnf) + GAP;
      } else {
        right.add(new Placed(vnf, rightEnd, false));
        rightEnd += height(vnf) + GAP;
      }
    }
    double height = Math.max(leftEnd, rightEnd);
    int most = topology.vnfs().size();
    svg.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "class",
        "drawing",
        "viewBox",
        "0 0 %s %s".formatted(px(width), px(height)),
        "width",
        px(width),
        "height",
        px(height),
        "role",
        "img",
        "aria-labelledby",
        "topology-title");
    svg.element(
        "title",
        "%d VNFs with %d instances on %d links; the servers are listed below"
            .formatted(most, vnfcs().count(), links.size()),
        "id",
        "topology-title");
    topology.links().forEach(link -> link(link, height));
    Stream.concat(left.stream(), right.stream()).forEach(this::vnf);
    svg.close();
    page.verbatim(svg.toString());
  }

  private record Placed(Topology.Vnf vnf, double y, boolean left) {}

  private static double height(Topology.Vnf vnf) {
    return VNF_HEAD + vnf.vnfcs().stream().mapToDouble(vnfc -> height(vnfc) + PAD).sum();
  }

  private static double height(Topology.Vnfc vnfc) {
    return Math.max(2 * LINE + PAD, vnfc.ports().size() * PORT + PAD);
  }

  private void link(Topology.Link link, double height) {
    double x = links.get(link.name());
    svg.open("g", "class", "link " + colour(link.name()));
    svg.element("title", "link " + link.name() + " " + link.range());
    svg.element(
        "text", label(link), "class", "strong", "x", px(x), "y", 18, "text-anchor", "middle");
    svg.element(
        "text", link.range(), "class", "muted", "x", px(x), "y", 35, "text-anchor", "middle");
    svg.element(
        "line", "", "class", "bus", "x1", px(x), "y1", 44, "x2", px(x), "y2", px(height - PAD));
    svg.close();
  }

  private void vnf(Placed placed) {
    double x = placed.left() ? MARGIN : width - MARGIN - box;
    svg.open("g", "class", "vnf");
    svg.element("title", "VNF " + placed.vnf().name());
    svg.element(
        "rect",
        "",
        "class",
        "vnf-box",
        "x",
        px(x),
        "y",
        px(placed.y()),
        "width",
        px(box),
        "height",
        px(height(placed.vnf())),
        "rx",
        8);
    svg.element(
        "text", title(placed.vnf()), "class", "strong", "x", px(x + PAD), "y", px(placed.y() + 20));
    double y = placed.y() + VNF_HEAD;
    for (Topology.Vnfc vnfc : placed.vnf().vnfcs()) {
      vnfc(vnfc, x + PAD, y, placed.left());
      y += height(vnfc) + PAD;
    }
    svg.close();
  }

  private void vnfc(Topology.Vnfc vnfc, double x, double y, boolean left) {
    double inner = box - 2 * PAD;
    double height = height(vnfc);
    double middle = y + height / 2;
    double firstPort = middle - (vnfc.ports().size() - 1) * PORT / 2;
    for (int i = 0; i < vnfc.ports().size(); i++) {
      port(vnfc.ports().get(i), left ? x + inner : x, firstPort + i * PORT, left);
    }
    svg.open("g", "class", "vnfc");
    svg.element("title", vnfc.name() + ", " + vnfc.state() + ", image " + vnfc.image());
    svg.element(
        "rect",
        "",
        "class",
        "vnfc-box",
        "x",
        px(x),
        "y",
        px(y),
        "width",
        px(inner),
        "height",
        px(height),
        "rx",
        5);
    svg.element(
        "circle",
        "",
        "class",
        "state " + state(vnfc.state()),
        "cx",
        px(x + PAD),
        "cy",
        px(middle - LINE / 2),
        "r",
        4);
    svg.element("text", name(vnfc.name()), "x", px(x + 2 * PAD), "y", px(middle - LINE / 2 + 4));
    svg.element(
        "text",
        name(vnfc.image()),
        "class",
        "muted",
        "x",
        px(x + 2 * PAD),
        "y",
        px(middle + LINE / 2 + 4));
    svg.close();
  }

  private void port(Topology.Port port, double x, double y, boolean left) {
    Double link = links.get(port.link());
    if (link == null) {
      return;
    }
    svg.open("g", "class", "port " + colour(port.link()));
    svg.element("title", port.address() + " on link " + port.link());
    svg.element("line", "", "x1", px(x), "y1", px(y), "x2", px(link), "y2", px(y));
    svg.element("circle", "", "cx", px(link), "cy", px(y), "r", 5);
    svg.element(
        "text",
        Letters.shortened(port.address(), LONGEST_ADDRESS),
        "x",
        px(left ? x + 2 * PAD : x - 2 * PAD),
        "y",
        px(y - 4),
        "text-anchor",
        left ? "start" : "end");
    svg.close();
  }

  private String colour(String link) {
    return "colour-" + List.copyOf(links.keySet()).indexOf(link) % COLOURS;
  }

  static String state(String state) {
    return switch (state) {
      case "RUNNING" -> "running";
      case "FAILED", "UNAVAILABLE" -> "failed";
      default -> "other";
    };
  }

  static String px(double value) {
    return String.valueOf(Math.round(value * 10) / 10.0).replaceAll("\\.0$", "");
  }
}
