package org.mano4j.testkit.live;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.mano4j.catalogue.message.OrVnfmInstantiate;
import org.mano4j.catalogue.record.VNFRecordDependency;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.vnfm.VnfmContext;
import org.mano4j.vnfm.VnfmHandler;

/** Does nothing but note what it is told to do. */
final class CountingVnfm implements VnfmHandler {

  final List<Call> calls = new CopyOnWriteArrayList<>();

  /** A call of the handler. */
  record Call(String nsr, String vnfr, String operation, boolean redelivered) {

    /** What should be done once. */
    String work() {
      return operation + " of " + vnfr + " in " + nsr;
    }
  }

  private VirtualNetworkFunctionRecord note(
      String operation, VnfmContext context, VirtualNetworkFunctionRecord vnfr) {
    calls.add(
        new Call(
            String.valueOf(vnfr.parentNsId()),
            String.valueOf(vnfr.name()),
            operation,
            context.redelivered()));
    return vnfr;
  }

  @Override
  public VirtualNetworkFunctionRecord instantiate(
      VnfmContext context, VirtualNetworkFunctionRecord vnfr, OrVnfmInstantiate request) {
    return note("instantiate", context, vnfr);
  }

  @Override
  public VirtualNetworkFunctionRecord modify(
      VnfmContext context, VirtualNetworkFunctionRecord vnfr, VNFRecordDependency dependency) {
    return note("modify", context, vnfr);
  }

  @Override
  public VirtualNetworkFunctionRecord start(
      VnfmContext context, VirtualNetworkFunctionRecord vnfr) {
    return note("start", context, vnfr);
  }

  @Override
  public VirtualNetworkFunctionRecord terminate(
      VnfmContext context, VirtualNetworkFunctionRecord vnfr) {
    return note("terminate", context, vnfr);
  }
}
