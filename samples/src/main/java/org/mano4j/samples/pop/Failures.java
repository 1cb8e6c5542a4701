package org.mano4j.samples.pop;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import org.mano4j.samples.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells people in one line what went wrong. */
public final class Failures {

  private Failures() {}

  /** One line to standard error, after what standard output still holds. */
  public static void tell(@Nullable String text, PrintWriter out, PrintWriter err) {
    out.flush();
    err.println("error:  " + String.valueOf(text).replaceAll("\\s*\\R\\s*", " "));
    err.flush();
  }

  /** What stands where nothing can: the library counts it, a person wants to see it. */
  private static String sentence(ParameterException failure) {
    if (failure instanceof UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      String first = unmatched.getUnmatched().get(0);
      boolean command = !failure.getCommandLine().getSubcommands().isEmpty();
      String kind = first.startsWith("-") ? "option" : command ? "command" : "argument";
      return "unknown " + kind + " '" + first + "'";
    }
    return String.valueOf(failure.getMessage());
  }

  /** The same command line, with its failures told so. */
  public static CommandLine told(CommandLine line, PrintWriter out, PrintWriter err) {
    return line.setOut(out)
        .setErr(err)
        .setParameterExceptionHandler(
            (failure, arguments) -> {
              String command = failure.getCommandLine().getCommandSpec().qualifiedName();
              tell(sentence(failure) + "; see " + command + " --help", out, err);
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
