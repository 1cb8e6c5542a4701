package org.mano4j.pop.nfv;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.message.OrVnfmInstantiate;
import org.mano4j.catalogue.packaging.Script;
import org.mano4j.catalogue.record.Status;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.catalogue.record.VNFRecordDependency;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.catalogue.vim.Server;
import org.mano4j.messaging.MessageBus;
import org.mano4j.mgmt.ServerSpec;
import org.mano4j.mgmt.VimConnector;
import org.mano4j.mgmt.VimConnectorOptions;
import org.mano4j.vnfm.VnfmContext;
import org.mano4j.vnfm.VnfmException;
import org.mano4j.vnfm.VnfmHandler;
import org.mano4j.vnfm.VnfmLogs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A generic VNF manager for functions in containers. It gives each container its configuration and
 * the values of the functions it depends on as environment, and starts it, all through the mgmt
 * door of the VIM the container is on. It needs a message bus: that of its channel, or one of its
 * own ({@link MgmtVnfmOptions#bus}).
 *
 * <p>The environment, later ones winning: {@code provides} and {@code configurations} of the record
 * by their keys, then parameters of sources and of their instances as {@code <SOURCE TYPE>_<KEY>}
 * in upper case, with {@code _} for what the name of a variable cannot hold, and for a digit in
 * front. Of several instances of a source, the one with the smallest id counts, also when the
 * others come later ({@link MgmtVnfmOptions#followNewSources} has the last one count). What came of
 * sources is kept in the metadata of the record, under keys that begin with {@code mano4j.}, since
 * later requests do not bring it again.
 *
 * <p>The flavour of the record goes to the VIM's driver in the user data ({@link LaunchData}), as
 * an NFVO 6.0 hands on no flavour but to openstack.
 *
 * <p>Every request may come twice, and after a part of it was done. Containers are worked on at the
 * same time; one that fails does not keep the others from being done, and the error names all of
 * them. An instance that the NFVO has marked as FAILED, after another one has taken its place, is
 * left as it is until it is healed, or started by itself. UPDATE and EXECUTE change nothing, since
 * no script can be run in a container.
 *
 * <p>Keeps nothing between calls; thread-safe. May be extended: override a method and call it.
 */
public class MgmtVnfm implements VnfmHandler {

  private static final Logger LOG = LoggerFactory.getLogger(MgmtVnfm.class);

  private static final String STANDBY = "STANDBY";
  private static final String ACTIVE = "ACTIVE";
  private static final String FAILED = "FAILED";
  private static final String SWITCH = "switchToStandby";

  private final MgmtVnfmOptions options;

  /** With default options. */
  public MgmtVnfm() {
    this(MgmtVnfmOptions.defaults());
  }

  /** With time limits for calls to VIMs. */
  public MgmtVnfm(VimConnectorOptions options) {
    this(MgmtVnfmOptions.defaults().withConnector(options));
  }

  /** With options. */
  public MgmtVnfm(MgmtVnfmOptions options) {
    this.options = Objects.requireNonNull(options, "options");
  }

  /**
   * Refuses nothing, but warns of a flavour that will not reach the VIM: a script of the package
   * takes the place of this manager's user data.
   */
  @Override
  public void checkInstantiationFeasibility(
      VnfmContext context, VirtualNetworkFunctionRecord vnfr, OrVnfmInstantiate request)
      throws Exception {
    FlavourData.lostBy(request.vnfPackage(), vnfr)
        .ifPresent(
            script ->
                LOG.warn(
                    "VNFR '{}': its flavour '{}' reaches no Pop, since the user data is the script"
                        + " {} of its package; begin that with the flavour, as {}",
                    vnfr.name(),
                    vnfr.deploymentFlavourKey(),
                    script,
                    FlavourData.of(vnfr).strip().replace("\n", " and a line ")));
  }

  /** Tells the driver the flavour of the record; "" if it has none. */
  @Override
  public String userData(VnfmContext context, VirtualNetworkFunctionRecord vnfr) throws Exception {
    return FlavourData.of(vnfr);
  }

  /** Checks that each container is there and has not failed. */
  @Override
  public VirtualNetworkFunctionRecord instantiate(
      VnfmContext context, VirtualNetworkFunctionRecord vnfr, OrVnfmInstantiate request)
      throws Exception {
    each(context, vnfr, vnfr.vnfcInstances(), (instance, door) -> door.check());
    return vnfr;
  }

  /**
   * Gives each container its environment, also those on stand-by; one that has ended begins a new
   * life with it. Containers that run already keep the one they have, unless {@link
   * MgmtVnfmOptions#restart} is set.
   */
  @Override
  public VirtualNetworkFunctionRecord modify(
      VnfmContext context, VirtualNetworkFunctionRecord vnfr, VNFRecordDependency dependency)
      throws Exception {
    Environment environment = Environment.of(vnfr, dependency, options.followNewSources());
    each(
        context,
        vnfr,
        inService(vnfr),
        (instance, door) -> door.configure(environment.entries(), options.restart()));
    return environment.sources().keptIn(vnfr);
  }

  /**
   * Starts the containers that do not run yet, but for those on stand-by. A function that depends
   * on none gets no MODIFY; its record is still INITIALIZED then, and it is configured here.
   */
  @Override
  public VirtualNetworkFunctionRecord start(VnfmContext context, VirtualNetworkFunctionRecord vnfr)
      throws Exception {
    return start(context, vnfr, inService(vnfr), instance -> !isStandby(instance));
  }

  /** Starts one container, also one on stand-by. */
  @Override
  public VirtualNetworkFunctionRecord startVnfcInstance(
      VnfmContext context, VirtualNetworkFunctionRecord vnfr, VNFCInstance instance)
      throws Exception {
    return start(context, vnfr, List.of(instance), one -> true);
  }

  /** Whether a MODIFY came before is in the record, and never remembered. */
  private VirtualNetworkFunctionRecord start(
      VnfmContext context,
      VirtualNetworkFunctionRecord vnfr,
      List<VNFCInstance> instances,
      Predicate<VNFCInstance> toRun) {
    boolean configured = !Status.INITIALIZED.equals(vnfr.status());
    Map<String, String> environment = Environment.of(vnfr).entries();
    each(
        context,
        vnfr,
        instances,
        (instance, door) -> {
          if (!configured) {
            door.configure(environment, options.restart());
          }
          if (toRun.test(instance)) {
            door.start();
          }
        });
    return vnfr;
  }

  /** Stops all containers; those that do not run stay as they are. */
  @Override
  public VirtualNetworkFunctionRecord stop(VnfmContext context, VirtualNetworkFunctionRecord vnfr)
      throws Exception {
    each(context, vnfr, inService(vnfr), (one, door) -> door.stop());
    return vnfr;
  }

  @Override
  public VirtualNetworkFunctionRecord stopVnfcInstance(
      VnfmContext context, VirtualNetworkFunctionRecord vnfr, VNFCInstance instance)
      throws Exception {
    each(context, vnfr, List.of(instance), (one, door) -> door.stop());
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
    Environment environment = Environment.of(vnfr, dependency, options.followNewSources());
    each(
        context,
        vnfr,
        List.of(instance),
        (one, door) -> {
          door.check();
          door.configure(environment.entries(), options.restart());
          if (!isStandby(instance)) {
            door.start();
          }
        });
    return environment.sources().keptIn(vnfr);
  }

  /**
   * Does nothing to containers. If the values of the removed instance are in use, the log says so:
   * the NFVO sends no others until the source gets a new instance.
   */
  @Override
  public void scaleIn(VnfmContext context, VirtualNetworkFunctionRecord vnfr, VNFCInstance removed)
      throws Exception {
    if (Sources.in(vnfr).use(removed.id())) {
      LOG.warn(
          "VNFR '{}' was given the values of '{}', which is scaled in now",
          vnfr.name(),
          removed.hostname());
    }
  }

  /**
   * Puts an instance on stand-by into service, if it is one or the cause is {@code
   * switchToStandby}. Any other is repaired: a container that has ended begins a new life with its
   * name and addresses; one that is gone from the VIM is made anew with them, and goes by the same
   * {@code vc_id} as far as its driver can do that; one that runs is stopped and begins a new life,
   * too, since whoever asks for it knows more than its state tells. It then runs with the
   * environment that the record tells.
   */
  @Override
  public VirtualNetworkFunctionRecord heal(
      VnfmContext context, VirtualNetworkFunctionRecord vnfr, VNFCInstance instance, String cause)
      throws Exception {
    ServerSpec spec = ServerSpecs.of(vnfr, instance, Environment.of(vnfr).entries());
    boolean toService = isStandby(instance) || SWITCH.equalsIgnoreCase(cause);
    ContainerDoor door = door(context, vnfr, instance);
    Optional<Server> server = toService ? door.bringUp(spec) : door.repair(spec);
    String state = toService ? instance.state() : ACTIVE;
    return vnfr.mapVnfcInstances(
        one ->
            ServerSpecs.isSame(one, instance)
                ? one.withState(state).withVcId(server.map(Server::extId).orElse(instance.vcId()))
                : one);
  }

  /** Changes nothing: no script is run in a container, and its image is that of the launch. */
  @Override
  public VirtualNetworkFunctionRecord updateSoftware(
      VnfmContext context, VirtualNetworkFunctionRecord vnfr, @Nullable Script script)
      throws Exception {
    LOG.warn(
        "VNFR '{}': UPDATE changes nothing, since the software of a container is its image; restart"
            + " the function with another image",
        vnfr.name());
    return vnfr;
  }

  /** Changes nothing: no script is run in a container. */
  @Override
  public VirtualNetworkFunctionRecord executeScript(
      VnfmContext context, VirtualNetworkFunctionRecord vnfr, Script script) throws Exception {
    LOG.warn(
        "VNFR '{}': EXECUTE does nothing, since no script can be run in its containers",
        vnfr.name());
    return vnfr;
  }

  /** Says where the logs are: mgmt has no function for them. */
  @Override
  public VnfmLogs logs(VnfmContext context, String vnfrName, String hostname) throws Exception {
    return VnfmLogs.failed(
        "A VNF manager for containers has no logs; ask the Pop: pop logs "
            + (hostname.isEmpty() ? "<host name>" : hostname));
  }

  private static boolean isStandby(VNFCInstance instance) {
    return STANDBY.equalsIgnoreCase(instance.state());
  }

  /**
   * One that has failed may be gone, or would run beside the one that has taken its place. While a
   * function begins, or begins again with all its containers made anew, there is none such.
   */
  private static List<VNFCInstance> inService(VirtualNetworkFunctionRecord vnfr) {
    boolean begins = Status.INITIALIZED.equals(vnfr.status());
    return vnfr.vnfcInstances().stream()
        .filter(instance -> begins || !FAILED.equalsIgnoreCase(instance.state()))
        .toList();
  }

  private void each(
      VnfmContext context,
      VirtualNetworkFunctionRecord vnfr,
      Collection<VNFCInstance> instances,
      BiConsumer<VNFCInstance, ContainerDoor> work) {
    EachInstance.run(
        instances,
        options,
        context::cancelled,
        instance -> work.accept(instance, door(context, vnfr, instance)));
  }

  private ContainerDoor door(
      VnfmContext context, VirtualNetworkFunctionRecord vnfr, VNFCInstance instance) {
    MessageBus bus =
        Optional.ofNullable(options.bus())
            .or(context::bus)
            .orElseThrow(
                () ->
                    new VnfmException(
                        "the mgmt door of a VIM is reached over a message bus, but the channel of"
                            + " this manager is none; use a BusChannel, or give MgmtVnfmOptions a"
                            + " bus"));
    String vimId = instance.vimId();
    if (vimId == null) {
      throw new VnfmException(
          "instance '" + instance.hostname() + "' has no vim_id, so its VIM cannot be asked");
    }
    String name = instance.hostname();
    if (name == null) {
      throw new VnfmException(
          "instance '" + instance.id() + "' has no hostname, by which its VIM knows it");
    }
    return new ContainerDoor(
        new VimConnector(bus, vimId, options.connector()),
        name,
        VimNames.of(context.request(), vnfr, instance));
  }
}
