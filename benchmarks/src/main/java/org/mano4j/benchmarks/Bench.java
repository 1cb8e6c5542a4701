package org.mano4j.benchmarks;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** The program behind {@code ./mano4j bench}. */
public final class Bench {

  private Bench() {}

  /** Runs the suites that the command line names, and ends the process with its exit code. */
  public static void main(String[] args) {
    PrintWriter out =
        new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true);
    System.setOut(System.err); // what libraries print is no part of the document
    System.setProperty("slf4j.internal.verbosity", "warn");
    System.setProperty("slf4j.provider", "org.slf4j.simple.SimpleServiceProvider");
    System.exit(new CommandLine(new BenchCommand(Suites.all())).setOut(out).execute(args));
  }
}
