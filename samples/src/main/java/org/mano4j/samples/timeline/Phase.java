package org.mano4j.samples.timeline;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A part of the way of a VNF, or of one of its instances, to RUNNING; in the order in which they
 * come.
 */
public enum Phase {
  /** Of a VNF: from the VNFM's GRANT_OPERATION at the NFVO until its answer. */
  GRANT('g', "grant"),
  /** Of a VNF: from the VNFM's ALLOCATE_RESOURCES or SCALING at the NFVO until its answer. */
  ALLOCATE('a', "allocate"),
  /** From the NFVO's call of the VIM driver to launch the instance until its answer. */
  CREATE('c', "create"),
  /** From the VNFM's first add_metadata until the Pop has the last. */
  METADATA('m', "metadata"),
  /** From when the engine begins to create its container until it says that it has done so. */
  ENGINE_CREATE('e', "engine create"),
  /** From there until the engine says that its container runs. */
  ENGINE_START('s', "engine start"),
  /** From there, or without an engine from the VNFM's start, until the Pop says RUNNING. */
  READY('r', "ready");

  private final char letter;
  private final String text;

  Phase(char letter, String text) {
    this.letter = letter;
    this.text = text;
  }

  /** Stands for it where there is room for one character. */
  public char letter() {
    return letter;
  }

  /** What people call it. */
  @JsonValue
  public String text() {
    return text;
  }

  /** What programs call it, as in {@code engine-create}. */
  public String key() {
    return text.replace(' ', '-');
  }
}
