package org.mano4j.descriptors;

import java.util.List;

/** Applies the rules to all parts of a descriptor. */
final class Inspection {

  private final Findings findings;
  private final boolean onPop;

  private Inspection(Surroundings surroundings, Findings findings) {
    this.findings = findings;
    this.onPop = surroundings.mayHavePop();
  }

  /** Looks at a service and at all that is in it. */
  static void of(NsdView nsd, Findings findings) {
    new Inspection(nsd.surroundings(), findings).service(nsd);
  }

  /** Looks at a VNFD and at all that is in it. */
  static void of(VnfdView vnfd, Findings findings) {
    new Inspection(vnfd.surroundings(), findings).vnf(vnfd);
  }

  private void service(NsdView nsd) {
    findings.check(EntityRules.ALL, new EntityView(nsd.json(), "the network service"));
    RuleBook.OF_NSD.forEach(rules -> findings.check(rules, nsd));
    links(nsd.json().list("vld"), "the network service");
    scaling(nsd.json(), "the network service");
    nsd.vnfds().stream().filter(vnfd -> !vnfd.isReference()).forEach(this::vnf);
  }

  private void vnf(VnfdView vnfd) {
    findings.check(EntityRules.ALL, new EntityView(vnfd.json(), vnfd.label()));
    RuleBook.OF_VNFD.forEach(rules -> findings.check(rules, vnfd));
    FixedView.of(vnfd).forEach(fixed -> findings.check(FixedIpRules.OF_FIXED, fixed));
    links(vnfd.json().list("virtual_link"), vnfd.label());
    scaling(vnfd.json(), vnfd.label());
    for (Located vdu : vnfd.vdus()) {
      for (Located policy : vdu.list("fault_management_policy")) {
        findings.check(FaultRules.ALL, new PolicyView(policy, vnfd.label(vdu)));
      }
    }
    if (onPop) {
      findings.check(PopWishRules.OF_VNFD, vnfd);
    }
  }

  private void links(List<Located> links, String owner) {
    for (Located json : links) {
      LinkView link = new LinkView(json, owner);
      RuleBook.OF_LINK.forEach(rules -> findings.check(rules, link));
      if (onPop) {
        findings.check(PopWishRules.OF_LINK, link);
      }
    }
  }

  private void scaling(Located owner, String label) {
    for (Located policy : owner.list("auto_scale_policy")) {
      RuleBook.OF_POLICY.forEach(rules -> findings.check(rules, new PolicyView(policy, label)));
    }
  }
}
