package org.mano4j.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.mano4j.catalogue.descriptor.VNFComponent;
import org.mano4j.catalogue.descriptor.VNFDConnectionPoint;
import org.mano4j.catalogue.descriptor.VirtualDeploymentUnit;
import org.mano4j.catalogue.lifecycle.NsrStatus;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.OrVnfmGrantLifecycleOperation;
import org.mano4j.catalogue.message.OrVnfmMessage;
import org.mano4j.catalogue.record.VirtualLinkRecord;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.testkit.VimKinds.Link;

/**
 * Answers GRANT_OPERATION: stores the record, chooses a VIM per VDU, looks at what the VIMs have
 * now, and makes the networks that are missing.
 */
final class Granting {

  private static final int MOST_NAMED = 10;

  private final Core core;
  private final Records records;
  private final VimRegistry vims;
  private final Placement placement;
  private final Links links;

  Granting(Core core, Records records, VimRegistry vims, Drivers drivers) {
    this.core = core;
    this.records = records;
    this.vims = vims;
    this.placement = new Placement(vims);
    this.links = new Links(drivers);
  }

  /** The VDUs that go to one VIM, and the networks they get there. */
  private record Site(
      VimInstance vim, List<String> vduIds, Map<String, Optional<String>> networks) {}

  /** Runs on the lane; the stage completes there or fails with {@link Refused}. */
  CompletionStage<OrVnfmMessage> grant(
      NetworkService service, Vnf vnf, VirtualNetworkFunctionRecord asked) {
    if (!vnf.servers().isEmpty()) {
      throw new Refused(
          "VNF " + vnf.name() + " was granted before and has servers; it would be launched twice");
    }
    VirtualNetworkFunctionRecord vnfr = records.create(service, vnf, asked);
    core.faults()
        .grantRefused(vnf.name())
        .ifPresent(
            reason -> {
              throw new Refused(reason);
            });
    Map<String, Link> known = Links.of(service.nsd(), vnf.descriptor());
    List<CompletableFuture<Site>> sites = new ArrayList<>();
    place(service, vnfr)
        .forEach(
            (vimId, vdus) ->
                sites.add(
                    vims.granting(vimId, () -> prepare(vimId, vdus, known)).toCompletableFuture()));
    return CompletableFuture.allOf(sites.toArray(CompletableFuture[]::new))
        .handleAsync(
            (all, failure) -> {
              if (failure != null) {
                throw new Refused("cannot grant VNF " + vnf.name() + ": " + Causes.text(failure));
              }
              return granted(service, vnf, sites.stream().map(CompletableFuture::join).toList());
            },
            service.lane());
  }

  private Map<String, List<VirtualDeploymentUnit>> place(
      NetworkService service, VirtualNetworkFunctionRecord vnfr) {
    Map<String, List<VirtualDeploymentUnit>> byVim = new LinkedHashMap<>();
    for (VirtualDeploymentUnit vdu : vnfr.vdu()) {
      VimInstance vim;
      try {
        vim = placement.choose(String.valueOf(vdu.name()), wanted(service, vdu));
      } catch (NfvoException e) {
        throw new Refused("cannot grant VNF " + vnfr.name() + ": " + e.getMessage());
      }
      byVim.computeIfAbsent(String.valueOf(vim.id()), id -> new ArrayList<>()).add(vdu);
    }
    return byVim;
  }

  static List<String> wanted(NetworkService service, VirtualDeploymentUnit vdu) {
    return service
        .options()
        .vimInstances()
        .getOrDefault(String.valueOf(vdu.name()), vdu.vimInstanceName());
  }

  private CompletionStage<Site> prepare(
      String vimId, List<VirtualDeploymentUnit> vdus, Map<String, Link> known) {
    return vims.refresh(vimId)
        .thenCompose(
            vim -> {
              vdus.forEach(vdu -> requireImage(vim, vdu));
              return links
                  .provide(vim, Links.used(vdus), known)
                  .thenApply(
                      networks ->
                          new Site(
                              vim,
                              vdus.stream().map(vdu -> String.valueOf(vdu.id())).toList(),
                              networks));
            });
  }

  private static void requireImage(VimInstance vim, VirtualDeploymentUnit vdu) {
    if (VimKinds.image(vim, vdu.vmImage()).isEmpty()) {
      throw new NfvoException(
          "VIM instance %s has none of the images %s of VDU %s; %s"
              .formatted(vim.name(), vdu.vmImage(), vdu.name(), offered(vim)));
    }
  }

  private static String offered(VimInstance vim) {
    List<String> images = VimKinds.imageNames(vim);
    if (images.isEmpty()) {
      return "refresh of its driver lists no image at all";
    }
    int others = images.size() - MOST_NAMED;
    return "refresh of its driver lists "
        + images.subList(0, Math.min(images.size(), MOST_NAMED))
        + (others > 0 ? " and " + others + " more" : "");
  }

  private OrVnfmMessage granted(NetworkService service, Vnf vnf, List<Site> sites) {
    if (service.terminating()) {
      throw new Refused("NSR " + service.id() + " is terminated; nothing is granted any more");
    }
    Map<String, VimInstance> vduVim = new LinkedHashMap<>();
    Map<String, Site> siteOf = new LinkedHashMap<>();
    for (Site site : sites) {
      site.vduIds().forEach(vdu -> siteOf.put(vdu, site));
      enterLinks(service, site);
    }
    VirtualNetworkFunctionRecord stored = vnf.stored();
    stored.vdu().forEach(vdu -> vduVim.put(vdu.id(), siteOf.get(vdu.id()).vim()));
    VirtualNetworkFunctionRecord granted =
        records.save(
            service,
            vnf,
            withNetworks(stored, siteOf).withTask(NsrStatus.task(Action.GRANT_OPERATION)),
            "GRANTED",
            "a VIM instance was chosen for each VDU");
    return new OrVnfmGrantLifecycleOperation(
        Action.GRANT_OPERATION, true, vduVim, granted, Map.of());
  }

  private static VirtualNetworkFunctionRecord withNetworks(
      VirtualNetworkFunctionRecord vnfr, Map<String, Site> siteOf) {
    Map<String, Optional<String>> all = new LinkedHashMap<>();
    siteOf.values().forEach(site -> all.putAll(site.networks()));
    return vnfr.mapVdus(
            vdu -> {
              Map<String, Optional<String>> networks = siteOf.get(vdu.id()).networks();
              return vdu.withVnfc(vdu.vnfc().stream().map(c -> joined(c, networks)).toList());
            })
        .withVirtualLink(
            vnfr.virtualLink().stream()
                .map(
                    link ->
                        all.getOrDefault(String.valueOf(link.name()), Optional.empty())
                            .map(link::withExtId)
                            .orElse(link))
                .toList());
  }

  private static VNFComponent joined(
      VNFComponent component, Map<String, Optional<String>> networks) {
    List<VNFDConnectionPoint> points =
        component.connectionPoint().stream()
            .map(
                point ->
                    networks
                        .getOrDefault(
                            String.valueOf(point.virtualLinkReference()), Optional.empty())
                        .map(point::withVirtualLinkReferenceId)
                        .orElse(point))
            .toList();
    return component.withConnectionPoint(points);
  }

  /** The links of the service as the first VIM that has them knows them. */
  private static void enterLinks(NetworkService service, Site site) {
    List<VirtualLinkRecord> entered =
        service.base().vlr().stream()
            .map(
                link ->
                    link.extId() == null && site.networks().containsKey(String.valueOf(link.name()))
                        ? entered(link, site)
                        : link)
            .toList();
    service.base(service.base().withVlr(entered));
  }

  private static VirtualLinkRecord entered(VirtualLinkRecord link, Site site) {
    return link.withExtId(site.networks().get(String.valueOf(link.name())).orElse(null))
        .withVimId(site.vim().id());
  }
}
