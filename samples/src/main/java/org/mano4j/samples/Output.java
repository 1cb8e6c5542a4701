package org.mano4j.samples;

import java.io.PrintWriter;

/** Standard output, which may be a full disk or a pipe that nobody reads. */
final class Output {

  private Output() {}

  /** Whether some of what was printed has not arrived; says so. */
  static boolean isLost(PrintWriter out, PrintWriter err) {
    boolean lost = out.checkError() || System.out.checkError();
    if (lost) {
      err.println("error: cannot write to standard output");
    }
    return lost;
  }
}
