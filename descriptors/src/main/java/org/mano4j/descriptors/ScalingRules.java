package org.mano4j.descriptors;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** What can be wrong with how many instances a VDU may have. */
final class ScalingRules {

  static final List<Rule<VnfdView>> ALL =
      List.of(
          Rule.error(
              "impossible-scaling",
              "A VDU may have at least one instance, and as many as it starts with.",
              ScalingRules::impossible),
          Rule.warning(
              "no-room-to-scale",
              "A VNFD that scales out has a VDU that can have more instances than it starts with.",
              ScalingRules::noRoom));

  private ScalingRules() {}

  private static boolean isImpossible(Located vdu) {
    Optional<BigDecimal> most = vdu.number("scale_in_out");
    BigDecimal least = BigDecimal.valueOf(Math.max(1, vdu.list("vnfc").size()));
    return most.filter(bound -> bound.compareTo(least) < 0).isPresent();
  }

  private static void impossible(VnfdView vnfd, Rule.Complaints out) {
    for (Located vdu : vnfd.vdus()) {
      if (isImpossible(vdu)) {
        BigDecimal most = vdu.number("scale_in_out").orElseThrow();
        int least = vdu.list("vnfc").size();
        boolean none = most.signum() <= 0;
        out.add(
            vdu.near("scale_in_out"),
            none
                ? "%s may have at most %s instances".formatted(vnfd.label(vdu), most)
                : "%s starts with %d instances but may have at most %s"
                    .formatted(vnfd.label(vdu), least, most),
            "set scale_in_out to %d or more, or %s"
                .formatted(Math.max(1, least), none ? "leave it out" : "remove elements of vnfc"));
      }
    }
  }

  private static void noRoom(VnfdView vnfd, Rule.Complaints out) {
    boolean full =
        !vnfd.vdus().isEmpty()
            && vnfd.vdus().stream().allMatch(vdu -> isFull(vdu) && !isImpossible(vdu));
    if (!full) {
      return;
    }
    for (Located policy : vnfd.json().list("auto_scale_policy")) {
      for (Located action : policy.list("actions")) {
        Located type = action.near("type");
        boolean own = action.text("target").filter(t -> !isOwn(vnfd, t)).isEmpty();
        if (own && type.raw().equals("SCALE_OUT")) {
          out.add(
              type,
              vnfd.label() + " is to scale out, but starts with as many instances as it may have",
              "raise scale_in_out of a VDU, or remove the action");
        }
      }
    }
  }

  private static boolean isOwn(VnfdView vnfd, String target) {
    return vnfd.json().text("type").filter(target::equals).isPresent();
  }

  private static boolean isFull(Located vdu) {
    BigDecimal least = BigDecimal.valueOf(vdu.list("vnfc").size());
    return !vdu.isDamaged("vnfc")
        && vdu.number("scale_in_out").filter(most -> most.compareTo(least) == 0).isPresent();
  }
}
