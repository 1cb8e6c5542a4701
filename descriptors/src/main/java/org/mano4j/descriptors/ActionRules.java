package org.mano4j.descriptors;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mano4j.catalogue.policy.ScalingActionType;

/** What can be wrong with what a VNFD does when one of its auto-scale policies acts. */
final class ActionRules {

  static final List<Rule<PolicyView>> OF_POLICY =
      List.of(
          Rule.error(
              "unknown-action", "A scaling action is one that there is.", ActionRules::unknown));

  static final List<Rule<VnfdView>> OF_VNFD =
      List.of(
          Rule.error(
              "bad-action-value",
              "A scaling action says by or to how many instances, or to which flavour.",
              ActionRules::value),
          Rule.error(
              "unknown-action-target",
              "A scaling action is for a type of VNF that is there.",
              ActionRules::target));

  private static final List<String> TYPES =
      Arrays.stream(ScalingActionType.Known.values()).map(Enum::name).toList();

  private static final Set<String> TO_FLAVOUR =
      Set.of("SCALE_OUT_TO_FLAVOUR", "SCALE_IN_TO_FLAVOUR");

  private ActionRules() {}

  private static List<Located> actions(VnfdView vnfd) {
    return vnfd.json().list("auto_scale_policy").stream()
        .flatMap(policy -> policy.list("actions").stream())
        .toList();
  }

  private static void unknown(PolicyView policy, Rule.Complaints out) {
    for (Located action : policy.json().list("actions")) {
      Optional<String> type = action.text("type");
      if (type.isEmpty()) {
        out.add(
            action.near("type"),
            "an action of " + policy.label() + " does not say what to do",
            "add \"type\": one of " + String.join(", ", TYPES));
      } else if (!TYPES.contains(type.get())) {
        out.add(
            action.near("type"),
            "there is no scaling action " + Names.quoted(type.get()),
            () -> Names.choose(type.get(), TYPES, ""));
      }
    }
  }

  private static void value(VnfdView vnfd, Rule.Complaints out) {
    Set<String> flavours = vnfd.flavours().keySet();
    for (Located action : actions(vnfd)) {
      String type = action.near("type").raw();
      if (TO_FLAVOUR.contains(type)) {
        toFlavour(vnfd, action, type, flavours, out);
      } else if (TYPES.contains(type)
          && Numbers.whole(action, "value").filter(number -> number >= 1).isEmpty()) {
        out.add(
            action.near("value"),
            "%s of %s needs a number of instances%s"
                .formatted(
                    type,
                    vnfd.label(),
                    action.text("value").map(v -> ", not " + Names.quoted(v)).orElse("")),
            "set \"value\" to a whole number from 1, such as \"1\"");
      }
    }
  }

  private static void toFlavour(
      VnfdView vnfd, Located action, String type, Set<String> flavours, Rule.Complaints out) {
    Optional<String> key = action.text("value");
    if (key.filter(flavours::contains).isEmpty()) {
      out.add(
          action.near("value"),
          "%s of %s needs one of its flavours%s"
              .formatted(type, vnfd.label(), key.map(v -> ", not " + Names.quoted(v)).orElse("")),
          () -> Names.choose(key.orElse(""), flavours, "add \"deployment_flavour\" to the VNFD"));
    }
  }

  private static void target(VnfdView vnfd, Rule.Complaints out) {
    Optional<NsdView> service =
        vnfd.service().filter(nsd -> nsd.isComplete() && nsd.knowsAllTypes());
    if (service.isEmpty()) {
      return;
    }
    Set<String> types = service.get().types();
    for (Located action : actions(vnfd)) {
      Optional<String> target = action.text("target");
      if (target.isPresent() && !types.contains(target.get())) {
        out.add(
            action.near("target"),
            "no VNFD of the network service is of type " + Names.quoted(target.get()),
            () ->
                Names.choose(
                    target.get(), types.stream().sorted().toList(), "name the type of a VNFD"));
      }
    }
  }
}
