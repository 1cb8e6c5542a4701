package org.mano4j.samples.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mano4j.catalogue.record.Status;
import org.mano4j.testkit.Failure;

/** Two VNFMs and two VIM drivers of the same type and name, one of which is killed at last. */
@EnabledIfSystemProperty(named = "mano4j.live", matches = "true")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReplicasIT {

  @RegisterExtension
  static final SystemBench BENCH = SystemBench.withPopServer(Duration.ofSeconds(15));

  private static final int AT_ONCE = 8;
  private static final int BEFORE = 3;

  /** What is said of a request that was with the VNFM that was killed, and may not be repeated. */
  private static final Pattern IN_WORK = Pattern.compile("came a second time");

  /** What is said of a call that was with the driver that was killed. */
  private static final Pattern NO_ANSWER = Pattern.compile("no answer|was not done within");

  private static List<String> queues;

  @BeforeAll
  static void startSeconds() throws Exception {
    List.of(BENCH.start("vnfmd"), BENCH.start("plugind")).forEach(DaemonProcess::awaitReady);
    List<String> first = launch(1); // from the first call on there is a mgmt door
    assertActive(first);
    terminate(first);
    queues = BENCH.queues();
  }

  @AfterEach
  void removeWhatAFailedTestLeaves() {
    BENCH.pop().clear();
  }

  @Test
  @Order(1)
  void bothShareTheLoad() throws Exception {
    List<String> launches = launch(AT_ONCE);

    assertActive(launches);
    assertThat(work("vnfmd", "mano4j_vnfm_requests_total", "instantiate"))
        .hasSize(2)
        .allMatch(count -> count > 0);
    assertThat(work("plugind", "mano4j_plugin_calls_seconds_count", "launch"))
        .hasSize(2)
        .allMatch(count -> count > 0);
    terminate(launches);
  }

  @Test
  @Order(2)
  void aVnfmThatIsKilledLosesNothing() throws Exception {
    losesOnly("vnfmd", "NFVO answers ALLOCATE_RESOURCES of cli", IN_WORK);
  }

  @Test
  @Order(3)
  void aDriverThatIsKilledLosesNoMoreThanWasInWork() throws Exception {
    losesOnly("plugind", "NFVO sends launch of cli", NO_ANSWER);
  }

  @Test
  @Order(4)
  void theOthersDoAllTheWorkAfterwards() throws Exception {
    List<String> launches = launch(AT_ONCE);

    assertActive(launches);
    terminate(launches);
  }

  @AfterAll
  static void end() {
    BENCH.end();
  }

  /** Kills one while it works; launches that begin once the broker knows are not harmed. */
  private static void losesOnly(String word, String step, Pattern reported) throws Exception {
    DaemonProcess victim = BENCH.process(word);
    long consumers = BENCH.consumers(word);
    CompletableFuture<List<String>> afterwards = new CompletableFuture<>();
    BENCH
        .steps()
        .at(
            step,
            () -> {
              victim.kill();
              afterwards.completeAsync(
                  () -> {
                    await()
                        .atMost(SystemBench.BOUND)
                        .until(() -> BENCH.consumers(word) < consumers);
                    return launch(AT_ONCE - BEFORE);
                  });
            });

    List<String> launches = launch(BEFORE);

    assertActive(afterwards.get(SystemBench.BOUND.toSeconds(), TimeUnit.SECONDS));
    List<String> failures = new ArrayList<>();
    for (String nsr : launches) {
      if (!BENCH.end(nsr).equals(Status.ACTIVE)) {
        failures.add(BENCH.nfvo().failure(nsr).map(Failure::toString).orElse("(none)"));
      }
    }
    System.out.println(word + " killed: " + failures.size() + " of " + BEFORE + " in ERROR");
    assertThat(failures).allMatch(why -> reported.matcher(why).find());
    terminate(afterwards.join());
    terminate(launches);
    BENCH.awaitNothingLeft(queues);
  }

  private static List<String> launch(int count) {
    return IntStream.range(0, count).mapToObj(number -> BENCH.launch()).toList();
  }

  private static void assertActive(List<String> launches) {
    assertThat(launches)
        .allSatisfy(
            nsr ->
                assertThat(BENCH.end(nsr))
                    .as(() -> BENCH.nfvo().failure(nsr).map(Failure::toString).orElse(""))
                    .isEqualTo(Status.ACTIVE));
  }

  private static void terminate(List<String> launches) throws Exception {
    for (String nsr : launches) {
      BENCH.terminate(nsr);
    }
  }

  /** What each of the processes of a word has done. */
  private static List<Double> work(String word, String metric, String label) {
    return BENCH.processes().stream()
        .filter(process -> process.name().startsWith(word))
        .map(process -> process.metric(metric, label))
        .toList();
  }
}
