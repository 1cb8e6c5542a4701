package org.mano4j.descriptors;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mano4j.catalogue.vim.VimInstance;

/**
 * What is known of the world around a document. What is not known is not complained of.
 *
 * @param vims the VIM instances; empty if they are not known
 * @param scripts names of the scripts that come with the VNFD; empty if they are not known
 * @param bringsImage whether an image comes with the VNFD, so that its VDUs need to name none
 */
record Surroundings(Optional<Site> vims, Optional<Set<String>> scripts, boolean bringsImage) {

  /** Nothing is known. */
  static final Surroundings UNKNOWN = new Surroundings(Optional.empty(), Optional.empty(), false);

  /** What is known of a site. */
  static Surroundings of(List<VimInstance> vims) {
    return new Surroundings(Optional.of(Site.of(vims)), Optional.empty(), false);
  }

  /** The same site, seen from inside a VNF package. */
  Surroundings inPackage(Set<String> itsScripts, boolean itBringsImage) {
    return new Surroundings(vims, Optional.of(Set.copyOf(itsScripts)), itBringsImage);
  }

  /** Whether something may be placed on a Pop. */
  boolean mayHavePop() {
    return vims.map(Site::mayHavePop).orElse(true);
  }
}
