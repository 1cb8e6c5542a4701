package org.mano4j.samples.site;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.mano4j.samples.Mano4j;

/** How this program was started, for more of the same. */
final class JvmCommand {

  /**
   * Ctrl-C reaches every process of a terminal's group. These are to go on until the service is
   * terminated, which needs them: a signal that is ignored at the start stays ignored.
   */
  private static final List<String> DEAF_TO_INTERRUPTS =
      List.of("sh", "-c", "trap '' INT; exec \"$@\"", "mano4j");

  /** As the launcher has it, for programs of a few seconds, where it was not the launcher. */
  private static final List<String> QUICK =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto");

  private JvmCommand() {}

  /** The command for a word of the launcher, in a JVM like this one. */
  static List<String> of(String word, List<String> arguments) {
    List<String> command = new ArrayList<>(DEAF_TO_INTERRUPTS);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    List<String> own = ManagementFactory.getRuntimeMXBean().getInputArguments();
    if (own.stream().noneMatch(argument -> argument.startsWith("-XX:"))) {
      command.addAll(QUICK);
    }
    own.stream().filter(JvmCommand::suitsOthers).forEach(command::add);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Mano4j.class.getName());
    command.add(word);
    command.addAll(arguments);
    return command;
  }

  /** Not those for a debugger, or about the terminal. */
  private static boolean suitsOthers(String argument) {
    return argument.startsWith("-X")
        || argument.startsWith("-D") && !argument.startsWith("-Dmano4j.terminal");
  }
}
