package org.mano4j.peers;

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
 * A VNFM on the published SDK that does nothing but print a line for each function it is asked for.
 * Its arguments are Spring's.
 */
public class PublishedVnfm extends AbstractVnfmSpringAmqp {

  /**
   * Prints when it is ready, and runs until the process is ended, which makes it deregister then.
   */
  public static void main(String[] args) {
    SpringApplication.run(PublishedVnfm.class, args);
    System.out.println("ready now");
  }

  private static VirtualNetworkFunctionRecord done(
      String function, VirtualNetworkFunctionRecord vnfr, Object... more) {
    StringBuilder line = new StringBuilder(function).append(' ').append(vnfr.getName());
    for (Object word : more) {
      line.append(' ').append(word);
    }
    System.out.println(line);
    return vnfr;
  }

  @Override
  public VirtualNetworkFunctionRecord instantiate(
      VirtualNetworkFunctionRecord vnfr,
      Object scripts,
      Map<String, Collection<BaseVimInstance>> vims) {
    return done("instantiate", vnfr, instances(vnfr));
  }

  private static long instances(VirtualNetworkFunctionRecord vnfr) {
    return vnfr.getVdu().stream().mapToLong(vdu -> vdu.getVnfc_instance().size()).sum();
  }

  @Override
  public VirtualNetworkFunctionRecord modify(
      VirtualNetworkFunctionRecord vnfr, VNFRecordDependency dependency) {
    return done("modify", vnfr, dependency.getParameters().keySet());
  }

  @Override
  public VirtualNetworkFunctionRecord scale(
      Action direction,
      VirtualNetworkFunctionRecord vnfr,
      VNFComponent component,
      Object scripts,
      VNFRecordDependency dependency) {
    return done("scale", vnfr, direction, instances(vnfr));
  }

  @Override
  public VirtualNetworkFunctionRecord start(VirtualNetworkFunctionRecord vnfr) {
    return done("start", vnfr);
  }

  @Override
  public VirtualNetworkFunctionRecord stop(VirtualNetworkFunctionRecord vnfr) {
    return done("stop", vnfr);
  }

  @Override
  public VirtualNetworkFunctionRecord startVNFCInstance(
      VirtualNetworkFunctionRecord vnfr, VNFCInstance instance) {
    return done("startVNFCInstance", vnfr, instance.getHostname());
  }

  @Override
  public VirtualNetworkFunctionRecord stopVNFCInstance(
      VirtualNetworkFunctionRecord vnfr, VNFCInstance instance) {
    return done("stopVNFCInstance", vnfr, instance.getHostname());
  }

  @Override
  public VirtualNetworkFunctionRecord terminate(VirtualNetworkFunctionRecord vnfr) {
    return done("terminate", vnfr);
  }

  @Override
  public VirtualNetworkFunctionRecord heal(
      VirtualNetworkFunctionRecord vnfr, VNFCInstance instance, String cause) {
    return done("heal", vnfr, cause);
  }

  @Override
  public VirtualNetworkFunctionRecord updateSoftware(
      Script script, VirtualNetworkFunctionRecord vnfr) {
    return done("updateSoftware", vnfr);
  }

  @Override
  public VirtualNetworkFunctionRecord configure(VirtualNetworkFunctionRecord vnfr) {
    return done("configure", vnfr);
  }

  @Override
  public VirtualNetworkFunctionRecord resume(
      VirtualNetworkFunctionRecord vnfr, VNFCInstance instance, VNFRecordDependency dependency) {
    return done("resume", vnfr);
  }

  @Override
  public VirtualNetworkFunctionRecord executeScript(
      VirtualNetworkFunctionRecord vnfr, Script script) {
    return done("executeScript", vnfr, script.getName());
  }

  @Override
  public void handleError(VirtualNetworkFunctionRecord vnfr) {
    done("handleError", vnfr);
  }

  @Override
  public void query() {}

  @Override
  public void checkInstantiationFeasibility() {}

  @Override
  public void upgradeSoftware() {}

  @Override
  public void NotifyChange() {}
}
