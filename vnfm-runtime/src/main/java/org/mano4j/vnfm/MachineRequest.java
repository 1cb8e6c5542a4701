package org.mano4j.vnfm;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.descriptor.VNFComponent;
import org.mano4j.catalogue.descriptor.VirtualDeploymentUnit;
import org.mano4j.catalogue.security.Key;
import org.mano4j.catalogue.vim.VimInstance;

/**
 * What a manager that allocates machines itself is to launch: one VNF component.
 *
 * @param vdu the unit it is of, with image, resources and flavour
 * @param component the component, with its connection points
 * @param vim where the NFVO wants it; absent if the NFVO does not say
 * @param userData script for its first start, "" for none; see {@link VnfmHandler#userData}
 * @param keys public keys for access to it; none at a scale-out, since the NFVO sends none then
 */
public record MachineRequest(
    VirtualDeploymentUnit vdu,
    VNFComponent component,
    @Nullable VimInstance vim,
    String userData,
    List<Key> keys) {

  /** Copies the list. */
  public MachineRequest {
    keys = List.copyOf(keys);
  }

  /** Without the user data, which may hold secrets. */
  @Override
  public String toString() {
    return "MachineRequest[vdu="
        + vdu.name()
        + ", component="
        + component.id()
        + ", vim="
        + (vim == null ? "none" : vim.name())
        + "]";
  }
}
