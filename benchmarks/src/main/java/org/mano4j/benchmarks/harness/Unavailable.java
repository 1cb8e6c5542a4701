package org.mano4j.benchmarks.harness;

/** Something that a measurement needs is not here; the message says what, and how to get it. */
public final class Unavailable extends RuntimeException {

  /** With a sentence for people. */
  public Unavailable(String message) {
    super(message);
  }
}
