package org.mano4j.pop.nfv;

import org.mano4j.catalogue.vim.VimInstance;

/** A VIM instance in messages. */
final class VimText {

  private VimText() {}

  /** Such as {@code VIM 'site-1'}; without a name, its id has to do. */
  static String of(VimInstance vim) {
    if (vim.name() != null) {
      return "VIM '" + vim.name() + "'";
    }
    return vim.id() == null ? "a VIM without a name" : "the VIM with id '" + vim.id() + "'";
  }
}
