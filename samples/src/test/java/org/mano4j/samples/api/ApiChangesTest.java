package org.mano4j.samples.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ApiChangesTest {

  private static final String BEFORE =
      """
      package org.example

      interface Backend
        constant int MOST = 5
        abstract void start(String)
        default boolean ready()

      final class Client
        constructor(String)
        @Nullable String name()
        final void close() throws IOException

      sealed interface Event
        permits Started
        abstract String id()

      enum Level
        value LOW
        value HIGH

      record Options
        component int size
        component String name
        static Options defaults()
        Options withSize(int)

      record Pair
        component String left

      abstract class Part
        protected constructor()
        protected abstract void run()
      """;

  @Test
  void thereIsNoneBetweenAListingAndItself() {
    assertThat(ApiChanges.between(ApiListing.parse(BEFORE), ApiListing.parse(BEFORE))).isEmpty();
  }

  @Test
  void aMethodThatIsGoneBreaks() {
    assertBreaking("  default boolean ready()\n", "", "- default boolean ready()");
  }

  @Test
  void aTypeThatIsGoneBreaks() {
    assertBreaking(
        "record Pair\n  component String left\n", "", "org.example.Pair\n    - record Pair");
  }

  @Test
  void anAbstractMethodBreaksThoseWhoImplementTheInterface() {
    assertBreaking(
        "  default boolean ready()\n",
        "  default boolean ready()\n  abstract void stop(String)\n",
        "org.example.Backend\n    + abstract void stop(String)\n    (whoever has a subtype");
  }

  @Test
  void anAbstractMethodBreaksThoseWhoExtendTheClass() {
    assertBreaking(
        "  protected abstract void run()\n",
        "  protected abstract void run()\n  protected abstract void walk()\n",
        "+ protected abstract void walk()");
  }

  @Test
  void anAbstractMethodOfASealedInterfaceBreaksNobody() {
    assertCompatible(
        "  abstract String id()\n",
        "  abstract String id()\n  abstract String text()\n",
        "+ abstract String text()");
  }

  @Test
  void aDefaultMethodBreaksNobody() {
    assertCompatible(
        "  default boolean ready()\n",
        "  default boolean ready()\n  default boolean well()\n",
        "+ default boolean well()");
  }

  @Test
  void aDefaultMethodThatBecomesAbstractBreaks() {
    assertBreaking(
        "default boolean ready()", "abstract boolean ready()", "- default", "+ abstract");
  }

  @Test
  void anAbstractMethodThatGetsADefaultBreaksNobody() {
    assertCompatible("abstract void start(String)", "default void start(String)", "+ default");
  }

  @Test
  void aComponentAtTheEndOfARecordWithABuilderBreaksNoPromise() {
    assertCompatible(
        "  component String name\n",
        "  component String name\n  component int most\n",
        "+ component int most",
        "needs a default");
  }

  @Test
  void aComponentOfARecordWithoutABuilderBreaks() {
    assertBreaking(
        "  component String left\n",
        "  component String left\n  component String right\n",
        "+ component String right",
        "keep the old one beside");
  }

  @Test
  void aComponentBreaksNoPromiseIfTheOldConstructorStays() {
    String now = BEFORE.replace("left\n", "left\n  component int right\n  constructor(String)\n");

    assertThat(ApiChanges.between(ApiListing.parse(BEFORE), ApiListing.parse(now)))
        .extracting(ApiChange::breaking)
        .containsOnly(false);
  }

  @Test
  void aComponentInTheMiddleBreaks() {
    assertBreaking(
        "  component String name\n",
        "  component int most\n  component String name\n",
        "+ component int most",
        "at the end");
  }

  @Test
  void componentsInAnotherOrderBreak() {
    assertBreaking(
        "  component int size\n  component String name\n",
        "  component String name\n  component int size\n",
        "in this order: component String name");
  }

  @Test
  void anotherResultBreaks() {
    assertBreaking("boolean ready()", "int ready()", "- default boolean", "+ default int");
  }

  @Test
  void nullnessBreaksThoseWhoCheckIt() {
    assertBreaking("@Nullable String name()", "String name()", "nullness");
  }

  @Test
  void anotherExceptionToCatchBreaks() {
    assertBreaking("throws IOException", "throws Exception", "+ final void close()");
  }

  @Test
  void anotherValueOfAConstantBreaksThoseCompiledWithTheOldOne() {
    assertBreaking("MOST = 5", "MOST = 6", "- constant int MOST = 5", "compiled into");
  }

  @Test
  void aClassThatBecomesFinalBreaks() {
    assertBreaking("abstract class Part", "final class Part", "+ final class Part");
  }

  @Test
  void aClassThatIsNoLongerFinalBreaksNobody() {
    assertCompatible("final class Client", "class Client", "+ class Client");
  }

  @Test
  void aMethodThatIsNoLongerFinalBreaksNobody() {
    assertCompatible("final void close()", "void close()", "+ void close()");
  }

  @Test
  void somethingDeprecatedBreaksNobody() {
    assertCompatible(
        "  constructor(String)", "  @Deprecated constructor(String)", "+ @Deprecated constructor");
  }

  @Test
  void oneMoreOfASealedFamilyBreaksSwitches() {
    assertBreaking(
        "permits Started\n", "permits Started\n  permits Stopped\n", "+ permits Stopped");
  }

  @Test
  void oneMoreConstantOfAnEnumBreaksNoPromise() {
    assertCompatible("value HIGH\n", "value HIGH\n  value TOP\n", "+ value TOP");
  }

  @Test
  void constantsInAnotherOrderBreak() {
    assertBreaking("  value LOW\n  value HIGH\n", "  value HIGH\n  value LOW\n", "another order");
  }

  @Test
  void anOverloadIsAnAddition() {
    assertCompatible(
        "  constructor(String)\n",
        "  constructor(String)\n  constructor(String, int)\n",
        "+ constructor(String, int)");
  }

  private static void assertBreaking(String old, String now, String... parts) {
    assertOne(old, now, "BREAKING", parts);
  }

  private static void assertCompatible(String old, String now, String... parts) {
    assertOne(old, now, "compatible", parts);
  }

  private static void assertOne(String old, String now, String verdict, String... parts) {
    assertThat(BEFORE).contains(old);

    List<ApiChange> changes =
        ApiChanges.between(
            ApiListing.parse(BEFORE),
            ApiListing.parse(BEFORE.replaceFirst(Pattern.quote(old), now)));

    assertThat(changes).hasSize(1);
    assertThat(changes.get(0).toString()).startsWith(verdict).contains(parts);
  }
}
