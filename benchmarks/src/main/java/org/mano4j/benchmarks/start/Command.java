package org.mano4j.benchmarks.start;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A program that can be started.
 *
 * @param words the executable and what follows it
 * @param environment beside that of this process
 */
record Command(List<String> words, Map<String, String> environment) {

  Command {
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
  }

  /** The same with these words behind the executable. */
  Command withOptions(List<String> options) {
    List<String> all = new ArrayList<>(words);
    all.addAll(1, options);
    return new Command(all, environment);
  }

  /** The same with these words at the end. */
  Command with(String... more) {
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of(more));
    return new Command(all, environment);
  }
}
