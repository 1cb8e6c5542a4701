package org.mano4j.samples.pop;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.util.Map;

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
  String variable(String name) {
    return environment.getOrDefault(name, "");
  }
}
