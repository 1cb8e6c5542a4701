package org.mano4j.pop.nfv;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.packaging.Script;
import org.mano4j.catalogue.packaging.VNFPackage;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;

/** The flavour of a record as user data, and what gets in its way. */
final class FlavourData {

  /** Those that the runtime takes as user data in place of the handler's. */
  private static final Set<String> SCRIPTS = Set.of("userdata.sh", "user-data.sh");

  private FlavourData() {}

  /** User data that tells the flavour of a record; "" if it has none. */
  static String of(VirtualNetworkFunctionRecord vnfr) {
    String flavour = vnfr.deploymentFlavourKey();
    return flavour == null || flavour.isEmpty()
        ? ""
        : new LaunchData(flavour, Map.of()).toUserData();
  }

  /** The script of a package that takes the place of the flavour; empty if none is lost. */
  static Optional<String> lostBy(
      @Nullable VNFPackage vnfPackage, VirtualNetworkFunctionRecord vnfr) {
    if (vnfPackage == null || of(vnfr).isEmpty()) {
      return Optional.empty();
    }
    return vnfPackage.scripts().stream()
        .filter(script -> script.name() != null && SCRIPTS.contains(script.name()))
        .findFirst()
        .filter(script -> !tellsFlavour(script))
        .map(Script::name);
  }

  private static boolean tellsFlavour(Script script) {
    if (script.payload() == null) {
      return false;
    }
    try {
      return LaunchData.parse(script.payload().toText())
          .filter(data -> !data.flavour().isEmpty())
          .isPresent();
    } catch (IllegalArgumentException e) {
      // the driver will say what is wrong with it
      return false;
    }
  }
}
