package org.mano4j.descriptors;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** All rules there are, by what they look at. */
final class RuleBook {

  /** Those of a service. */
  static final List<List<Rule<NsdView>>> OF_NSD =
      List.of(
          NsdRules.ALL,
          NamingRules.OF_NSD,
          LinkRules.OF_NSD,
          AddressRules.OF_NSD,
          FixedIpRules.OF_NSD,
          FlavourRules.OF_NSD,
          DependencyRules.ALL,
          CycleRules.ALL,
          ParameterRules.OF_NSD);

  /** Those of a VNFD. */
  static final List<List<Rule<VnfdView>>> OF_VNFD =
      List.of(
          VnfdRules.ALL,
          NamingRules.OF_VNFD,
          LinkRules.OF_VNFD,
          PointRules.ALL,
          FixedIpRules.OF_VNFD,
          FlavourRules.OF_VNFD,
          ScalingRules.ALL,
          PolicyPairs.ALL,
          ActionRules.OF_VNFD,
          LifecycleRules.ALL,
          ParameterRules.OF_VNFD,
          PlacementRules.ALL);

  /** Those of a link, of a service or of a VNFD. */
  static final List<List<Rule<LinkView>>> OF_LINK =
      List.of(LinkRules.OF_LINK, NamingRules.OF_LINK, AddressRules.OF_LINK);

  /** Those of an auto-scale policy. */
  static final List<List<Rule<PolicyView>>> OF_POLICY =
      List.of(PolicyRules.ALL, AlarmRules.ALL, ActionRules.OF_POLICY);

  private static final List<List<? extends Rule<?>>> OTHERS =
      List.of(
          Documents.ALL,
          ShapeRules.ALL,
          EntityRules.ALL,
          FixedIpRules.OF_FIXED,
          FaultRules.ALL,
          PopWishRules.OF_LINK,
          PopWishRules.OF_VNFD);

  private RuleBook() {}

  static Stream<Rule<?>> rules() {
    return Stream.concat(ofDescriptors(), PackageRules.all());
  }

  /** The rules without those that speak of VNF packages only. */
  static Stream<Rule<?>> ofDescriptors() {
    Stream<Collection<? extends Rule<?>>> byView =
        Stream.of(OF_NSD, OF_VNFD, OF_LINK, OF_POLICY).flatMap(List::stream);
    return Stream.concat(byView, OTHERS.stream()).flatMap(Collection::stream);
  }
}
