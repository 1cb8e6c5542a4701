package org.mano4j.pop.nfv;

import java.util.Locale;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.plugin.VimDriverException;

/** Who starts the containers of a VIM instance: what its metadata says under {@code start}. */
enum StartMode {

  /** A VNFM, at the mgmt door. */
  MGMT,

  /** The launch itself, for VNFMs that do not know the mgmt door. */
  LAUNCH;

  private static final String KEY = "start";

  /**
   * The mode of a VIM instance; MGMT if it does not say.
   *
   * @throws VimDriverException if it says something else
   */
  static StartMode of(VimInstance vim) {
    String text = vim.metadata().getOrDefault(KEY, "");
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "", "mgmt" -> MGMT;
      case "launch" -> LAUNCH;
      default ->
          throw new VimDriverException(
              "the metadata of "
                  + VimText.of(vim)
                  + " has start='"
                  + text
                  + "'; write start=launch to start containers at their launch, or leave it out to"
                  + " have a VNFM start them at the mgmt door");
    };
  }
}
