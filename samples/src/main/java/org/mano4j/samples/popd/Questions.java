package org.mano4j.samples.popd;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Asks a person, or reads a line for each question where none sits. */
final class Questions {

  private final @Nullable Console console;
  private final BufferedReader lines;
  private final PrintWriter prompts;

  /** Asks at the terminal, if standard input is one. */
  Questions(InputStream answers, PrintWriter prompts) {
    this.console = answers == System.in && isTerminal() ? System.console() : null;
    this.lines = new BufferedReader(new InputStreamReader(answers, StandardCharsets.UTF_8));
    this.prompts = prompts;
  }

  /** The launcher knows better: newer Javas have a console although nobody sits there. */
  private static boolean isTerminal() {
    String told = System.getProperty("mano4j.terminal");
    return told == null || told.contains("in");
  }

  /** The answer; the usual one if it is empty. */
  String ask(String question, String usual) throws IOException {
    prompts.print(usual.isEmpty() ? question + ": " : question + " [" + usual + "]: ");
    prompts.flush();
    String answer = line(question);
    return answer.isBlank() ? usual : answer.trim();
  }

  /** The answer, which is not shown. */
  String askSecret(String question) throws IOException {
    prompts.print(question + ": ");
    prompts.flush();
    if (console == null) {
      return line(question);
    }
    char[] typed = console.readPassword();
    if (typed == null) {
      throw noAnswer(question);
    }
    return new String(typed);
  }

  private String line(String question) throws IOException {
    String line = console == null ? lines.readLine() : console.readLine();
    if (console == null) {
      prompts.println();
    }
    if (line == null) {
      throw noAnswer(question);
    }
    return line;
  }

  private static IOException noAnswer(String question) {
    return new IOException("no answer to '" + question + "': the input has ended");
  }
}
