package org.mano4j.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mano4j.catalogue.descriptor.LifecycleEvent;
import org.mano4j.catalogue.descriptor.VirtualNetworkFunctionDescriptor;
import org.mano4j.catalogue.vim.Network;
import org.mano4j.catalogue.vim.Server;
import org.mano4j.catalogue.vim.VimInstance;

class OlderSpellingsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'hb_version':3}           | {'hbVersion':3}",
        "{'version':3}              | {'hbVersion':3}",
        "{'hb_version':3,'version':3} | {'hbVersion':3}",
        "{'hbVersion':4,'version':3}  | {'hbVersion':4,'version':3}",
        "{'hb_version':4,'version':3} | {'hbVersion':4,'version':3}",
        "{'version':'3'}            | {'version':'3'}",
        "{'version':1.5}            | {'version':1.5}",
        "{'version':99999999999}    | {'version':99999999999}"
      })
  void takesTheLockFromItsOlderNames(String json, String written) {
    JsonNode tree = CatalogueJson.toTree(CatalogueJson.read(json, LifecycleEvent.class));

    assertThat(Samples.normalized(tree))
        .isEqualTo(Samples.normalized(CatalogueJson.read(written, JsonNode.class)));
  }

  @Test
  void leavesAVersionThatIsATextWhereItIs() {
    VirtualNetworkFunctionDescriptor vnfd =
        CatalogueJson.read(
            "{'version':'1.0','hb_version':7}", VirtualNetworkFunctionDescriptor.class);

    assertThat(vnfd.version()).isEqualTo("1.0");
    assertThat(vnfd.hbVersion()).isEqualTo(7);
  }

  @Test
  void keepsTheVersionOfAServerThatHasNoLock() {
    Server server = CatalogueJson.read("{'id':'1','version':2}", Server.class);

    assertThat(CatalogueJson.toTree(server).get("version").asInt()).isEqualTo(2);
  }

  @Test
  void takesSharedOfAnOldNetworkForSharedInTheVim() {
    Network old = CatalogueJson.read("{'version':1,'shared':true,'subnets':[]}", Network.class);

    assertThat(old.extShared()).isTrue();
    assertThat(old.shared()).isNull();
    assertThat(old.hbVersion()).isEqualTo(1);
  }

  @Test
  void leavesSharedOfANewNetworkAlone() {
    Network network =
        CatalogueJson.read("{'hbVersion':1,'shared':true,'subnets':[]}", Network.class);

    assertThat(network.extShared()).isNull();
    assertThat(network.shared()).isTrue();
  }

  @Test
  void keepsEverythingOfAnOldVimInstanceOfAnyType() {
    String json =
        "{'id':'1','version':4,'name':'v','authUrl':'u','tenant':'t','username':'n',"
            + "'password':'p','keyPair':'k','location':{'version':0,'name':'here'},"
            + "'securityGroups':['s'],'flavours':[{'flavour_key':'f','ram':1}],"
            + "'type':'pop','images':[{'version':0,'name':'i','minRam':1,'tags':['x']}],"
            + "'networks':[{'version':0,'name':'net','subnets':[{'cidr':'c'}]}],"
            + "'projectId':'q','active':false}";

    JsonNode written = CatalogueJson.toTree(CatalogueJson.read(json, VimInstance.class));

    assertThat(Samples.normalized(written))
        .isEqualTo(
            Samples.normalized(
                CatalogueJson.read(json.replace("'version'", "'hbVersion'"), JsonNode.class)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "descriptor.CostituentVNF | {'redundancy_modelid':'ACTIVE','number_of_instancesid':2}"
            + " | {'redundancy_model':'ACTIVE','number_of_instances':2}",
        "record.NetworkServiceRecord | {'monitoring_parameterid':['a']}"
            + " | {'monitoring_parameter':['a']}",
        "policy.FaultManagementPolicy | {'VNFAlarm':true} | {'isVNFAlarm':true}",
        "descriptor.VNFDeploymentFlavour | {'constituent_vdu':[{'vdu_reference':'a'}]}"
            + " | {'costituent_vdu':[{'vdu_reference':'a'}]}",
        "record.VirtualNetworkFunctionRecord | {'cyclic_dependency':true}"
            + " | {'cyclicDependency':true}",
        "descriptor.VirtualNetworkFunctionDescriptor | {'VNFDConnection_point':[{'type':'a'}]}"
            + " | {'connection_point':[{'type':'a'}]}"
      })
  void readsTheSpellingOfTheGoLibraries(String type, String json, String written)
      throws ClassNotFoundException {
    Class<?> read = Class.forName("org.mano4j.catalogue." + type);

    assertThat(Samples.normalized(CatalogueJson.toTree(CatalogueJson.read(json, read))))
        .isEqualTo(Samples.normalized(CatalogueJson.read(written, JsonNode.class)));
  }
}
