package org.mano4j.descriptors;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.mano4j.catalogue.descriptor.Event;

/** What can be wrong inside one VNFD. */
final class VnfdRules {

  static final List<Rule<VnfdView>> ALL =
      List.of(
          Rule.error("missing-name", VnfdRules::nameMissing),
          Rule.error("missing-type", VnfdRules::typeMissing),
          Rule.error("missing-endpoint", VnfdRules::endpointMissing),
          Rule.error("missing-vdu", VnfdRules::vduMissing),
          Rule.error("missing-image", VnfdRules::imageMissing),
          Rule.warning("missing-component", VnfdRules::componentMissing),
          Rule.error("duplicate-vdu", VnfdRules::vduTwice),
          Rule.error("duplicate-link", VnfdRules::linkTwice),
          Rule.error("missing-link-name", VnfdRules::linkNameMissing),
          Rule.error("missing-link-reference", VnfdRules::linkReferenceMissing),
          Rule.error("undeclared-link", VnfdRules::linkUndeclared),
          Rule.warning("no-links", VnfdRules::noLinks),
          Rule.error("impossible-scaling", VnfdRules::scalingImpossible),
          Rule.error("unknown-event", VnfdRules::eventUnknown));

  private VnfdRules() {}

  private static void nameMissing(VnfdView vnfd, Rule.Complaints out) {
    missing(vnfd, "name", "the name that dependencies refer to", out);
  }

  private static void typeMissing(VnfdView vnfd, Rule.Complaints out) {
    missing(vnfd, "type", "what kind of function it is, such as \"server\"", out);
  }

  private static void endpointMissing(VnfdView vnfd, Rule.Complaints out) {
    missing(vnfd, "endpoint", "the type of the VNF manager in charge, such as \"mgmt\"", out);
  }

  private static void missing(VnfdView vnfd, String key, String meaning, Rule.Complaints out) {
    if (!vnfd.isReference() && vnfd.json().text(key).isEmpty()) {
      out.add(
          vnfd.json().near(key),
          vnfd.label() + " has no " + key,
          "add \"" + key + "\": " + meaning);
    }
  }

  private static void vduMissing(VnfdView vnfd, Rule.Complaints out) {
    if (!vnfd.isReference() && vnfd.vdus().isEmpty()) {
      out.add(
          vnfd.json().near("vdu"),
          vnfd.label() + " has no VDU, so nothing of it can run",
          "add \"vdu\": a list with at least one VDU");
    }
  }

  private static void imageMissing(VnfdView vnfd, Rule.Complaints out) {
    for (Located vdu : vnfd.vdus()) {
      if (vdu.list("vm_image").stream().noneMatch(image -> image.text().isPresent())) {
        out.add(
            vdu.near("vm_image"),
            vnfd.label(vdu) + " has no image",
            "add \"vm_image\": a list with the name of an image of the VIM");
      }
    }
  }

  private static void componentMissing(VnfdView vnfd, Rule.Complaints out) {
    for (Located vdu : vnfd.vdus()) {
      if (vdu.list("vnfc").isEmpty()) {
        out.add(
            vdu.near("vnfc"),
            vnfd.label(vdu) + " has no VNFC, so no instance of it is launched",
            "add \"vnfc\": a list with one element per instance");
      }
    }
  }

  private static void vduTwice(VnfdView vnfd, Rule.Complaints out) {
    Names.unique(vnfd.vdus(), "VDU", out);
  }

  private static void linkTwice(VnfdView vnfd, Rule.Complaints out) {
    Names.unique(vnfd.json().list("virtual_link"), "virtual link", out);
  }

  private static void linkNameMissing(VnfdView vnfd, Rule.Complaints out) {
    for (Located link : vnfd.json().list("virtual_link")) {
      if (link.text("name").isEmpty()) {
        out.add(
            link.near("name"),
            "a virtual link of " + vnfd.label() + " has no name",
            "add \"name\": the name that connection points refer to");
      }
    }
  }

  private static List<Located> connectionPoints(VnfdView vnfd) {
    return vnfd.vdus().stream()
        .flatMap(vdu -> vdu.list("vnfc").stream())
        .flatMap(vnfc -> vnfc.list("connection_point").stream())
        .toList();
  }

  private static void linkReferenceMissing(VnfdView vnfd, Rule.Complaints out) {
    for (Located point : connectionPoints(vnfd)) {
      if (point.text("virtual_link_reference").isEmpty()) {
        out.add(
            point.near("virtual_link_reference"),
            "a connection point of " + vnfd.label() + " is on no link",
            "add \"virtual_link_reference\": the name of a link");
      }
    }
  }

  private static void linkUndeclared(VnfdView vnfd, Rule.Complaints out) {
    if (!vnfd.linkNames().isEmpty()) {
      undeclared(vnfd, out);
    }
  }

  /** The NFVO lets this pass with a warning. */
  private static void noLinks(VnfdView vnfd, Rule.Complaints out) {
    if (vnfd.linkNames().isEmpty()) {
      undeclared(vnfd, out);
    }
  }

  private static void undeclared(VnfdView vnfd, Rule.Complaints out) {
    for (Located point : connectionPoints(vnfd)) {
      Optional<String> link = point.text("virtual_link_reference");
      if (link.isPresent() && !vnfd.linkNames().contains(link.get())) {
        out.add(
            point.near("virtual_link_reference"),
            "the link '%s' is declared neither by the service nor by %s"
                .formatted(link.get(), vnfd.label()),
            () ->
                Names.choose(
                    link.get(),
                    vnfd.linkNames(),
                    "declare it in \"vld\" of the NSD, or in \"virtual_link\" of the VNFD"));
      }
    }
  }

  private static void scalingImpossible(VnfdView vnfd, Rule.Complaints out) {
    for (Located vdu : vnfd.vdus()) {
      Optional<BigDecimal> most = vdu.text("scale_in_out").flatMap(VnfdRules::number);
      int least = vdu.list("vnfc").size();
      if (most.isPresent() && most.get().compareTo(BigDecimal.ONE) < 0) {
        out.add(
            vdu.near("scale_in_out"),
            "%s may have at most %s instances".formatted(vnfd.label(vdu), most.get()),
            "set scale_in_out to " + Math.max(1, least) + " or more, or leave it out");
      } else if (most.isPresent() && most.get().compareTo(BigDecimal.valueOf(least)) < 0) {
        out.add(
            vdu.near("scale_in_out"),
            "%s starts with %d instances but may have at most %s"
                .formatted(vnfd.label(vdu), least, most.get()),
            "set scale_in_out to " + least + " or more, or remove elements of vnfc");
      }
    }
  }

  private static Optional<BigDecimal> number(String text) {
    try {
      return Optional.of(new BigDecimal(text));
    } catch (NumberFormatException e) {
      return Optional.empty(); // a finding of wrong-type
    }
  }

  private static void eventUnknown(VnfdView vnfd, Rule.Complaints out) {
    List<String> known = Arrays.stream(Event.Known.values()).map(Enum::name).toList();
    for (Located event : vnfd.json().list("lifecycle_event")) {
      Optional<String> name = event.text("event");
      if (name.isEmpty()) {
        out.add(
            event.near("event"),
            "a lifecycle event of " + vnfd.label() + " does not say which event it is",
            "add \"event\": one of " + String.join(", ", known));
      } else if (!known.contains(name.get())) {
        out.add(
            event.near("event"),
            "there is no lifecycle event '" + name.get() + "'",
            () -> Names.choose(name.get(), known, ""));
      }
    }
  }
}
