package org.mano4j.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mano4j.catalogue.vim.VimInstance;

/** Chooses the VIM instance a VDU is launched on. */
final class Placement {

  private final VimRegistry vims;

  Placement(VimRegistry vims) {
    this.vims = vims;
  }

  /**
   * The VIM instances a VDU may be placed on, in the order of preference.
   *
   * @param wanted names, or names with {@code :} and an availability zone; if empty, any
   * @throws NfvoException if one of them does not exist, or there is none at all
   */
  List<VimInstance> candidates(String vdu, List<String> wanted) {
    List<VimInstance> all = vims.all();
    List<VimInstance> candidates = new ArrayList<>();
    for (String name : wanted) {
      candidates.add(
          named(all, name)
              .orElseThrow(
                  () ->
                      new NfvoException(
                          "VDU %s wants VIM instance %s, which does not exist; there are %s"
                              .formatted(vdu, name, names(all)))));
    }
    List<VimInstance> chosen = wanted.isEmpty() ? all : candidates;
    if (chosen.isEmpty()) {
      throw new NfvoException(
          "VDU " + vdu + " cannot be placed: there is no VIM instance; add one");
    }
    return chosen;
  }

  private static Optional<VimInstance> named(List<VimInstance> all, String wanted) {
    int zone = wanted.lastIndexOf(':');
    String withoutZone = zone < 0 ? wanted : wanted.substring(0, zone);
    return all.stream()
        .filter(vim -> wanted.equals(vim.name()))
        .findFirst()
        .or(() -> all.stream().filter(vim -> withoutZone.equals(vim.name())).findFirst());
  }

  /**
   * The first candidate that is active.
   *
   * @throws NfvoException if none is
   */
  VimInstance choose(String vdu, List<String> wanted) {
    List<VimInstance> candidates = candidates(vdu, wanted);
    return candidates.stream()
        .filter(vim -> !Boolean.FALSE.equals(vim.active()))
        .findFirst()
        .orElseThrow(
            () ->
                new NfvoException(
                    "VDU %s cannot be placed: none of %s is active"
                        .formatted(vdu, names(candidates))));
  }

  private static List<String> names(List<VimInstance> vims) {
    return vims.stream().map(vim -> String.valueOf(vim.name())).toList();
  }
}
