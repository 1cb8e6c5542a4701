package org.mano4j.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.mano4j.benchmarks.harness.Effort;
import org.mano4j.benchmarks.harness.Machine;
import org.mano4j.benchmarks.harness.Need;
import org.mano4j.benchmarks.harness.Run;
import org.mano4j.benchmarks.harness.Services;
import org.mano4j.benchmarks.harness.Suite;
import org.mano4j.benchmarks.harness.SuiteResult;
import org.mano4j.benchmarks.pop.PopOptions;
import org.mano4j.samples.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** {@code bench}: runs suites, and prints what they found as tables or as one JSON document. */
@Command(
    name = "bench",
    sortOptions = false,
    description = {
      "Measures how close mano4j is to the limit, and how far ahead of what one would take otherwise.",
      "All figures are ratios of things measured in the same run; exit code 1 if one misses its target."
    },
    exitCodeOnInvalidInput = ExitCode.USAGE)
final class BenchCommand implements Callable<Integer> {

  private final List<Suite> suites;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "SUITE",
      arity = "0..*",
      description = "Only these; --list tells which there are.")
  private List<String> names = List.of();

  @Option(names = "--json", description = "Print one JSON document instead of tables.")
  private boolean json;

  @Option(names = "--long", description = "Measure in more forks, and longer.")
  private boolean longer;

  @Option(names = "--list", description = "Tell which suites there are, and what each asks.")
  private boolean list;

  @Option(names = "--needs", hidden = true, description = "Tell the launcher what to start.")
  private boolean needs;

  @Option(
      names = "--amqp",
      paramLabel = "URI",
      defaultValue = "amqp://guest:guest@localhost:5672",
      description = "The RabbitMQ to measure with (default: ${DEFAULT-VALUE}).")
  private URI amqp;

  @Option(
      names = "--management",
      paramLabel = "URI",
      defaultValue = "http://localhost:15672",
      description = "Its HTTP API (default: ${DEFAULT-VALUE}).")
  private URI management;

  @Option(
      names = "--docker",
      paramLabel = "URI",
      defaultValue = "unix:///var/run/docker.sock",
      description = "The Docker Engine to measure with (default: ${DEFAULT-VALUE}).")
  private URI docker;

  @Mixin private PopOptions pop = new PopOptions();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  private boolean help;

  BenchCommand(List<Suite> suites) {
    this.suites = suites;
  }

  @Override
  public Integer call() throws JsonProcessingException {
    PrintWriter out = spec.commandLine().getOut();
    checkAddresses();
    List<Suite> chosen = chosen();
    if (needs) {
      out.println(String.join(" ", needsOf(list ? List.of() : chosen)));
      return ExitCode.DONE;
    }
    if (list) {
      chosen.forEach(suite -> out.printf("%-8s %s%n", suite.name(), suite.question()));
      return ExitCode.DONE;
    }
    List<SuiteResult> results = measure(chosen, out);
    out.println(json ? document(results) : BenchText.end(results));
    return out.checkError() || !results.stream().allMatch(this::isAnswered)
        ? ExitCode.FAILED
        : ExitCode.DONE;
  }

  private List<SuiteResult> measure(List<Suite> chosen, PrintWriter out) {
    Effort effort = longer ? Effort.LONG : Effort.USUAL;
    Services services = new Services(amqp, management, docker);
    PrintWriter err = spec.commandLine().getErr();
    List<SuiteResult> results = new ArrayList<>();
    for (Suite suite : chosen) {
      SuiteResult result = Run.of(suite, effort, services, err::println);
      results.add(result);
      if (!json) {
        out.print(BenchText.of(result));
        out.flush();
      }
    }
    return results;
  }

  private void checkAddresses() {
    check(
        "--amqp",
        amqp,
        "amqp".equals(amqp.getScheme()) && amqp.getHost() != null,
        "amqp://guest:guest@localhost:5672");
    check("--management", management, management.getHost() != null, "http://localhost:15672");
    check(
        "--docker",
        docker,
        "unix".equals(docker.getScheme()) && docker.getPath() != null,
        "unix:///var/run/docker.sock");
  }

  private void check(String option, URI given, boolean fits, String example) {
    if (!fits) {
      throw new ParameterException(
          spec.commandLine(),
          "%s '%s' is no address that can be measured with; give one like %s"
              .formatted(option, given, example));
    }
  }

  /** Without what the command line says is somewhere else. */
  private Set<String> needsOf(List<Suite> chosen) {
    Set<Need> missing = EnumSet.noneOf(Need.class);
    chosen.forEach(suite -> missing.addAll(suite.needs()));
    ParseResult given = spec.commandLine().getParseResult();
    if (given.hasMatchedOption("--amqp")) {
      missing.remove(Need.BROKER);
    }
    if (given.hasMatchedOption("--docker")) {
      missing.remove(Need.ENGINE);
    }
    return missing.stream()
        .map(need -> need.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** A suite that was asked for by its name has to say something. */
  private boolean isAnswered(SuiteResult result) {
    return result.isWell() && (names.isEmpty() || !result.metrics().isEmpty());
  }

  private List<Suite> chosen() {
    Optional<Suite> running = runningPop();
    if (running.isPresent()) {
      if (!List.of(running.get().name()).containsAll(names)) {
        throw new ParameterException(
            spec.commandLine(), "--addr is for the suite " + running.get().name() + " alone");
      }
      return List.of(running.get());
    }
    Set<String> unknown = new LinkedHashSet<>(names);
    suites.forEach(suite -> unknown.remove(suite.name()));
    if (!unknown.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "there is no suite %s; known are %s"
              .formatted(
                  String.join(", ", unknown),
                  String.join(", ", suites.stream().map(Suite::name).toList())));
    }
    return names.isEmpty()
        ? suites
        : suites.stream().filter(suite -> names.contains(suite.name())).toList();
  }

  private Optional<Suite> runningPop() {
    try {
      return pop.suite(System.getenv());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private static String document(List<SuiteResult> results) throws JsonProcessingException {
    return new ObjectMapper()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValueAsString(Map.of("machine", Machine.here(), "suites", results));
  }
}
