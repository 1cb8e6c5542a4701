package org.mano4j.samples;

/** What programs tell their caller. */
public final class ExitCode {

  /** Done. */
  public static final int DONE = 0;

  /** A part failed; a sentence on standard error says which and why. */
  public static final int FAILED = 1;

  /** The input has findings or cannot be read. */
  public static final int BAD_INPUT = 2;

  /** The command line is wrong. */
  public static final int USAGE = 64;

  private ExitCode() {}
}
