package org.mano4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.record.Status;
import org.mano4j.catalogue.vim.GenericVimInstance;
import org.mano4j.catalogue.vim.VimInstance;

class VimsTest {

  @RegisterExtension final Lab lab = Lab.open();

  @Test
  void storesAVimWithWhatItsDriverSees() {
    GenericVimInstance vim = (GenericVimInstance) lab.vim;

    assertThat(vim.id()).isNotNull();
    assertThat(vim.hbVersion()).isEqualTo(1);
    assertThat(vim.images()).extracting(image -> image.extId()).containsExactly("image-1");
    assertThat(vim.images().get(0).id()).isNotNull();
    assertThat(lab.nfvo.vims()).containsExactly(vim);
  }

  @Test
  void storesAVimWithoutDriverAsItIs() {
    VimInstance vim = lab.nfvo.addVim(Lab.vim("later", "unknown"));

    assertThat(vim.id()).isNotNull();
    assertThat(lab.nfvo.trace().driverCalls("later")).isEmpty();
  }

  @Test
  void refusesAVimWhoseDriverFails() {
    lab.driver.throwsIn("refresh", "wrong password");

    assertThatThrownBy(() -> lab.nfvo.addVim(Lab.vim("vim2", "test")))
        .isInstanceOf(NfvoException.class)
        .hasMessageContaining("vim2")
        .hasMessageContaining("wrong password");
    assertThat(lab.nfvo.vims()).hasSize(1);
  }

  @Test
  void refusesASecondVimOfThatName() {
    assertThatThrownBy(() -> lab.nfvo.addVim(Lab.vim("vim1", "test")))
        .isInstanceOf(OperationRefused.class)
        .hasMessageContaining("vim1");
  }

  @Test
  void losesWhatAGenericVimCannotHaveAsTheRealOneDoes() {
    VimInstance given =
        CatalogueJson.read(
            "{'name':'pop1','type':'pop','authUrl':'http://h:1','username':'u','password':'p'}",
            VimInstance.class);

    VimInstance stored = lab.nfvo.addVim(given);

    assertThat(CatalogueJson.toTree(stored).has("username")).isFalse();
    assertThat(CatalogueJson.toTree(stored).has("password")).isFalse();
  }

  @Test
  void namesOnlyDriversWhereOneIsMissing() {
    lab.nfvo.addVim(Lab.vim("later", "unknown"));

    String nsr = lab.failed(Nsds.nsd().vnf("srv", 1, 1, "dummy", "later"));

    assertThat(lab.nfvo.failure(nsr).orElseThrow().message())
        .contains("no VIM driver for type unknown", "registered are [vim-drivers.test.test]");
  }

  @Test
  void placesAVduOnTheVimThatItNames() {
    lab.nfvo.addVim(Lab.vim("vim2", "test"));

    String nsr = lab.active(Nsds.nsd().vnf("srv", 1, 1, "dummy", "vim2:zone-a"));

    VimInstance vim2 = lab.nfvo.vims().get(1);
    assertThat(lab.nfvo.vnfr(nsr, "srv").vnfcInstances().get(0).vimId()).isEqualTo(vim2.id());
    assertThat(lab.nfvo.trace().driverCalls("vim1")).doesNotContain("launchInstanceAndWait");
  }

  @Test
  void placesAVduThatNamesNoneOnTheFirstActiveVim() {
    String nsr = lab.active(Nsds.nsd().vnf("srv", 1, 1));

    assertThat(lab.nfvo.vnfr(nsr, "srv").vnfcInstances().get(0).vimId()).isEqualTo(lab.vim.id());
  }

  @Test
  void refusesAGrantOnAVimThatIsNotActive() {
    lab.nfvo.addVim(((GenericVimInstance) Lab.vim("off", "test")).withActive(false));

    String nsr = lab.failed(Nsds.nsd().vnf("srv", 1, 1, "dummy", "off"));

    assertThat(lab.nfvo.failure(nsr).orElseThrow().message()).contains("none of [off] is active");
  }

  @Test
  void choosesTheVimThatTheLaunchNames() {
    lab.nfvo.addVim(Lab.vim("vim2", "test"));
    String nsr =
        lab.nfvo.launch(
            lab.onboard(Nsds.nsd().vnf("srv", 1, 1, "dummy", "vim1")),
            LaunchOptions.defaults().withVimInstances(Map.of("srv-vdu", List.of("vim2"))));
    lab.nfvo.awaitStatus(nsr, Status.ACTIVE, Lab.SOON);

    assertThat(lab.nfvo.trace().driverCalls("vim2")).contains("launchInstanceAndWait");
  }
}
