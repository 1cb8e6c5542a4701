package org.mano4j.peers;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import org.openbaton.catalogue.mano.descriptor.VNFComponent;
import org.openbaton.catalogue.mano.record.VNFCInstance;
import org.openbaton.catalogue.mano.record.VNFRecordDependency;
import org.openbaton.catalogue.mano.record.VirtualNetworkFunctionRecord;
import org.openbaton.catalogue.nfvo.Action;
import org.openbaton.catalogue.nfvo.Script;
import org.openbaton.catalogue.nfvo.viminstances.BaseVimInstance;
import org.openbaton.common.vnfm_sdk.amqp.AbstractVnfmSpringAmqp;
import org.springframework.boot.SpringApplication;

/**
 * A VNFM on the published SDK that does nothing at all: what it takes is the SDK's. Its arguments
 * are Spring's.
 */
public class NoOpVnfm extends AbstractVnfmSpringAmqp {

  /** Runs until its standard input ends. */
  public static void main(String[] args) throws IOException {
    SpringApplication.run(NoOpVnfm.class, args);
    if (System.in.read() < 0) {
      Runtime.getRuntime().halt(0);
    }
  }

  @Override
  public VirtualNetworkFunctionRecord instantiate(
      VirtualNetworkFunctionRecord vnfr,
      Object scripts,
      Map<String, Collection<BaseVimInstance>> vims) {
    return vnfr;
  }

  @Override
  public VirtualNetworkFunctionRecord modify(
      VirtualNetworkFunctionRecord vnfr, VNFRecordDependency dependency) {
    return vnfr;
  }

  @Override
  public VirtualNetworkFunctionRecord scale(
      Action direction,
      VirtualNetworkFunctionRecord vnfr,
      VNFComponent component,
      Object scripts,
      VNFRecordDependency dependency) {
    return vnfr;
  }

  @Override
  public VirtualNetworkFunctionRecord start(VirtualNetworkFunctionRecord vnfr) {
    return vnfr;
  }

  @Override
  public VirtualNetworkFunctionRecord stop(VirtualNetworkFunctionRecord vnfr) {
    return vnfr;
  }

  @Override
  public VirtualNetworkFunctionRecord startVNFCInstance(
      VirtualNetworkFunctionRecord vnfr, VNFCInstance instance) {
    return vnfr;
  }

  @Override
  public VirtualNetworkFunctionRecord stopVNFCInstance(
      VirtualNetworkFunctionRecord vnfr, VNFCInstance instance) {
    return vnfr;
  }

  @Override
  public VirtualNetworkFunctionRecord terminate(VirtualNetworkFunctionRecord vnfr) {
    return vnfr;
  }

  @Override
  public VirtualNetworkFunctionRecord heal(
      VirtualNetworkFunctionRecord vnfr, VNFCInstance instance, String cause) {
    return vnfr;
  }

  @Override
  public VirtualNetworkFunctionRecord updateSoftware(
      Script script, VirtualNetworkFunctionRecord vnfr) {
    return vnfr;
  }

  @Override
  public VirtualNetworkFunctionRecord configure(VirtualNetworkFunctionRecord vnfr) {
    return vnfr;
  }

  @Override
  public VirtualNetworkFunctionRecord resume(
      VirtualNetworkFunctionRecord vnfr, VNFCInstance instance, VNFRecordDependency dependency) {
    return vnfr;
  }

  @Override
  public VirtualNetworkFunctionRecord executeScript(
      VirtualNetworkFunctionRecord vnfr, Script script) {
    return vnfr;
  }

  @Override
  public void handleError(VirtualNetworkFunctionRecord vnfr) {}

  @Override
  public void query() {}

  @Override
  public void checkInstantiationFeasibility() {}

  @Override
  public void upgradeSoftware() {}

  @Override
  public void NotifyChange() {}
}
