package org.mano4j.testkit.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.mano4j.pop.server.PopBackend;
import org.mano4j.testkit.pop.PopCase;
import org.mano4j.testkit.pop.PopCaseResult;
import org.mano4j.testkit.pop.PopContract;
import org.mano4j.testkit.pop.PopUnderTest;

/**
 * How every Pop behaves, whatever its platform. The suite puts a Pop server before the backend and
 * calls it over the wire; the same cases run with {@code ./mano4j pop-check} against any Pop. They
 * are listed by {@link PopContract#cases}.
 *
 * <pre>{@code
 * class MyBackendTest extends PopBackendContract {
 *   @Override
 *   protected PopBackend backend() {
 *     return new MyBackend();
 *   }
 *
 *   @Override
 *   protected String image() {
 *     return "sleep";
 *   }
 * }
 * }</pre>
 *
 * <p>What the backend declares ({@link PopBackend#capabilities}) is tried, and so is what a
 * subclass says of it here. A case that needs more is skipped, and says what is missing. Each case
 * removes what it has made; at the end the suite removes the rest, and fails if the platform still
 * has an instance.
 */
@Execution(ExecutionMode.SAME_THREAD)
public abstract class PopBackendContract {

  /** Subclasses say which backend. */
  protected PopBackendContract() {}

  /**
   * A backend, not opened yet. Called once for each start of the Pop: once, and once more for each
   * crash that the suite tries. The Pop closes it.
   */
  protected abstract PopBackend backend();

  /** An image that runs until it is stopped. */
  protected abstract String image();

  /** By code, images that end by themselves with that code; default none. Give 0 and another. */
  protected Map<Integer, String> exitImages() {
    return Map.of();
  }

  /** An image that is listed but cannot be started; null, the default, if there is none. */
  protected @Nullable String brokenImage() {
    return null;
  }

  /**
   * An image that is listed but refused at Create ({@link PopBackend#check}); null, the default, if
   * there is none.
   */
  protected @Nullable String imageWithoutCommand() {
    return null;
  }

  /** The network of containers that ask for none; default {@code private}. */
  protected String defaultNetwork() {
    return "private";
  }

  /**
   * Whether instances go on when the Pop ends, and {@link #backend} can find them again: another
   * one is opened then while the first was not closed. Default false.
   */
  protected boolean survivesCrash() {
    return false;
  }

  /** How long a call or a change of state may take; default 30 s. */
  protected Duration timeout() {
    return PopUnderTest.DEFAULT_TIMEOUT;
  }

  /** The cases, area by area. */
  @TestFactory
  Stream<DynamicContainer> cases() {
    PopBackendBench bench = new PopBackendBench(this);
    PopContract contract;
    try {
      contract = PopContract.open(bench.target());
    } catch (RuntimeException e) {
      bench.close();
      throw e;
    }
    Map<String, List<DynamicTest>> areas = new LinkedHashMap<>();
    for (PopCase one : PopContract.cases()) {
      areas
          .computeIfAbsent(one.area(), area -> new ArrayList<>())
          .add(DynamicTest.dynamicTest(one.toString(), () -> run(contract, one)));
    }
    return areas.entrySet().stream()
        .map(area -> DynamicContainer.dynamicContainer(area.getKey(), area.getValue()))
        .onClose(() -> end(contract, bench));
  }

  private static void run(PopContract contract, PopCase one) {
    PopCaseResult result = contract.run(one);
    switch (result.outcome()) {
      case OK -> {}
      case FAILED -> Assertions.fail(one.id() + ": " + result.detail());
      case SKIPPED -> Assumptions.abort(one.id() + " is skipped: " + result.detail());
    }
  }

  private static void end(PopContract contract, PopBackendBench bench) {
    try (bench) {
      contract.close();
      Assertions.assertEquals(
          List.of(), bench.instances(), "instances that the suite has left on the platform");
    }
  }
}
