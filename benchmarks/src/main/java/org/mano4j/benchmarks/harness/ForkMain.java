package org.mano4j.benchmarks.harness;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a fork runs. Arguments: the trial's class, the file for its samples. Standard input has the
 * {@link TrialInput} in a line, and ends when nobody wants to know any more; what is made elsewhere
 * is removed then ({@link Leftover}).
 */
public final class ForkMain {

  /** Enough to remove what would be left over. */
  private static final long MILLIS_TO_END = 20_000;

  private ForkMain() {}

  /** Measures, and ends the process. */
  public static void main(String[] args) throws Exception {
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    ObjectMapper json = new ObjectMapper();
    TrialInput input = json.readValue(commands.readLine(), TrialInput.class);
    Thread watch = new Thread(() -> endWith(commands), "bench-parent-watch");
    watch.setDaemon(true);
    watch.start();
    Trial trial = Class.forName(args[0]).asSubclass(Trial.class).getConstructor().newInstance();
    List<Sample> samples = trial.measure(input);
    json.writeValue(new File(args[1]), samples);
    System.exit(0);
  }

  private static void endWith(BufferedReader parent) {
    try {
      while (parent.readLine() != null) {
        Thread.onSpinWait();
      }
    } catch (IOException e) {
      System.err.println("the parent is gone: " + e.getMessage());
    }
    Thread end = new Thread(() -> System.exit(1), "bench-end");
    end.start();
    try {
      end.join(MILLIS_TO_END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(1);
  }
}
