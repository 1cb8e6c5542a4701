package org.mano4j.benchmarks.vnfm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mano4j.benchmarks.harness.Better;
import org.mano4j.benchmarks.harness.BrokerProcess;
import org.mano4j.benchmarks.harness.Need;
import org.mano4j.benchmarks.harness.Question;
import org.mano4j.benchmarks.harness.Run;
import org.mano4j.benchmarks.harness.Suite;
import org.mano4j.benchmarks.published.PublishedLibraries;

/** A VNF manager on mano4j against one on the published SDK, both with a handler of nothing. */
public final class VnfmSuite implements Suite {

  private static final String PUBLISHED = "published vnfm-sdk-amqp";
  private static final String PER_SECOND = "requests/s";
  private static final String MICROS = "µs";

  static final Question ALL = Question.atLeast("1,000 VNFRs", PER_SECOND, PUBLISHED, 5.0);
  static final Question ALL_P99 = Question.atMost("1,000 VNFRs, p99", MICROS, PUBLISHED, 0.5);
  static final Question ALL_P50 =
      Question.reported("1,000 VNFRs, p50", MICROS, PUBLISHED, Better.LOWER);
  static final Question BARE =
      Question.reported(
          "1,000 VNFRs, the most that any manager could", PER_SECOND, PUBLISHED, Better.HIGHER);
  static final Question MANAGER =
      Question.reported(
          "1,000 VNFRs, processor of the manager per request", MICROS, PUBLISHED, Better.LOWER);
  static final Question BROKER =
      Question.reported(
          "1,000 VNFRs, processor of RabbitMQ per request", MICROS, PUBLISHED, Better.LOWER);
  static final Question NFVO =
      Question.reported(
          "1,000 VNFRs, processor of the NFVO's side per request", MICROS, PUBLISHED, Better.LOWER);
  static final Question ONE = Question.reported("1 VNFR", PER_SECOND, PUBLISHED, Better.HIGHER);
  static final Question ONE_P50 = Question.reported("1 VNFR, p50", MICROS, PUBLISHED, Better.LOWER);
  static final Question ONE_P99 = Question.reported("1 VNFR, p99", MICROS, PUBLISHED, Better.LOWER);

  private static final List<Question> QUESTIONS =
      List.of(ALL, ALL_P99, ALL_P50, BARE, MANAGER, NFVO, ONE, ONE_P50, ONE_P99);

  @Override
  public String name() {
    return "vnfm";
  }

  @Override
  public String question() {
    return "lifecycle requests of an NFVO over RabbitMQ to a VNF manager, against the published SDK";
  }

  @Override
  public Set<Need> needs() {
    return Set.of(Need.BROKER);
  }

  @Override
  public void run(Run run) throws InterruptedException {
    Optional<Long> broker = BrokerProcess.find(run);
    List<Question> questions = new ArrayList<>(QUESTIONS);
    if (broker.isPresent()) {
      questions.add(BROKER);
    }
    run.fork(
        VnfmTrial.class,
        questions,
        BrokerProcess.told(broker, Map.of(VnfmTrial.CLASS_PATH, PublishedLibraries.classPath())));
  }
}
