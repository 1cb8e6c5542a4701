package org.mano4j.testkit.replay;

import java.util.ArrayList;
import java.util.List;
import org.mano4j.catalogue.configuration.ConfigurationParameter;
import org.mano4j.catalogue.configuration.ConfigurationParameterBuilder;
import org.mano4j.catalogue.message.OrVnfmInstantiate;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.vnfm.VnfmContext;
import org.mano4j.vnfm.VnfmHandler;

/** Does to the record what the recorded manager did. */
final class RecordedVnfm implements VnfmHandler {

  private final boolean fails;

  /**
   * A manager.
   *
   * @param fails whether its instantiate fails, as in recording d
   */
  RecordedVnfm(boolean fails) {
    this.fails = fails;
  }

  @Override
  public VirtualNetworkFunctionRecord instantiate(
      VnfmContext context, VirtualNetworkFunctionRecord vnfr, OrVnfmInstantiate request) {
    if (fails) {
      throw new IllegalArgumentException("timeout value is negative");
    }
    List<ConfigurationParameter> parameters =
        new ArrayList<>(vnfr.configurations().configurationParameters());
    parameters.add(
        ConfigurationParameterBuilder.builder().confKey("new_key").value("new_value").build());
    return vnfr.withConfigurations(vnfr.configurations().withConfigurationParameters(parameters));
  }
}
