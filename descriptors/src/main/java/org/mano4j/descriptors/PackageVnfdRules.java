package org.mano4j.descriptors;

import java.util.List;

/** What can be wrong with a VNFD because it is in a package. */
final class PackageVnfdRules {

  static final List<Rule<PackageView>> ALL =
      List.of(
          Rule.warning(
              "package-location-set",
              "A VNFD in a package has no vnfPackageLocation: NFVO 6.0 refuses it.",
              PackageVnfdRules::locationSet));

  private PackageVnfdRules() {}

  private static void locationSet(PackageView view, Rule.Complaints out) {
    view.vnfd()
        .flatMap(vnfd -> vnfd.get("vnfPackageLocation"))
        .ifPresent(
            location ->
                out.add(
                    location,
                    "an NFVO sets vnfPackageLocation itself, and 6.0 refuses a package that has it",
                    "remove it; a repository of scripts is scripts-link in Metadata.yaml"));
  }
}
