package org.mano4j.testkit;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.mano4j.catalogue.Blob;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.OrVnfmExecuteScript;
import org.mano4j.catalogue.message.OrVnfmLog;
import org.mano4j.catalogue.message.OrVnfmMessage;
import org.mano4j.catalogue.message.OrVnfmUpdate;
import org.mano4j.catalogue.message.VnfmOrLog;
import org.mano4j.catalogue.message.VnfmOrMessage;
import org.mano4j.catalogue.packaging.Script;
import org.mano4j.catalogue.packaging.ScriptBuilder;
import org.mano4j.catalogue.packaging.VNFPackage;
import org.mano4j.catalogue.record.NetworkServiceRecord;
import org.mano4j.catalogue.record.Status;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;

/**
 * What a user can ask of a running service besides scaling; from {@link OfflineNfvo#operations}.
 *
 * <p>VNFRs are named by name or id, instances by id or host name. Everything begins at once and
 * ends with the future; a service does one thing at a time, but logs can be asked for at any time.
 * If the VNFM answers ERROR, not at all or with something that does not fit, the service goes to
 * ERROR and the future fails with an {@link NfvoException}. Thread-safe.
 */
public final class ServiceOperations {

  private static final String RUNTIME_SCRIPT = "ob_runtime_script";

  private final Parts parts;
  private final NetworkService service;

  ServiceOperations(Parts parts, NetworkService service) {
    this.parts = parts;
    this.service = service;
  }

  /**
   * Asks the VNFM for the logs of an instance (LOG_REQUEST).
   *
   * @return what was written to output and errors, line by line; fails if the VNFM gives no such
   *     answer, which changes nothing about the service
   * @throws OperationRefused if there is no such instance
   */
  public CompletableFuture<VnfmOrLog> log(String instance) {
    String what = "ask for the log of ";
    ScaleTarget of = ScaleTarget.requireInstance(service, named(instance), what);
    String hostname = ScaleTarget.instance(of, instance).map(VNFCInstance::hostname).orElse(null);
    OrVnfmLog request = new OrVnfmLog(Action.LOG_REQUEST, of.vnf().name(), hostname, Map.of());
    return parts
        .steps()
        .send(service, of.vnf(), of.vnf(), request)
        .thenApply(answer -> requireLog(of.vnf(), answer))
        .toCompletableFuture();
  }

  private static VnfmOrLog requireLog(Vnf vnf, Optional<VnfmOrMessage> answer) {
    if (answer.orElse(null) instanceof VnfmOrLog log) {
      return log;
    }
    throw new NfvoException(
        "VNFM %s answered LOG_REQUEST with %s instead of LOG_REQUEST"
            .formatted(vnf.manager(), answer.map(a -> a.action().text()).orElse("a literal null")));
  }

  /**
   * Has a script run on a VNFR (EXECUTE). What the VNFM answers is not stored.
   *
   * @param script its text; the VNFM is told the name {@value #RUNTIME_SCRIPT}
   * @return the VNFR as it is stored
   * @throws OperationRefused if there is no such VNFR, or the service is not ACTIVE and at rest
   */
  public CompletableFuture<VirtualNetworkFunctionRecord> execute(String vnfr, String script) {
    Script sent =
        ScriptBuilder.builder()
            .name(RUNTIME_SCRIPT)
            .payload(Blob.of(script))
            .hbVersion(0)
            .shared(false)
            .build();
    return one(
        vnfr,
        "execute a script on ",
        vnf -> new OrVnfmExecuteScript(Action.EXECUTE, sent, vnf.stored(), Map.of()));
  }

  /**
   * Tells the VNFM to bring a VNFR up to date (UPDATE without a script).
   *
   * @return the VNFR as it is stored after the answer
   * @throws OperationRefused if there is no such VNFR, or the service is not ACTIVE and at rest
   */
  public CompletableFuture<VirtualNetworkFunctionRecord> update(String vnfr) {
    return one(
        vnfr, "update ", vnf -> new OrVnfmUpdate(Action.UPDATE, null, vnf.stored(), Map.of()));
  }

  /**
   * Changes a script in the package of a VNFR, and sends it to the VNFM (UPDATE with the script).
   *
   * @param script name of a script in the package
   * @param content its new text
   * @return the VNFR as it is stored after the answer
   * @throws OperationRefused if there is no such VNFR, it came without a package, its package has
   *     no such script, or the service is not ACTIVE and at rest
   */
  public CompletableFuture<VirtualNetworkFunctionRecord> updateScript(
      String vnfr, String script, String content) {
    Script changed = ScriptBuilder.builder().name(script).payload(Blob.of(content)).build();
    return one(
        vnfr,
        "update script " + script + " of ",
        vnf -> new OrVnfmUpdate(Action.UPDATE, replaced(vnf, changed), vnf.stored(), Map.of()));
  }

  private Script replaced(Vnf vnf, Script changed) {
    VNFPackage in =
        parts
            .packages()
            .of(vnf.descriptor())
            .orElseThrow(
                () ->
                    new OperationRefused(
                        "cannot update script %s of VNFR %s: it came without a package"
                            .formatted(changed.name(), vnf.name())));
    return parts
        .packages()
        .replace(in, changed)
        .orElseThrow(
            () ->
                new OperationRefused(
                    "cannot update script %s of VNFR %s: its package has only %s"
                        .formatted(
                            changed.name(),
                            vnf.name(),
                            in.scripts().stream().map(Script::name).toList())));
  }

  /** Makes the request of an operation that is one step, or refuses it. */
  private interface Request {
    OrVnfmMessage of(Vnf vnf);
  }

  private CompletableFuture<VirtualNetworkFunctionRecord> one(
      String vnfr, String what, Request request) {
    named(vnfr);
    return begin(
        what + vnfr,
        operation -> {
          Parts.requireActive(service, what + vnfr);
          Vnf vnf = ScaleTarget.vnf(service, vnfr, what);
          OrVnfmMessage message = request.of(vnf);
          return () -> step(vnf, message, operation);
        });
  }

  private void step(
      Vnf vnf, OrVnfmMessage message, Operation<VirtualNetworkFunctionRecord> operation) {
    Steps steps = parts.steps();
    CompletionStage<Optional<VnfmOrMessage>> asked = steps.ask(service, vnf, message);
    steps.then(
        service,
        vnf,
        message.action(),
        asked,
        answer -> service.work().finish(operation, vnf.stored()));
  }

  /**
   * Adds an instance in reserve to a VDU (SCALE_OUT with mode standby). Those that depend on the
   * VNFR are not told.
   *
   * @param target as for {@link OfflineNfvo#scaleOut}
   * @return ends with the new instance
   * @throws OperationRefused as {@link OfflineNfvo#scaleOut}
   */
  public CompletableFuture<VNFCInstance> addStandby(String target) {
    return new Scaling(parts).out(service, target, ScaleOut.STANDBY_MODE);
  }

  /**
   * Replaces a failed instance by the one in reserve in its VDU (HEAL with cause {@code
   * switchToStandby}). The failed one is marked FAILED and stays. As by a real NFVO, the other is
   * made ACTIVE, and those that depend on the VNFR are told, <em>only</em> if the answer names that
   * cause again.
   *
   * @param failed the failed instance
   * @return the instance that was in reserve
   * @throws OperationRefused if there is no such instance, its VDU has none in reserve, or the
   *     service is not ACTIVE and at rest
   */
  public CompletableFuture<VNFCInstance> switchToStandby(String failed) {
    named(failed);
    return begin(
        "switch of " + failed + " to standby",
        operation -> Healing.prepare(parts, service, failed, operation)::begin);
  }

  /**
   * Has an instance healed (HEAL). The NFVO does nothing about it but to store the answer; the
   * others are not told.
   *
   * @param instance the one that is not as it should be
   * @param cause what is wrong, in free words; to replace the instance by one in reserve, there is
   *     {@link #switchToStandby}
   * @return the instance as it is stored after the answer
   * @throws OperationRefused if there is no such instance, or the service is not ACTIVE and at rest
   */
  public CompletableFuture<VNFCInstance> heal(String instance, String cause) {
    Objects.requireNonNull(cause, "cause");
    return begin(
        "heal " + named(instance),
        operation -> {
          String what = "heal ";
          Parts.requireActive(service, what + instance);
          ScaleTarget target = ScaleTarget.requireInstance(service, instance, what);
          return new Repair(parts.steps(), service, target, instance, cause, operation)::begin;
        });
  }

  /**
   * Restarts a VNFR with another image: its servers are rebuilt one after the other, then it is
   * instantiated and started again, by the record that exists.
   *
   * @param image what the VIM calls it
   * @return the VNFR when it is started; fails without consequences if a driver cannot rebuild a
   *     server
   * @throws OperationRefused if there is no such VNFR, or the service is not ACTIVE and at rest
   */
  public CompletableFuture<VirtualNetworkFunctionRecord> restart(String vnfr, String image) {
    named(vnfr);
    return begin(
        "restart of " + vnfr,
        operation -> {
          Parts.requireActive(service, "restart " + vnfr);
          Vnf vnf = ScaleTarget.vnf(service, vnfr, "restart ");
          return new Restart(parts, service, vnf, image, operation)::begin;
        });
  }

  /**
   * Has the VNFMs take the steps again that failed (RESUME to every VNFR in ERROR), and goes on
   * from there.
   *
   * @return the service when it is ACTIVE
   * @throws OperationRefused if the service is not in ERROR and at rest, or a VNFR failed before it
   *     was granted
   */
  public CompletableFuture<NetworkServiceRecord> resume() {
    return begin("resume", operation -> Resume.prepare(parts, service, operation)::begin);
  }

  /**
   * Starts one instance (START with the instance).
   *
   * @return the instance as it is stored after the answer
   * @throws OperationRefused if there is no such instance, or the service is not at rest, and
   *     ACTIVE or INACTIVE
   */
  public CompletableFuture<VNFCInstance> start(String instance) {
    return power(Action.START, instance, "start ");
  }

  /** Stops one instance (STOP with the instance); see {@link #start}. */
  public CompletableFuture<VNFCInstance> stop(String instance) {
    return power(Action.STOP, instance, "stop ");
  }

  private CompletableFuture<VNFCInstance> power(Action action, String instance, String what) {
    named(instance);
    return begin(
        what + instance,
        operation -> {
          if (!service.status().equals(Status.INACTIVE)) {
            Parts.requireActive(service, what + instance);
          }
          ScaleTarget target = ScaleTarget.requireInstance(service, instance, what);
          return new InstancePower(parts.steps(), service, target, instance, action, operation)
              ::begin;
        });
  }

  private <T> CompletableFuture<T> begin(String name, Function<Operation<T>, Runnable> prepare) {
    return Operation.begin(service, name, parts.core().executor(), prepare);
  }

  private static String named(String name) {
    return Objects.requireNonNull(name, "name");
  }
}
