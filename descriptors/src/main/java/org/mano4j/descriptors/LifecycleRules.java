package org.mano4j.descriptors;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.mano4j.catalogue.descriptor.Event;

/** What can be wrong with the scripts that run when something happens to a VNF. */
final class LifecycleRules {

  static final List<Rule<VnfdView>> ALL =
      List.of(
          Rule.error(
              "unknown-event", "A lifecycle event is one that there is.", LifecycleRules::unknown),
          Rule.warning(
              "repeated-event",
              "A VNFD names all scripts of an event in one place.",
              LifecycleRules::repeated),
          Rule.error("blank-script", "A script has a name.", LifecycleRules::blank),
          Rule.error(
              "script-path", "A script is a file name without a folder.", LifecycleRules::path),
          Rule.error(
              "missing-script",
              "The scripts of a VNFD in a package are in the package.",
              LifecycleRules::missing),
          Rule.warning(
              "scripts-without-package",
              "A VNFD with scripts that stands in an NSD says where its package is.",
              LifecycleRules::withoutPackage));

  private static final List<String> EVENTS =
      Arrays.stream(Event.Known.values()).map(Enum::name).toList();

  private LifecycleRules() {}

  /** The lists of lifecycle events: that of the VNFD, and those of its VDUs. */
  private static Stream<List<Located>> lists(VnfdView vnfd) {
    return Stream.concat(
        Stream.of(vnfd.json().list("lifecycle_event")),
        vnfd.vdus().stream().map(vdu -> vdu.list("lifecycle_event")));
  }

  private static List<Located> scripts(VnfdView vnfd) {
    return lists(vnfd)
        .flatMap(List::stream)
        .flatMap(event -> event.list("lifecycle_events").stream())
        .toList();
  }

  private static void unknown(VnfdView vnfd, Rule.Complaints out) {
    for (Located event : lists(vnfd).flatMap(List::stream).toList()) {
      Optional<String> name = event.text("event");
      if (name.isEmpty()) {
        out.add(
            event.near("event"),
            "a lifecycle event of " + vnfd.label() + " does not say which event it is",
            "add \"event\": one of " + String.join(", ", EVENTS));
      } else if (!EVENTS.contains(name.get())) {
        out.add(
            event.near("event"),
            "there is no lifecycle event " + Names.quoted(name.get()),
            () -> Names.choose(name.get(), EVENTS, ""));
      }
    }
  }

  private static void repeated(VnfdView vnfd, Rule.Complaints out) {
    lists(vnfd)
        .forEach(
            events -> {
              Map<String, Located> first = new HashMap<>();
              for (Located event : events) {
                String name = event.text("event").orElse("");
                Located earlier = first.putIfAbsent(name, event);
                if (earlier != null && EVENTS.contains(name)) {
                  out.add(
                      event.near("event"),
                      "the scripts of " + name + " are also in line " + earlier.line(),
                      "put them together in one lifecycle event");
                }
              }
            });
  }

  private static void blank(VnfdView vnfd, Rule.Complaints out) {
    for (Located script : scripts(vnfd)) {
      if (script.text().isEmpty()) {
        out.add(
            script,
            "a script of " + vnfd.label() + " has no name",
            "write the name of a script, or remove it");
      }
    }
  }

  private static boolean hasPath(String script) {
    return script.contains("/") || script.contains("\\");
  }

  private static void path(VnfdView vnfd, Rule.Complaints out) {
    for (Located script : scripts(vnfd)) {
      if (script.text().filter(LifecycleRules::hasPath).isPresent()) {
        out.add(
            script,
            "the script " + script.quoted() + " is named with a folder",
            "write the file name alone; the scripts of a package are in one folder");
      }
    }
  }

  private static void missing(VnfdView vnfd, Rule.Complaints out) {
    Optional<Set<String>> known = vnfd.surroundings().scripts();
    if (known.isEmpty()) {
      return;
    }
    for (Located script : scripts(vnfd)) {
      Optional<String> name = script.text().filter(text -> !hasPath(text));
      if (name.isPresent() && !known.get().contains(name.get())) {
        out.add(
            script,
            "the package has no script " + script.quoted(),
            () -> Names.choose(name.get(), known.get().stream().sorted().toList(), "add it"));
      }
    }
  }

  private static void withoutPackage(VnfdView vnfd, Rule.Complaints out) {
    List<Located> scripts = scripts(vnfd);
    if (vnfd.service().isPresent()
        && vnfd.surroundings().scripts().isEmpty()
        && vnfd.json().text("vnfPackageLocation").isEmpty()
        && !scripts.isEmpty()) {
      out.add(
          scripts.get(0),
          "%s has scripts, but does not say where they come from".formatted(vnfd.label()),
          "add \"vnfPackageLocation\": the place of its VNF package");
    }
  }
}
