package org.mano4j.testkit.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.CatalogueJson;

class ComparisonTest {

  private static final String A = "aaaaaaaa-0000-0000-0000-000000000000";
  private static final String B = "bbbbbbbb-0000-0000-0000-000000000000";
  private static final String C = "cccccccc-0000-0000-0000-000000000000";

  private final Correspondence known = new Correspondence();

  private static JsonNode json(String text) {
    return CatalogueJson.read(text, JsonNode.class);
  }

  private List<String> differences(String recorded, String actual) {
    return Comparison.compare(json(recorded), json(actual), known).stream()
        .map(Difference::toString)
        .toList();
  }

  @Test
  void namesEachPlaceWithBothValues() {
    assertThat(differences("{'a':{'b/c':[1,'x']},'gone':true}", "{'a':{'b/c':[1,'y']},'new':[]}"))
        .containsExactly(
            "/a/b~1c/1: recorded \"x\", now \"y\"",
            "/gone: recorded true, now nothing",
            "/new: recorded nothing, now []");
  }

  @Test
  void takesAnIdForTheRecordedOneFromThenOn() {
    assertThat(differences("{'id':'" + A + "'}", "{'id':'" + B + "'}")).isEmpty();

    assertThat(differences("{'ref':'" + A + "'}", "{'ref':'" + B + "'}")).isEmpty();
    assertThat(differences("{'ref':'" + A + "'}", "{'ref':'" + C + "'}")).hasSize(1);
    assertThat(differences("{'ref':'" + C + "'}", "{'ref':'" + B + "'}")).hasSize(1);
  }

  @Test
  void wantsIdsOfTheNfvoBackUnchanged() {
    known.learn(json("{'id':'" + A + "'}"));

    assertThat(differences("{'id':'" + A + "'}", "{'id':'" + A + "'}")).isEmpty();
    assertThat(differences("{'id':'" + A + "'}", "{'id':'" + B + "'}")).hasSize(1);
  }

  @Test
  void matchesKeysThatAreIds() {
    assertThat(
            differences(
                "{'" + A + "':{'ip':'1'},'" + B + "':{'ip':'2'}}",
                "{'" + C + "':{'ip':'2'},'" + A + "':{'ip':'1'}}"))
        .isEmpty();
    assertThat(known.actual(B)).isEqualTo(C);
  }

  @Test
  void takesAnyTimeForOneThatTheManagerMadeAndOnlyTheSameForOneOfTheNfvo() {
    known.learn(json("{'createdAt':'2026.11.21 at 00:18:41 UTC'}"));

    assertThat(
            differences(
                "{'executedAt':'2026.11.21-00:12:13:813-UTC'}",
                "{'executedAt':'2027.01.01-00:00:00:000-UTC'}"))
        .isEmpty();
    assertThat(
            differences(
                "{'createdAt':'2026.11.21 at 00:18:41 UTC'}",
                "{'createdAt':'2026-11-21T00:18:41Z'}"))
        .isEmpty();
    assertThat(
            differences(
                "{'createdAt':'2026.11.21 at 00:18:41 UTC'}",
                "{'createdAt':'2026-11-21T00:18:42Z'}"))
        .hasSize(1);
    assertThat(differences("{'t':'2026-11-21T00:18:41Z'}", "{'t':'soon'}")).hasSize(1);
  }

  @Test
  void doesNotMindTheOrderOfSetsButThatOfLists() {
    assertThat(differences("{'vdu':[{'a':1},{'b':2}]}", "{'vdu':[{'b':2},{'a':1}]}")).isEmpty();
    assertThat(differences("{'outputLog':['a','b']}", "{'outputLog':['b','a']}")).hasSize(2);
  }

  @Test
  void comparesAChangedElementWithTheOneItIsMostLike() {
    assertThat(
            differences(
                "{'vdu':[{'name':'x','n':1,'m':1},{'name':'y','n':2,'m':2}]}",
                "{'vdu':[{'name':'y','n':2,'m':3},{'name':'x','n':1,'m':1},{'name':'z'}]}"))
        .containsExactly(
            "/vdu/1/m: recorded 2, now 3", "/vdu/2: recorded nothing, now {\"name\":\"z\"}");
  }

  @Test
  void doesNotTakeAnElementWithAnotherKnownIdForIt() {
    known.learn(json("['" + A + "','" + B + "']"));

    assertThat(differences("[{'id':'" + A + "','n':1}]", "[{'id':'" + B + "','n':1}]"))
        .containsExactly(
            "/0: recorded {\"id\":\"" + A + "\",\"n\":1}, now nothing",
            "/0: recorded nothing, now {\"id\":\"" + B + "\",\"n\":1}");
  }

  @Test
  void hidesPasswordsInItsText() {
    assertThat(differences("{'password':'one'}", "{'password':'two'}"))
        .containsExactly("/password: recorded ***, now ***");
    assertThat(differences("{'vim':{'password':'one'}}", "{}")).noneMatch(d -> d.contains("one"));
  }
}
