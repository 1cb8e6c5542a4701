package org.mano4j.benchmarks.harness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One run of a suite: what it is to do, and what it has found so far. Not thread-safe. */
public final class Run {

  private final Suite suite;
  private final Effort effort;
  private final Services services;
  private final Consumer<String> progress;
  private final Map<Question, List<Sample>> answers = new LinkedHashMap<>();
  private final List<String> skipped = new ArrayList<>();

  private Run(Suite suite, Effort effort, Services services, Consumer<String> progress) {
    this.suite = suite;
    this.effort = effort;
    this.services = services;
    this.progress = progress;
  }

  /**
   * Runs a suite to its end, or until it fails.
   *
   * @param progress is told what is being done, a line at a time
   */
  public static SuiteResult of(
      Suite suite, Effort effort, Services services, Consumer<String> progress) {
    Run run = new Run(suite, effort, services, progress);
    long began = System.nanoTime();
    String failure = null;
    try {
      suite.run(run);
    } catch (Unavailable e) {
      run.skip(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure = "interrupted";
    } catch (Exception | Error e) { // the other suites are not to be lost with it
      failure = e.getMessage() == null ? e.toString() : e.getMessage();
    }
    return new SuiteResult(
        suite.name(),
        suite.question(),
        run.metrics(),
        run.skipped,
        failure,
        Duration.ofNanos(System.nanoTime() - began).toSeconds());
  }

  /** How much time to spend. */
  public Effort effort() {
    return effort;
  }

  /** Where brokers and engines are. */
  public Services services() {
    return services;
  }

  /** Says what is being done. */
  public void says(String what) {
    progress.accept(suite.name() + ": " + what);
  }

  /** Something cannot be measured here. */
  public void skip(String sentence) {
    skipped.add(sentence);
  }

  /**
   * Measures in as many forks as the effort asks for, one after the other.
   *
   * @param questions what the trial answers, in the order to be shown
   * @throws IllegalStateException if a fork fails, or leaves a question open
   */
  public void fork(
      Class<? extends Trial> trial, List<Question> questions, Map<String, String> values)
      throws InterruptedException {
    fork(new Fork(trial, List.of()), questions, values);
  }

  /**
   * Measures in a single fork: what is only reported, or does not differ from JVM to JVM.
   *
   * @throws IllegalStateException if it fails, or leaves a question open
   */
  public void forkOnce(
      Class<? extends Trial> trial, List<Question> questions, Map<String, String> values)
      throws InterruptedException {
    says("%s, the only fork".formatted(trial.getSimpleName()));
    answer(questions, new Fork(trial, List.of()).measure(new TrialInput(effort, services, values)));
  }

  /** The same as {@link #fork(Class, List, Map)}, with options of the JVM. */
  public void fork(Fork fork, List<Question> questions, Map<String, String> values)
      throws InterruptedException {
    fork(fork, questions, values, effort.forks());
  }

  /** The same, in so many forks. */
  public void fork(Fork fork, List<Question> questions, Map<String, String> values, int forks)
      throws InterruptedException {
    TrialInput input = new TrialInput(effort, services, values);
    for (int i = 1; i <= forks; i++) {
      says("%s, fork %d of %d".formatted(fork.trial().getSimpleName(), i, forks));
      answer(questions, fork.measure(input));
    }
  }

  /**
   * Keeps what one fork has found.
   *
   * @throws IllegalStateException if it leaves a question open, or answers what nobody asked
   */
  public void answer(List<Question> questions, List<Sample> samples) {
    Map<String, Sample> byName = new LinkedHashMap<>();
    samples.forEach(sample -> byName.put(sample.name(), sample));
    for (Question question : questions) {
      Sample sample = byName.remove(question.name());
      if (sample == null) {
        throw new IllegalStateException("a fork did not measure " + question.name());
      }
      answers.computeIfAbsent(question, asked -> new ArrayList<>()).add(sample);
    }
    if (!byName.isEmpty()) {
      throw new IllegalStateException("nobody asked for " + byName.keySet());
    }
  }

  private List<Metric> metrics() {
    List<Metric> metrics = new ArrayList<>();
    answers.forEach((question, samples) -> metrics.add(Metric.of(question, samples)));
    return metrics;
  }
}
