package org.mano4j.samples.pop;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.PopEndpoint;

/**
 * What a command finds around it.
 *
 * @param environment its variables, such as {@code POP_AUTH}
 * @param out standard output
 * @param err standard error
 * @param outIsTerminal whether a person reads standard output
 * @param errIsTerminal whether a person reads standard error
 * @param launcher the script that has started the program; empty if it was started without
 */
public record Surroundings(
    Map<String, String> environment,
    OutputStream out,
    OutputStream err,
    boolean outIsTerminal,
    boolean errIsTerminal,
    String launcher) {

  private static final int DEFAULT_COLUMNS = 80;

  /** Nobody reads in fewer; some terminals without a size say 0. */
  private static final int MIN_COLUMNS = 20;

  /** Copies the environment. */
  public Surroundings {
    environment = Map.copyOf(environment);
  }

  /**
   * Those of this process. A JVM cannot tell on its own whether standard output is a terminal when
   * standard input is none; the launcher tells.
   */
  public static Surroundings ofProcess() {
    String told = System.getProperty("mano4j.terminal");
    boolean console = told == null && System.console() != null;
    return new Surroundings(
        System.getenv(),
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err),
        console || (told != null && told.contains("out")),
        console || (told != null && told.contains("err")),
        System.getProperty("mano4j.launcher", ""));
  }

  /** The value of a variable; empty if it is not set. */
  public String variable(String name) {
    return environment.getOrDefault(name, "");
  }

  /** How many characters fit into a line of the terminal, as the launcher has found out. */
  int columns() {
    String told = variable("COLUMNS");
    int columns = told.matches("[0-9]{1,4}") ? Integer.parseInt(told) : 0;
    return columns < MIN_COLUMNS ? DEFAULT_COLUMNS : columns;
  }

  /** Writes text to standard output. */
  public PrintWriter outWriter() {
    return writer(out);
  }

  /** Writes text to standard error. */
  public PrintWriter errWriter() {
    return writer(err);
  }

  /**
   * Where the Pop is.
   *
   * @param given null for what {@code POP_HOST} says, else this machine
   * @throws IllegalArgumentException if it is malformed
   */
  PopEndpoint endpoint(@Nullable String given) {
    String where = given == null ? variable("POP_HOST") : given;
    return PopEndpoint.parse(where.isEmpty() ? "localhost" : where);
  }

  private static PrintWriter writer(OutputStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
  }
}
