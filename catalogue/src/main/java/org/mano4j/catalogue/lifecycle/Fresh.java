package org.mano4j.catalogue.lifecycle;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.configuration.Configuration;
import org.mano4j.catalogue.descriptor.HighAvailability;
import org.mano4j.catalogue.descriptor.InternalVirtualLink;
import org.mano4j.catalogue.descriptor.LifecycleEvent;
import org.mano4j.catalogue.descriptor.VNFComponent;
import org.mano4j.catalogue.descriptor.VNFDConnectionPoint;
import org.mano4j.catalogue.descriptor.VirtualDeploymentUnit;
import org.mano4j.catalogue.policy.AutoScalePolicy;
import org.mano4j.catalogue.policy.FaultManagementPolicy;
import org.mano4j.catalogue.policy.ScalingAction;

/**
 * Copies of parts of a descriptor that a record owns: the same content, but without what the NFVO's
 * database gave to the original. With its ids the NFVO would move the rows of the descriptor into
 * the record instead of copying them.
 */
final class Fresh {

  private Fresh() {}

  static Configuration configuration(Configuration original, @Nullable String name) {
    return original.with(
        c ->
            c.configurationParameters(
                    original.configurationParameters().stream()
                        .map(
                            parameter ->
                                parameter.with(
                                    p -> p.id(null).hbVersion(0).projectId(null).shared(false)))
                        .toList())
                .name(name)
                .id(null)
                .hbVersion(0)
                .projectId(null)
                .shared(false));
  }

  static List<LifecycleEvent> lifecycleEvents(List<LifecycleEvent> originals) {
    return originals.stream()
        .map(event -> event.with(e -> e.id(null).hbVersion(0).projectId(null).shared(false)))
        .toList();
  }

  /** An action without target scales the VNFs of the given type. */
  static List<AutoScalePolicy> autoScalePolicies(
      List<AutoScalePolicy> originals, @Nullable String target) {
    return originals.stream()
        .map(
            policy ->
                policy.with(
                    p ->
                        p.alarms(
                                policy.alarms().stream()
                                    .map(
                                        alarm ->
                                            alarm.with(
                                                a ->
                                                    a.id(null)
                                                        .hbVersion(0)
                                                        .projectId(null)
                                                        .shared(false)))
                                    .toList())
                            .actions(policy.actions().stream().map(a -> action(a, target)).toList())
                            .id(null)
                            .hbVersion(0)
                            .projectId(null)
                            .shared(false)))
        .toList();
  }

  private static ScalingAction action(ScalingAction original, @Nullable String target) {
    return original.with(
        a ->
            a.target(original.target() == null ? target : original.target())
                .id(null)
                .hbVersion(0)
                .projectId(null)
                .shared(false));
  }

  static InternalVirtualLink internalLink(InternalVirtualLink original) {
    return original.with(l -> l.id(null).hbVersion(0).projectId(null).shared(false));
  }

  /** The unit without instances. */
  static VirtualDeploymentUnit vdu(VirtualDeploymentUnit original) {
    return original.with(
        v ->
            v.lifecycleEvent(lifecycleEvents(original.lifecycleEvent()))
                .highAvailability(highAvailability(original.highAvailability()))
                .faultManagementPolicy(
                    original.faultManagementPolicy().stream().map(Fresh::policy).toList())
                .vnfc(original.vnfc().stream().map(Fresh::component).toList())
                .vnfcInstance(List.of())
                .id(null)
                .hbVersion(0)
                .projectId(null)
                .shared(false));
  }

  private static @Nullable HighAvailability highAvailability(@Nullable HighAvailability original) {
    return original == null
        ? null
        : original.with(h -> h.id(null).hbVersion(0).projectId(null).shared(false));
  }

  private static FaultManagementPolicy policy(FaultManagementPolicy original) {
    return original.with(
        f ->
            f.criteria(
                    original.criteria().stream()
                        .map(
                            criteria ->
                                criteria.with(
                                    c -> c.id(null).hbVersion(0).projectId(null).shared(false)))
                        .toList())
                .id(null)
                .hbVersion(0)
                .projectId(null)
                .shared(false));
  }

  private static VNFComponent component(VNFComponent original) {
    return original.with(
        c ->
            c.connectionPoint(
                    original.connectionPoint().stream().map(Fresh::connectionPoint).toList())
                .id(null)
                .hbVersion(0)
                .projectId(null)
                .shared(false));
  }

  private static VNFDConnectionPoint connectionPoint(VNFDConnectionPoint original) {
    return original.with(p -> p.id(null).hbVersion(0).projectId(null).shared(false));
  }
}
