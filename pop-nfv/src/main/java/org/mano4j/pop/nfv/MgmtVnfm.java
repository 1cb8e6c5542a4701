package org.mano4j.pop.nfv;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.message.OrVnfmInstantiate;
import org.mano4j.catalogue.record.Status;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.catalogue.record.VNFRecordDependency;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.catalogue.vim.Server;
import org.mano4j.messaging.MessageBus;
import org.mano4j.mgmt.MgmtCode;
import org.mano4j.mgmt.MgmtException;
import org.mano4j.mgmt.VimConnector;
import org.mano4j.mgmt.VimConnectorOptions;
import org.mano4j.vnfm.VnfmContext;
import org.mano4j.vnfm.VnfmException;
import org.mano4j.vnfm.VnfmHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A generic VNF manager for functions in containers. It gives each container its configuration and
 * the values of the functions it depends on as environment, and starts it, all through the mgmt
 * door of the VIM the container is on; it needs a channel on a message bus.
 *
 * <p>The environment, later ones winning: {@code provides} and {@code configurations} of the record
 * by their keys, then parameters of sources and of their instances as {@code <SOURCE TYPE>_<KEY>}
 * in upper case, with {@code _} for what the name of a variable cannot hold. Of several instances
 * of a source, the one with the smallest id counts.
 *
 * <p>Keeps nothing between calls; thread-safe. May be extended: override a method and call it.
 */
public class MgmtVnfm implements VnfmHandler {

  private static final Logger LOG = LoggerFactory.getLogger(MgmtVnfm.class);

  private static final String STANDBY = "STANDBY";

  private final VimConnectorOptions options;

  /** With default time limits. */
  public MgmtVnfm() {
    this(VimConnectorOptions.defaults());
  }

  /** With time limits for calls to VIMs. */
  public MgmtVnfm(VimConnectorOptions options) {
    this.options = options;
  }

  /** Checks that each container is there and has not failed. */
  @Override
  public VirtualNetworkFunctionRecord instantiate(
      VnfmContext context, VirtualNetworkFunctionRecord vnfr, OrVnfmInstantiate request)
      throws Exception {
    vnfr.vnfcInstances().forEach(instance -> check(context, instance));
    return vnfr;
  }

  /** Gives each container its environment. Containers that run already keep the one they have. */
  @Override
  public VirtualNetworkFunctionRecord modify(
      VnfmContext context, VirtualNetworkFunctionRecord vnfr, VNFRecordDependency dependency)
      throws Exception {
    Map<String, String> environment = Environment.of(vnfr, dependency);
    vnfr.vnfcInstances().forEach(instance -> configure(context, instance, environment));
    return vnfr;
  }

  /**
   * Starts the containers that do not run yet, but for those on stand-by. A function that depends
   * on none gets no MODIFY; its record is still INITIALIZED then, and it is configured here.
   */
  @Override
  public VirtualNetworkFunctionRecord start(VnfmContext context, VirtualNetworkFunctionRecord vnfr)
      throws Exception {
    if (Status.INITIALIZED.equals(vnfr.status())) {
      Map<String, String> environment = Environment.of(vnfr, null);
      vnfr.vnfcInstances().forEach(instance -> configure(context, instance, environment));
    }
    vnfr.vnfcInstances().stream()
        .filter(instance -> !STANDBY.equals(instance.state()))
        .forEach(instance -> start(context, instance));
    return vnfr;
  }

  @Override
  public VirtualNetworkFunctionRecord startVnfcInstance(
      VnfmContext context, VirtualNetworkFunctionRecord vnfr, VNFCInstance instance)
      throws Exception {
    start(context, instance);
    return vnfr;
  }

  /** Stops all containers. */
  @Override
  public VirtualNetworkFunctionRecord stop(VnfmContext context, VirtualNetworkFunctionRecord vnfr)
      throws Exception {
    vnfr.vnfcInstances().forEach(instance -> connector(context, instance).stop(name(instance)));
    return vnfr;
  }

  @Override
  public VirtualNetworkFunctionRecord stopVnfcInstance(
      VnfmContext context, VirtualNetworkFunctionRecord vnfr, VNFCInstance instance)
      throws Exception {
    connector(context, instance).stop(name(instance));
    return vnfr;
  }

  /** Checks, configures and starts the new container; one on stand-by is not started. */
  @Override
  public VirtualNetworkFunctionRecord scaleOut(
      VnfmContext context,
      VirtualNetworkFunctionRecord vnfr,
      VNFCInstance instance,
      @Nullable VNFRecordDependency dependency)
      throws Exception {
    check(context, instance);
    configure(context, instance, Environment.of(vnfr, dependency));
    if (!STANDBY.equals(instance.state())) {
      start(context, instance);
    }
    return vnfr;
  }

  /**
   * Starts the container, whatever the cause: one on stand-by that takes the place of another, or
   * one that has ended, which its VIM resets first.
   */
  @Override
  public VirtualNetworkFunctionRecord heal(
      VnfmContext context, VirtualNetworkFunctionRecord vnfr, VNFCInstance instance, String cause)
      throws Exception {
    start(context, instance);
    return vnfr;
  }

  private void check(VnfmContext context, VNFCInstance instance) {
    Server server =
        connector(context, instance)
            .check(name(instance))
            .orElseThrow(
                () ->
                    new VnfmException(
                        "server '"
                            + name(instance)
                            + "' is not on VIM '"
                            + instance.vimId()
                            + "', although the NFVO has allocated it there"));
    LOG.debug("server '{}' is {}", name(instance), server.status());
  }

  private void configure(
      VnfmContext context, VNFCInstance instance, Map<String, String> environment) {
    try {
      connector(context, instance).addMetadata(name(instance), environment);
    } catch (MgmtException e) {
      ignoreIfStarted(e, instance);
    }
  }

  private void start(VnfmContext context, VNFCInstance instance) {
    try {
      connector(context, instance).start(name(instance));
    } catch (MgmtException e) {
      ignoreIfStarted(e, instance);
    }
  }

  /** MODIFY and START come again whenever a source of the function scales or heals. */
  private static void ignoreIfStarted(MgmtException e, VNFCInstance instance) {
    if (!e.code().equals(MgmtCode.ALREADY_STARTED)) {
      throw e;
    }
    LOG.debug("server '{}' runs already", instance.hostname());
  }

  private VimConnector connector(VnfmContext context, VNFCInstance instance) {
    MessageBus bus =
        context
            .bus()
            .orElseThrow(
                () ->
                    new VnfmException(
                        "the mgmt door of a VIM is reached over a message bus, but the channel of"
                            + " this manager is none; use a BusChannel"));
    String vimId = instance.vimId();
    if (vimId == null) {
      throw new VnfmException(
          "instance '" + instance.hostname() + "' has no vim_id, so its VIM cannot be asked");
    }
    return new VimConnector(bus, vimId, options);
  }

  private static String name(VNFCInstance instance) {
    String name = instance.hostname();
    if (name == null) {
      throw new VnfmException(
          "instance '" + instance.id() + "' has no hostname, by which its VIM knows it");
    }
    return name;
  }
}
