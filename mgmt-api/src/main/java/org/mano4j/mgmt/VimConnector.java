package org.mano4j.mgmt;

import java.util.Map;
import java.util.Optional;
import org.mano4j.catalogue.vim.Server;
import org.mano4j.messaging.MessageBus;

/**
 * Calls the manager of one VIM instance. Cheap to make, holds nothing, thread-safe; the bus belongs
 * to somebody else. Calls block until the answer is there or the time is up.
 *
 * <p>Servers go by their name, which is the host name of the VNFC instance; neither its {@code
 * vc_id} nor a container id works.
 */
public final class VimConnector {

  private final String vimId;
  private final MgmtCaller caller;

  /** A connector with default options. */
  public VimConnector(MessageBus bus, String vimId) {
    this(bus, vimId, VimConnectorOptions.defaults());
  }

  /**
   * A connector.
   *
   * @param vimId id of the VIM instance in the NFVO, the same as {@code VNFCInstance.vim_id}
   */
  public VimConnector(MessageBus bus, String vimId, VimConnectorOptions options) {
    this.vimId = MgmtAddresses.checked(vimId);
    this.caller = new MgmtCaller(bus, vimId, options);
  }

  /**
   * Looks a server up.
   *
   * @return the server; empty if the VIM has none of that name
   * @throws MgmtException with {@link MgmtCode#SERVER_FAILED} if it has failed, {@link
   *     MgmtCode#REFUSED} if the manager's driver has not launched it for this VIM, or another code
   *     if the VIM cannot be asked
   */
  public Optional<Server> check(String serverName) {
    Optional<Server> server;
    try {
      server = caller.call(MgmtRequest.check(serverName), MgmtResponse::server);
    } catch (MgmtException e) {
      if (e.code().equals(MgmtCode.NOT_FOUND)) {
        return Optional.empty();
      }
      throw e;
    }
    // managers of before mano4j give a failed server like any other
    server.flatMap(ServerHealth::failure).ifPresent(reason -> throwFailed(serverName, reason));
    return server;
  }

  private void throwFailed(String serverName, String reason) {
    throw new MgmtException(
        MgmtCode.SERVER_FAILED,
        "server '" + serverName + "' in VIM '" + vimId + "' has failed: " + reason);
  }

  /**
   * Starts a server; one that has ended begins anew, where the VIM can do that.
   *
   * @throws MgmtException with {@link MgmtCode#ALREADY_STARTED} if it runs, {@link
   *     MgmtCode#NOT_FOUND} if there is none, {@link MgmtCode#REFUSED} if the manager must not
   *     touch it or cannot start it anew, or another code
   */
  public void start(String serverName) {
    caller.call(MgmtRequest.start(serverName));
  }

  /**
   * Gives a server metadata. Without entries nothing is sent, since peers refuse that.
   *
   * @param entries an empty value deletes the key
   * @throws MgmtException as for {@link #start}
   */
  public void addMetadata(String serverName, Map<String, String> entries) {
    if (!entries.isEmpty()) {
      caller.call(MgmtRequest.addMetadata(serverName, entries));
    }
  }

  /**
   * Stops a server. Managers of before mano4j do not know this function.
   *
   * @throws MgmtException as for {@link #start}
   */
  public void stop(String serverName) {
    caller.call(MgmtRequest.stop(serverName));
  }

  /**
   * Makes a server ready to be started with metadata: one that was never started gets it; one that
   * has ended gets it in a new life; one that runs is stopped and gets it in a new life, unless it
   * runs with all of that already. It is not started. Managers of before mano4j do not know this
   * function.
   *
   * @param entries may be none; an empty value deletes the key
   * @param always whether one that runs is stopped in any case
   * @throws MgmtException with {@link MgmtCode#NOT_FOUND} if there is none, {@link
   *     MgmtCode#REFUSED} if the manager must not touch it or cannot begin a new life of it, {@link
   *     MgmtCode#UNKNOWN_FUNCTION}, or another code
   */
  public void renew(String serverName, Map<String, String> entries, boolean always) {
    caller.call(MgmtRequest.renew(serverName, entries, always));
  }

  /**
   * Makes a server that is gone anew, with its name and addresses. It is not started. Managers of
   * before mano4j do not know this function.
   *
   * @return the server; its {@code extId} may be another one than before
   * @throws MgmtException with {@link MgmtCode#REFUSED} if an address, an image or the name cannot
   *     be had, {@link MgmtCode#UNKNOWN_FUNCTION}, or another code
   */
  public Server recreate(ServerSpec spec) {
    return caller
        .call(MgmtRequest.recreate(spec), MgmtResponse::server)
        .orElseThrow(
            () ->
                new MgmtException(
                    MgmtCode.INTERNAL,
                    "recreate of server '"
                        + spec.name()
                        + "' in VIM '"
                        + vimId
                        + "' failed: the answer holds no server"));
  }
}
