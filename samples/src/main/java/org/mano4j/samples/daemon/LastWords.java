package org.mano4j.samples.daemon;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import org.mano4j.samples.pop.Failures;
import org.slf4j.LoggerFactory;

/** Why a program has failed: a line for people, or one more object in a log of JSON. */
final class LastWords {

  private LastWords() {}

  static void tell(@Nullable String text, PrintWriter out, PrintWriter err) {
    if (JsonLog.isOn()) {
      out.flush();
      LoggerFactory.getLogger(Program.class).error(text);
    } else {
      Failures.tell(text, out, err);
    }
  }
}
