package org.mano4j.pop.nfv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.record.VNFRecordDependency;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;

class EnvironmentTest {

  private static final VirtualNetworkFunctionRecord CLIENT =
      CatalogueJson.read(
          """
          {"type": "client",
           "provides": {"configurationParameters": [{"confKey": "MODE", "value": "a"}]},
           "configurations": {"configurationParameters": [
             {"confKey": "MODE", "value": "b"}, {"confKey": "EMPTY", "value": ""}]}}
          """,
          VirtualNetworkFunctionRecord.class);

  @Test
  void configurationWinsOverWhatIsProvidedAndEmptyValuesAreLeftOut() {
    assertThat(Environment.of(CLIENT).entries()).containsExactly(entry("MODE", "b"));
  }

  @Test
  void valuesOfSourcesAreNamedByTheirTypeInUpperCase() {
    assertThat(
            environment(
                """
                {"parameters": {"server": {"parameters": {"port": "5060", "private": ""}}},
                 "vnfcParameters": {"server": {"parameters": {
                   "i1": {"parameters": {"private": "172.16.0.2"}}}}}}
                """))
        .contains(entry("SERVER_PORT", "5060"), entry("SERVER_PRIVATE", "172.16.0.2"));
  }

  @Test
  void ofSeveralInstancesTheOneWithTheSmallestIdCountsWhateverTheirOrder() {
    assertThat(
            environment(
                """
                {"vnfcParameters": {"server": {"parameters": {
                   "b": {"parameters": {"private": "172.16.0.3"}},
                   "a": {"parameters": {"private": "172.16.0.2"}},
                   "0": {"parameters": {}}}}}}
                """))
        .containsEntry("SERVER_PRIVATE", "172.16.0.2");
  }

  @Test
  void theOwnTypeIsSkipped() {
    assertThat(
            environment(
                """
                {"parameters": {"client": {"parameters": {"port": "1"}}},
                 "vnfcParameters": {"client": {"parameters": {
                   "i1": {"parameters": {"private": "172.16.0.9"}}}}}}
                """))
        .containsOnlyKeys("MODE");
  }

  @Test
  void whatTheNameOfAVariableCannotHoldBecomesAnUnderscore() {
    assertThat(environment("{\"parameters\": {\"web-1\": {\"parameters\": {\"net.a\": \"x\"}}}}"))
        .containsEntry("WEB_1_NET_A", "x");
  }

  private static Map<String, String> environment(String dependency) {
    return Environment.of(CLIENT, CatalogueJson.read(dependency, VNFRecordDependency.class), false)
        .entries();
  }
}
