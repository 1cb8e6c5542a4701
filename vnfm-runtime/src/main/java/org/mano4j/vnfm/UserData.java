package org.mano4j.vnfm;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.Blob;
import org.mano4j.catalogue.packaging.Script;
import org.mano4j.catalogue.packaging.VNFPackage;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;

/** The script of new machines: the one in the package, else what the handler says. */
final class UserData {

  private static final Set<String> SCRIPTS = Set.of("userdata.sh", "user-data.sh");

  private UserData() {}

  static String of(
      @Nullable VNFPackage vnfPackage,
      VnfmHandler handler,
      Operation operation,
      VirtualNetworkFunctionRecord vnfr)
      throws Exception {
    Optional<String> packaged = ofPackage(vnfPackage);
    if (packaged.isPresent()) {
      return packaged.get();
    }
    // the NFVO searches the text, so that it must be there
    return Objects.requireNonNullElse(handler.userData(operation, vnfr), "");
  }

  private static Optional<String> ofPackage(@Nullable VNFPackage vnfPackage) {
    if (vnfPackage == null) {
      return Optional.empty();
    }
    return vnfPackage.scripts().stream()
        .filter(script -> script.name() != null && SCRIPTS.contains(script.name()))
        .map(Script::payload)
        .filter(Objects::nonNull)
        .map(Blob::toText)
        .findFirst();
  }
}
