package org.mano4j.samples.pop;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import org.mano4j.samples.ExitCode;
import picocli.CommandLine;

/** Tells people in one line what went wrong. */
final class Failures {

  private Failures() {}

  static void tell(@Nullable String text, PrintWriter out, PrintWriter err) {
    out.flush();
    err.println("error:  " + String.valueOf(text).replaceAll("\\s*\\R\\s*", " "));
    err.flush();
  }

  /** The same command line, with its failures told so. */
  static CommandLine told(CommandLine line, PrintWriter out, PrintWriter err) {
    return line.setOut(out)
        .setErr(err)
        .setParameterExceptionHandler(
            (failure, arguments) -> {
              String command = failure.getCommandLine().getCommandSpec().qualifiedName();
              tell(failure.getMessage() + "; see " + command + " --help", out, err);
              return ExitCode.USAGE;
            })
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              tell(
                  failure.getMessage() == null ? failure.toString() : failure.getMessage(),
                  out,
                  err);
              return ExitCode.FAILED;
            });
  }
}
