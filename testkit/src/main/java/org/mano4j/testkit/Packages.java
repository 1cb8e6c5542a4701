package org.mano4j.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.descriptor.VirtualNetworkFunctionDescriptor;
import org.mano4j.catalogue.packaging.Script;
import org.mano4j.catalogue.packaging.VNFPackage;
import org.mano4j.descriptors.VnfPackage;

/** The VNF packages that were onboarded, and their descriptors. Thread-safe. */
final class Packages {

  private final Core core;
  private final Identities identities;
  private final Map<String, VNFPackage> byId = new ConcurrentHashMap<>();
  private final Map<String, VirtualNetworkFunctionDescriptor> vnfds = new ConcurrentHashMap<>();

  Packages(Core core, Identities identities) {
    this.core = core;
    this.identities = identities;
  }

  /**
   * Stores a package.
   *
   * @return id of its descriptor
   */
  String onboard(VnfPackage given) {
    VNFPackage complete =
        identities
            .everywhere(given.toVNFPackage(), VNFPackage.class)
            .withProjectId(core.projectId());
    VNFPackage stored =
        complete.vnfPackageMetadata() == null
            ? complete
            : complete.withVnfPackageMetadata(
                complete
                    .vnfPackageMetadata()
                    .withVnfPackageFatherId(complete.id())
                    .withProjectId(core.projectId()));
    String packageId = String.valueOf(stored.id());
    VirtualNetworkFunctionDescriptor vnfd =
        given.vnfd().withId(identities.next()).withVnfPackageLocation(packageId);
    byId.put(packageId, stored);
    vnfds.put(String.valueOf(vnfd.id()), vnfd);
    return String.valueOf(vnfd.id());
  }

  /** The descriptor of a package by its id. */
  Optional<VirtualNetworkFunctionDescriptor> vnfd(@Nullable String id) {
    return Optional.ofNullable(id).map(vnfds::get);
  }

  /** The package a VNF comes from. */
  Optional<VNFPackage> of(VirtualNetworkFunctionDescriptor vnfd) {
    return Optional.ofNullable(vnfd.vnfPackageLocation()).map(byId::get);
  }

  /**
   * Gives a script of a package another content.
   *
   * @return the script as it is stored now; empty if the package has none of that name
   */
  Optional<Script> replace(VNFPackage in, Script changed) {
    List<Script> scripts = new ArrayList<>();
    Script replaced = null;
    for (Script script : in.scripts()) {
      if (String.valueOf(changed.name()).equals(script.name())) {
        int version = script.hbVersion() == null ? 0 : script.hbVersion();
        replaced = script.withPayload(changed.payload()).withHbVersion(version + 1);
        scripts.add(replaced);
      } else {
        scripts.add(script);
      }
    }
    byId.put(String.valueOf(in.id()), in.withScripts(scripts));
    return Optional.ofNullable(replaced);
  }
}
