package org.mano4j.pop.nfv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.record.VNFRecordDependency;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;

/** What stays known of sources when several dependencies come one after the other. */
class SourcesTest {

  private static final VirtualNetworkFunctionRecord CLIENT =
      CatalogueJson.read(
          "{\"type\": \"client\", \"metadata\": {\"other\": \"stays\"}}",
          VirtualNetworkFunctionRecord.class);

  private static VNFRecordDependency instance(String dependencyId, String id, String address) {
    return CatalogueJson.read(
        """
        {%s "parameters": {"server": {"parameters": {"port": "5060", "private": ""}}},
         "vnfcParameters": {"server": {"parameters": {
           "%s": {"parameters": {"private": "%s"}}}}}}
        """
            .formatted(
                dependencyId.isEmpty() ? "" : "\"id\": \"" + dependencyId + "\",", id, address),
        VNFRecordDependency.class);
  }

  private static VirtualNetworkFunctionRecord after(
      VirtualNetworkFunctionRecord vnfr, VNFRecordDependency dependency, boolean followNew) {
    return Environment.of(vnfr, dependency, followNew).sources().keptIn(vnfr);
  }

  private static VirtualNetworkFunctionRecord launched() {
    return after(CLIENT, instance("stored", "b", "172.16.0.2"), false);
  }

  @Test
  void aNewInstanceWithALargerIdChangesNothing() {
    VirtualNetworkFunctionRecord scaled = after(launched(), instance("", "c", "172.16.0.3"), false);

    assertThat(scaled).isEqualTo(launched());
    assertThat(Environment.of(scaled).entries())
        .containsExactly(entry("SERVER_PORT", "5060"), entry("SERVER_PRIVATE", "172.16.0.2"));
  }

  @Test
  void aNewInstanceWithASmallerIdIsTakenAndStays() {
    VirtualNetworkFunctionRecord smaller =
        after(launched(), instance("", "a", "172.16.0.3"), false);
    VirtualNetworkFunctionRecord later = after(smaller, instance("", "b2", "172.16.0.4"), false);

    assertThat(Environment.of(later).entries()).containsEntry("SERVER_PRIVATE", "172.16.0.3");
  }

  @Test
  void theSameInstanceMayComeWithOtherValues() {
    VirtualNetworkFunctionRecord again = after(launched(), instance("", "b", "172.16.0.9"), false);

    assertThat(Environment.of(again).entries()).containsEntry("SERVER_PRIVATE", "172.16.0.9");
  }

  @Test
  void aStoredDependencyIsCompleteSoThatWhatIsNotInItIsGone() {
    VirtualNetworkFunctionRecord complete =
        after(launched(), instance("stored", "c", "172.16.0.3"), false);

    assertThat(Environment.of(complete).entries()).containsEntry("SERVER_PRIVATE", "172.16.0.3");
  }

  @Test
  void aNewInstanceIsFollowedIfThatIsWanted() {
    VirtualNetworkFunctionRecord scaled = after(launched(), instance("", "c", "172.16.0.3"), true);

    assertThat(Environment.of(scaled).entries()).containsEntry("SERVER_PRIVATE", "172.16.0.3");
  }

  @Test
  void otherMetadataOfTheRecordIsNotTouched() {
    assertThat(launched().metadata())
        .containsOnly(
            entry("other", "stays"),
            entry("mano4j.env.SERVER_PORT", "5060"),
            entry("mano4j.env.SERVER_PRIVATE", "172.16.0.2"),
            entry("mano4j.source.server", "b"));
  }

  @Test
  void whatIsTooLongForTheDatabaseOfAnNfvoIsUsedButNotKept() {
    VNFRecordDependency dependency = instance("stored", "b", "x".repeat(256));

    assertThat(Environment.of(CLIENT, dependency, false).entries())
        .containsEntry("SERVER_PRIVATE", "x".repeat(256));
    assertThat(after(CLIENT, dependency, false).metadata())
        .doesNotContainKey("mano4j.env.SERVER_PRIVATE");
  }

  @Test
  void aDigitInFrontBecomesAnUnderscore() {
    assertThat(Sources.shellName("5gc-amf", "n2.addr")).isEqualTo("_GC_AMF_N2_ADDR");
  }

  @Test
  void valuesAreNotShown() {
    Environment environment = Environment.of(CLIENT, instance("stored", "b", "secret"), false);

    assertThat(environment.toString()).contains("SERVER_PRIVATE").doesNotContain("secret");
    assertThat(environment.sources().toString()).doesNotContain("secret");
  }
}
