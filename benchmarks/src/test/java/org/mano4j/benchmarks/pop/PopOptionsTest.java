package org.mano4j.benchmarks.pop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mano4j.benchmarks.harness.Suite;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class PopOptionsTest {

  @Command
  static final class Options {
    @Mixin private final PopOptions pop = new PopOptions();
  }

  @Test
  void withoutAnAddressNoRunningPopIsMeant() {
    assertThat(suite(Map.of())).isEmpty();
    assertThatThrownBy(() -> suite(Map.of(), "--user", "ann")).hasMessageContaining("--addr");
  }

  @Test
  void theUserIsThatOfTheCommandLineOrOfTheEnvironment() {
    assertThat(suite(Map.of(), "--addr", "pop:1", "--user", "ann", "--password", "p")).isPresent();
    assertThat(suite(Map.of("POP_AUTH", "ann:p"), "--addr", "pop:1")).isPresent();
    assertThat(suite(Map.of("POP_PASSWORD", "p"), "--addr", "pop:1", "--user", "ann")).isPresent();
  }

  @Test
  void saysWhatIsMissing() {
    assertThatThrownBy(() -> suite(Map.of(), "--addr", "pop:1")).hasMessageContaining("--user");
    assertThatThrownBy(() -> suite(Map.of("POP_AUTH", "bob:p"), "--addr", "pop:1", "--user", "ann"))
        .hasMessageContaining("needs the password of ann");
  }

  private static Optional<Suite> suite(Map<String, String> environment, String... arguments) {
    Options options = new Options();
    new CommandLine(options).parseArgs(arguments);
    return options.pop.suite(environment);
  }
}
