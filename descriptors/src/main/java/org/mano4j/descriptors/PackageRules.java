package org.mano4j.descriptors;

import java.util.Collection;
import java.util.stream.Stream;

/** All rules that speak of VNF packages only. Those of descriptors hold for their VNFDs too. */
final class PackageRules {

  private PackageRules() {}

  static Stream<Rule<?>> all() {
    Stream<Collection<? extends Rule<?>>> lists =
        Stream.of(
            PackageArchive.ALL,
            PackageStructure.ALL,
            PackageTypes.ALL,
            PackageMetadataRules.ALL,
            PackageVnfdRules.ALL);
    return lists.flatMap(Collection::stream);
  }
}
