package org.mano4j.pop.nfv;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.mano4j.catalogue.message.OrVnfmInstantiate;
import org.mano4j.catalogue.message.OrVnfmMessage;
import org.mano4j.catalogue.message.OrVnfmScaling;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.catalogue.vim.VimInstance;

/** How people call the VIM of an instance, which has its id alone. */
final class VimNames {

  private VimNames() {}

  /** Name and id, or the id where the request and the record do not tell the name. */
  static String of(
      OrVnfmMessage request, VirtualNetworkFunctionRecord vnfr, VNFCInstance instance) {
    String id = String.valueOf(instance.vimId());
    return name(request, vnfr, instance)
        .map(name -> "VIM '" + name + "' (id " + id + ")")
        .orElse("VIM '" + id + "'");
  }

  private static Optional<String> name(
      OrVnfmMessage request, VirtualNetworkFunctionRecord vnfr, VNFCInstance instance) {
    return offered(request)
        .filter(vim -> vim.id() != null && vim.id().equals(instance.vimId()))
        .map(VimInstance::name)
        .filter(name -> name != null && !name.isEmpty())
        .findFirst()
        .or(() -> granted(vnfr, instance));
  }

  private static Stream<VimInstance> offered(OrVnfmMessage request) {
    if (request instanceof OrVnfmInstantiate instantiate) {
      return instantiate.vimInstances().values().stream().flatMap(List::stream);
    }
    return request instanceof OrVnfmScaling scaling
        ? Stream.ofNullable(scaling.vimInstance())
        : Stream.empty();
  }

  /** After the grant, a VDU names the one VIM that it is on; before, all that it may be on. */
  private static Optional<String> granted(
      VirtualNetworkFunctionRecord vnfr, VNFCInstance instance) {
    return vnfr.vdu().stream()
        .filter(vdu -> vdu.vnfcInstance().contains(instance) && vdu.vimInstanceName().size() == 1)
        .map(vdu -> vdu.vimInstanceName().get(0))
        .findFirst();
  }
}
