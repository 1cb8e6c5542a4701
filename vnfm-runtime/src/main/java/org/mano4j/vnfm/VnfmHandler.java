package org.mano4j.vnfm;

import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.OrVnfmInstantiate;
import org.mano4j.catalogue.packaging.Script;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.catalogue.record.VNFRecordDependency;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;

/**
 * What a VNF manager does when the NFVO asks for a step in the life of a network function (VNFR).
 * This is the interface to implement; every method has a default that changes nothing, so a manager
 * says only what it does differently:
 *
 * <pre>{@code
 * class MyVnfm implements VnfmHandler {
 *   @Override
 *   public VirtualNetworkFunctionRecord start(
 *       VnfmContext context, VirtualNetworkFunctionRecord vnfr) {
 *     vnfr.vnfcInstances().forEach(instance -> boot(instance.hostname()));
 *     return vnfr;
 *   }
 * }
 * }</pre>
 *
 * <p><b>The order of things.</b> A launch calls {@link #checkInstantiationFeasibility}, lets the
 * NFVO grant and allocate the machines, calls {@link #instantiate}, then {@link #modify} if the
 * function depends on others, then {@link #start}. The runtime talks to the NFVO; a handler never
 * does.
 *
 * <p><b>Records.</b> A record that is returned is saved by the NFVO. Return the one that was given,
 * changed only where that is meant ({@code withX} copies, {@code
 * VirtualNetworkFunctionRecord.mapVnfcInstances}); do not invent ids, and leave {@code hbVersion}
 * alone. Returning {@code null} is an error.
 *
 * <p><b>Errors.</b> Whatever a method throws is reported to the NFVO with its message, together
 * with the last known record, so that what was allocated can still be released; VNFR and network
 * service become ERROR. So let the message say what failed, on what, why, and what to do, and keep
 * secrets out of it.
 *
 * <p><b>Threads and time.</b> Methods may block. Requests for one VNFR come one after the other, in
 * the order of the NFVO; requests for different ones run at the same time, so that a handler must
 * be thread-safe. Only {@link #handleError} comes between. A call should end before {@link
 * VnfmContext#deadline()}: then the NFVO is told that it did not, and the thread is interrupted.
 *
 * <p><b>State.</b> Keep nothing between calls that could not be lost: several replicas may take
 * turns, and a restarted one goes on where its predecessor stopped. All there is to know is in the
 * record. A request may come a second time after a crash, see {@link VnfmContext#redelivered()}.
 *
 * <p><b>Not here.</b> Some functions of the VNFM interface have no method, since no message of an
 * Open Baton NFVO 6.0 triggers them: <i>query</i> and <i>notifyChange</i> (the NFVO keeps the
 * record, and learns of changes from the answers), <i>upgradeSoftware</i> (new software comes with
 * {@link #updateSoftware}, or as new images with a restart, see {@link #instantiate}),
 * <i>checkEMS</i> and <i>checkEmsStarted</i> (calls of managers that use an element manager, to
 * themselves), and scaling <i>up</i> and <i>down</i> ({@link #scaleOut} and {@link #scaleIn} are
 * the only directions). <i>configure</i> is {@link #modify}: an NFVO 6.0 sends no CONFIGURE, and
 * one from elsewhere is taken as MODIFY.
 */
public interface VnfmHandler {

  /**
   * Whether this function can be launched at all. Called before the NFVO is asked for a grant, when
   * nothing exists yet. Throw to refuse; the message is the reason.
   *
   * @param vnfr the record that the NFVO will be asked to grant; it has no ids yet
   * @param request what the NFVO sent
   */
  default void checkInstantiationFeasibility(
      VnfmContext context, VirtualNetworkFunctionRecord vnfr, OrVnfmInstantiate request)
      throws Exception {}

  /**
   * The script that new machines of this function run at their first start, "" for none. Asked
   * before machines are allocated, at launch and at every scale-out, unless the VNF package brings
   * a script named {@code userdata.sh} or {@code user-data.sh}, which is taken instead.
   */
  default String userData(VnfmContext context, VirtualNetworkFunctionRecord vnfr) throws Exception {
    return "";
  }

  /**
   * Prepares the machines, which are allocated by now: each VNFC instance in the record has its
   * host name, addresses, and the VIM it is on. Nothing is to be started that needs the values of
   * other functions. Values for others go into {@code provides} of the returned record; this is the
   * only moment at which they are read.
   *
   * <p>It is also called when the NFVO restarts a function that was launched before; {@link
   * OrVnfmInstantiate#vnfr()} is there then, and {@link #start} follows. And it is called again
   * after it failed, when the NFVO resumes the function; the request then holds nothing but that
   * record, since a RESUME brings no more.
   *
   * @param request what the NFVO sent: descriptor, package with scripts, keys, candidates
   */
  default VirtualNetworkFunctionRecord instantiate(
      VnfmContext context, VirtualNetworkFunctionRecord vnfr, OrVnfmInstantiate request)
      throws Exception {
    return vnfr;
  }

  /**
   * Takes over values of the functions that this one depends on. Called once after {@link
   * #instantiate} for a function that depends on others (whose machines exist then, but need not be
   * started), and again whenever one of those gets a new instance; the dependency then holds that
   * instance only.
   *
   * @param dependency values by type of the source: {@code parameters} for the function, {@code
   *     vnfcParameters} for each of its instances. Entries without parameters mean nothing.
   */
  default VirtualNetworkFunctionRecord modify(
      VnfmContext context, VirtualNetworkFunctionRecord vnfr, VNFRecordDependency dependency)
      throws Exception {
    return vnfr;
  }

  /**
   * Starts the function. May be called when it is started already: after each {@link #modify} that
   * follows a scale-out of a function it depends on.
   *
   * <p>Afterwards each instance is marked ACTIVE, unless the handler has given it another state.
   * One whose state is STANDBY stays in reserve and is not marked: do not start it, or change its
   * state if you do.
   */
  default VirtualNetworkFunctionRecord start(VnfmContext context, VirtualNetworkFunctionRecord vnfr)
      throws Exception {
    return vnfr;
  }

  /**
   * Starts one instance, also one in STANDBY; it is then marked ACTIVE unless the handler gave it
   * another state.
   */
  default VirtualNetworkFunctionRecord startVnfcInstance(
      VnfmContext context, VirtualNetworkFunctionRecord vnfr, VNFCInstance instance)
      throws Exception {
    return vnfr;
  }

  /**
   * Stops the function; each instance, also one in STANDBY, is marked INACTIVE unless the handler
   * gave it another state.
   */
  default VirtualNetworkFunctionRecord stop(VnfmContext context, VirtualNetworkFunctionRecord vnfr)
      throws Exception {
    return vnfr;
  }

  /** Stops one instance, which is then marked INACTIVE unless the handler gave another state. */
  default VirtualNetworkFunctionRecord stopVnfcInstance(
      VnfmContext context, VirtualNetworkFunctionRecord vnfr, VNFCInstance instance)
      throws Exception {
    return vnfr;
  }

  /**
   * Prepares and starts a new instance; its machine is allocated and it is in the record. Nothing
   * else is called for it: not {@link #instantiate}, {@link #modify} or {@link #start}. A stand-by
   * instance has the state STANDBY.
   *
   * @param instance the new one
   * @param dependency as for {@link #modify}; absent when the function depends on no other
   */
  default VirtualNetworkFunctionRecord scaleOut(
      VnfmContext context,
      VirtualNetworkFunctionRecord vnfr,
      VNFCInstance instance,
      @Nullable VNFRecordDependency dependency)
      throws Exception {
    return vnfr;
  }

  /**
   * An instance of a function that this one depends on has been removed: forget it. The NFVO waits
   * until this is done, but takes nothing over. The removal of instances of <em>this</em> function
   * is done by the NFVO alone.
   *
   * @param vnfr the record of the function that depends on the other
   * @param removed the instance that is gone, of the other function
   */
  default void scaleIn(VnfmContext context, VirtualNetworkFunctionRecord vnfr, VNFCInstance removed)
      throws Exception {}

  /**
   * Launches one machine. Called only if the manager allocates machines itself ({@link
   * VnfmRuntime.Builder#allocate}), in place of the NFVO: at launch for each component in turn,
   * after the grant and before {@link #instantiate}, and at scale-out before {@link #scaleOut}.
   *
   * <p>If it is {@link VnfmContext#cancelled()} when this returns, the machine is released at once.
   *
   * @param machine what is to be launched, and where
   * @return the instance with at least host name and {@code vc_id}, the id of the machine in its
   *     VIM, which must not be given twice; addresses should be there, too. VIM and component are
   *     filled in if absent; an id is the NFVO's to give.
   */
  default VNFCInstance allocate(
      VnfmContext context, VirtualNetworkFunctionRecord vnfr, MachineRequest machine)
      throws Exception {
    throw new UnsupportedOperationException(
        "this VNF manager was told to allocate machines, but its handler has no method allocate;"
            + " add one, or leave allocation to the NFVO");
  }

  /**
   * Ends a machine that {@link #allocate} has launched. Called after {@link #terminate} for each
   * instance, also after one that could not be released; those that are released are taken out of
   * the record. An instance that the NFVO has scaled in is deleted by the NFVO through the driver
   * of its VIM; it tells no manager. Must not fail if the machine is gone already.
   */
  default void release(
      VnfmContext context, VirtualNetworkFunctionRecord vnfr, VNFCInstance instance)
      throws Exception {
    throw new UnsupportedOperationException(
        "this VNF manager was told to allocate machines, but its handler has no method release;"
            + " add one, or leave allocation to the NFVO");
  }

  /**
   * The function is about to end: shut it down as far as it needs that. Its machines still exist
   * and are deleted by the NFVO after this. It is called in any state of the function, also when it
   * never had an instance, and after errors; it should not fail because something is gone already.
   */
  default VirtualNetworkFunctionRecord terminate(
      VnfmContext context, VirtualNetworkFunctionRecord vnfr) throws Exception {
    return vnfr;
  }

  /**
   * Repairs one instance. The cause {@code switchToStandby} means that this instance, which is in
   * STANDBY, takes the place of one that has failed: the NFVO marks it ACTIVE afterwards and tells
   * the functions that depend on this one.
   *
   * @param instance the one to repair or to put into service
   * @param cause what the NFVO or its user gives as reason; "" if nothing
   */
  default VirtualNetworkFunctionRecord heal(
      VnfmContext context, VirtualNetworkFunctionRecord vnfr, VNFCInstance instance, String cause)
      throws Exception {
    return vnfr;
  }

  /**
   * Updates the software of the function in a small way, for which it need not be launched again.
   *
   * @param script the script of its VNF package that has changed; absent when a user of the NFVO
   *     just asks for an update
   */
  default VirtualNetworkFunctionRecord updateSoftware(
      VnfmContext context, VirtualNetworkFunctionRecord vnfr, @Nullable Script script)
      throws Exception {
    return vnfr;
  }

  /**
   * Runs a script of a user of the NFVO on the function. The NFVO does nothing with the answer but
   * wait for it; what the script prints can be shown with {@link #logs}. Throwing puts the function
   * into ERROR, so a manager that runs no scripts leaves this method alone: it does nothing.
   */
  default VirtualNetworkFunctionRecord executeScript(
      VnfmContext context, VirtualNetworkFunctionRecord vnfr, Script script) throws Exception {
    return vnfr;
  }

  /**
   * The logs of an instance. Called at any time, also while another method runs for the same
   * function. What is thrown is shown in place of the logs.
   *
   * @param vnfrName name of the function, "" if not given; there is no record here
   * @param hostname host name of the instance, "" if not given
   */
  default VnfmLogs logs(VnfmContext context, String vnfrName, String hostname) throws Exception {
    return VnfmLogs.failed("This VNF manager does not support the request of logs.");
  }

  /**
   * The NFVO resumes the function after a failure: the step that failed is about to run again, that
   * is, the method for it is called after this one. The place to clear away what the failed attempt
   * has left. Throw to refuse.
   *
   * @param vnfr the record; its history tells what has been done before
   * @param failed the request whose step failed, such as START
   */
  default VirtualNetworkFunctionRecord resume(
      VnfmContext context, VirtualNetworkFunctionRecord vnfr, Action.Known failed)
      throws Exception {
    return vnfr;
  }

  /**
   * Whether a request may be worked off again that was with a manager which did not finish it, so
   * that it may have been done in part. If not, the NFVO is told that it failed, and nothing is
   * done. By default all may but INSTANTIATE and SCALE_OUT: asking the NFVO a second time for grant
   * and machines would launch them twice.
   *
   * <p>It is not asked for requests that come the first time. It must return at once; the threads
   * of the transport call it.
   */
  default boolean repeatable(Action.Known action) {
    return action != Action.Known.INSTANTIATE && action != Action.Known.SCALE_OUT;
  }

  /**
   * The NFVO says that it could not do its part for this function, which is in ERROR now. If the
   * runtime waits for the NFVO on behalf of the function, that wait ends as failed. May be called
   * while another method runs for the same function. What is thrown is logged only.
   *
   * @param vnfr the record, if the NFVO sent one
   * @param message what the NFVO says
   */
  default void handleError(
      VnfmContext context, @Nullable VirtualNetworkFunctionRecord vnfr, String message)
      throws Exception {}
}
