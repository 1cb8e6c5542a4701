package org.mano4j.testkit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.mano4j.catalogue.descriptor.VNFComponent;
import org.mano4j.catalogue.descriptor.VNFComponentBuilder;
import org.mano4j.catalogue.descriptor.VNFDConnectionPoint;
import org.mano4j.catalogue.descriptor.VirtualDeploymentUnit;
import org.mano4j.catalogue.lifecycle.NsrStatus;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.OrVnfmGeneric;
import org.mano4j.catalogue.message.OrVnfmMessage;
import org.mano4j.catalogue.message.OrVnfmScaling;
import org.mano4j.catalogue.message.VnfmOrScaling;
import org.mano4j.catalogue.record.Status;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.testkit.Launcher.Launched;

/**
 * Adds an instance to a VDU: SCALE_OUT, SCALING, SCALED, and then MODIFY and START to those that
 * depend on it, unless it is in reserve. Everything runs on the lane of the service.
 */
final class ScaleOut {

  static final String STANDBY_MODE = "standby";

  private final Parts parts;
  private final NetworkService service;
  private final ScaleTarget target;
  private final VimInstance vim;
  private final String mode;
  private final VNFComponent component;
  private final Operation<VNFCInstance> operation;

  /**
   * A scale-out that has not begun.
   *
   * @param mode "", or {@value #STANDBY_MODE} for an instance in reserve
   */
  ScaleOut(
      Parts parts,
      NetworkService service,
      ScaleTarget target,
      VimInstance vim,
      String mode,
      Operation<VNFCInstance> operation) {
    this.parts = parts;
    this.service = service;
    this.target = target;
    this.vim = vim;
    this.mode = mode;
    this.operation = operation;
    this.component = parts.identities().complete(copyOf(target.vdu()));
  }

  /** One more like the first, but for addresses that only one can have. */
  private static VNFComponent copyOf(VirtualDeploymentUnit vdu) {
    List<VNFDConnectionPoint> points =
        vdu.vnfc().stream()
            .findFirst()
            .map(VNFComponent::connectionPoint)
            .orElse(List.of())
            .stream()
            .map(point -> point.withId(null).withFixedIp(null))
            .toList();
    return VNFComponentBuilder.builder().connectionPoint(points).build();
  }

  /** Whether a request of a VNFM belongs to it. */
  boolean isFor(Vnf vnf) {
    return target.vnf() == vnf && service.work().isBusyWith(operation);
  }

  void begin() {
    service.scaleOut(this);
    Vnf vnf = target.vnf();
    Steps steps = parts.steps();
    steps.guarded(
        service,
        vnf,
        Action.SCALE_OUT,
        () -> {
          service.store(
              vnf,
              vnf.stored()
                  .mapVdus(
                      vdu ->
                          target.vduId().equals(vdu.id())
                              ? vdu.withVnfc(
                                  Stream.concat(vdu.vnfc().stream(), Stream.of(component)).toList())
                              : vdu));
          steps.then(
              service,
              vnf,
              Action.SCALE_OUT,
              steps.ask(service, vnf, request()),
              answer -> scaled());
        });
  }

  private OrVnfmScaling request() {
    return new OrVnfmScaling(
        Action.SCALE_OUT,
        component,
        null,
        vim,
        parts.packages().of(target.vnf().descriptor()).orElse(null),
        target.record(),
        service.dependencies().of(target.vnf().name()).orElse(null),
        mode,
        parts.instantiation().scalingExtension(service),
        Map.of());
  }

  /** Answers SCALING: launches the instance. */
  CompletionStage<OrVnfmMessage> launch(VnfmOrScaling asked) {
    VirtualNetworkFunctionRecord vnfr = asked.virtualNetworkFunctionRecord();
    if (vnfr == null) {
      throw new NfvoException("SCALING has no record");
    }
    Vnf vnf = target.vnf();
    Records.requireCurrent(vnf, asked.action(), vnfr);
    VirtualDeploymentUnit vdu = vnfr.findVdu(target.vduId()).orElseThrow();
    if (vdu.vnfcInstance().stream().anyMatch(this::isNew)) {
      throw new Refused("the new instance of VDU " + vdu.name() + " was launched already");
    }
    VimInstance on = asked.vimInstance() == null ? vim : asked.vimInstance();
    String userData = asked.userData() == null ? "" : asked.userData();
    CompletionStage<OrVnfmMessage> entered =
        parts
            .launcher()
            .launch(
                Allocation.order(
                    vnfr,
                    vdu,
                    component,
                    String.valueOf(on.id()),
                    userData,
                    service.options().keys()),
                new AtomicBoolean())
            .thenApplyAsync(launched -> enter(vnf, vnfr, launched.orElseThrow()), service.lane());
    vnf.launching(entered);
    return entered;
  }

  private OrVnfmMessage enter(Vnf vnf, VirtualNetworkFunctionRecord asked, Launched launched) {
    VirtualNetworkFunctionRecord vnfr =
        Allocation.withInstances(vnf, asked, List.of(launched))
            .withTask(NsrStatus.task(Action.SCALING));
    Optional<String> failure = launched.failure().or(() -> Allocation.tooLate(vnf, Action.SCALING));
    if (failure.isPresent()) {
      parts.records().save(service, vnf, vnfr, "ERROR", failure.get());
      throw new Refused(failure.get());
    }
    VirtualNetworkFunctionRecord saved =
        parts
            .records()
            .save(
                service,
                vnf,
                vnfr.withStatus(Status.SCALING),
                "SCALE_OUT",
                "a server was launched for the new component");
    return new OrVnfmGeneric(Action.SCALED, saved, null, Map.of());
  }

  private boolean isNew(VNFCInstance instance) {
    return instance.vnfComponent() != null
        && String.valueOf(component.id()).equals(instance.vnfComponent().id());
  }

  private void scaled() {
    if (service.terminating()) {
      return;
    }
    Vnf source = target.vnf();
    VirtualNetworkFunctionRecord vnfr = source.stored();
    VNFCInstance added =
        vnfr.findVnfcInstanceOfComponent(String.valueOf(component.id()))
            .orElseThrow(
                () ->
                    new NfvoException(
                        "the VNFM answered SCALED, but its record has no instance of the new component"));
    if (Standby.is(added)) {
      service.work().finish(operation, added);
    } else {
      parts
          .dependents()
          .tell(service, source, added, () -> service.work().finish(operation, added));
    }
  }
}
